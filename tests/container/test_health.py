"""The health check: it asks the page where one runs, and the processes where none does."""

import fcntl
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from container.health import address, trouble


@pytest.mark.parametrize(
    ("file", "environ", "expected"),
    [
        ("", {}, ("127.0.0.1", 6969, "")),
        ('[WebUI]\nHost = "0.0.0.0"\nPort = 7000\nUrlBase = "/qbitrr/"', {}, ("127.0.0.1", 7000, "/qbitrr")),
        ("[WebUI]\nPort = 7000", {"QBITRR_WEBUI_PORT": "7001"}, ("127.0.0.1", 7001, "")),
        ("", {"QBITRR_WEBUI_URL_BASE": "x", "QBITRR_WEBUI_HOST": "10.0.0.2"}, ("10.0.0.2", 6969, "/x")),
        ("no TOML", {"QBITRR_WEBUI_PORT": "many"}, ("127.0.0.1", 6969, "")),
    ],
)
def test_the_page_is_asked_where_it_listens(tmp_path, file, environ, expected):
    (tmp_path / "config.toml").write_text(file)
    assert address(tmp_path, environ) == expected


@pytest.fixture
def page():
    """A page that answers with ``page.status`` to its one question."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(server.status if self.path == "/base/health/ready" else 404)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Page)
    server.status = 200
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_page_is_believed(page, tmp_path):
    environ = {"QBITRR_WEBUI_PORT": str(page.server_port), "QBITRR_WEBUI_URL_BASE": "/base"}
    assert trouble(tmp_path, environ) == ""
    page.status = 503
    assert trouble(tmp_path, environ) == "the page answers 503 to /base/health/ready"


NOBODY = {"QBITRR_WEBUI_PORT": "9"}
"""Where no page listens."""


@pytest.fixture
def run(tmp_path):
    """What the supervisor has written, with these states of its processes."""
    folder = tmp_path / "run"
    folder.mkdir()

    def running(**states):
        children = [{"name": name, "state": state} for name, state in states.items()]
        (folder / "supervisor.json").write_text(json.dumps({"children": children}))

    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        running.lock = lock
        yield running


def test_without_a_page_the_processes_tell(run, tmp_path):
    run(qBit="running", Radarr="restarting")
    assert trouble(tmp_path, NOBODY) == ""
    run(qBit="given up", Radarr="running")
    assert trouble(tmp_path, NOBODY) == "given up: qBit"


def test_a_page_that_should_run_and_does_not_answer_is_trouble(run, tmp_path):
    run(qBit="running", webui="running")
    assert "the page does not answer at 127.0.0.1:9" in trouble(tmp_path, NOBODY)


def test_what_a_dead_supervisor_has_written_counts_for_nothing(run, tmp_path):
    run(qBit="running")
    fcntl.flock(run.lock, fcntl.LOCK_UN)
    assert trouble(tmp_path, NOBODY) == "qbitrr does not run"


def test_nothing_at_all_is_trouble(tmp_path):
    assert "the page does not answer" in trouble(tmp_path, NOBODY)
