"""The health check: it asks the page where one runs, and the processes where none does."""

import fcntl
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from container.health import trouble


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
        running.lock, running.address = lock, folder / "webui.url"
        yield running


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


def test_the_page_is_believed(page, run, tmp_path):
    url = f"http://127.0.0.1:{page.server_port}/base"
    run.address.write_text(f"{url}/\n")
    assert trouble(tmp_path) == ""
    page.status = 503
    assert trouble(tmp_path) == f"{url}/health/ready answers 503: see `qbitrr status`"


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "nonsense", "http://127.0.0.1:many/"])
def test_a_page_that_does_not_answer_is_trouble(run, tmp_path, address):
    run(qBit="running")
    run.address.write_text(address)
    assert trouble(tmp_path).startswith(f"the page does not answer at {address}: ")


def test_without_a_page_the_processes_tell(run, tmp_path):
    run(qBit="running", Radarr="restarting")
    assert trouble(tmp_path) == ""
    run(qBit="given up", Radarr="running")
    assert trouble(tmp_path) == "given up: qBit"


def test_a_page_that_should_run_and_cannot_be_reached_is_trouble(run, tmp_path):
    run(qBit="running", WebUI="running")
    assert trouble(tmp_path) == "the page cannot be reached yet"


def test_what_a_dead_supervisor_has_written_counts_for_nothing(run, tmp_path):
    run(qBit="running")
    fcntl.flock(run.lock, fcntl.LOCK_UN)
    assert trouble(tmp_path) == "qbitrr does not run"


def test_nothing_at_all_is_trouble(tmp_path):
    assert trouble(tmp_path) == "qbitrr does not run yet"
