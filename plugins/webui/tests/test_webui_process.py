"""The page's process: a real one, told to end as its supervisor does."""

import contextlib
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from webui_server import connected
from webui_world import ACCOUNT, TOKEN

pytestmark = pytest.mark.slow

CHILD = """
import logging, sys
from pathlib import Path
from multiprocess import Pipe
from qbitrr.processes.life import Life
from qbitrr_webui.process import run
logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s", stream=sys.stdout)
lifeline, held = Pipe(duplex=False)
heard, beats = Pipe(duplex=False)
life = Life("WebUI", lifeline, beats)
life.begin()
run(life, Path(sys.argv[1]), sys.argv[2])
"""


class Child:
    def __init__(self, folder):
        self.folder = folder
        self.output = folder / "output"
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-c", CHILD, str(folder), str(folder / "qbitrr.db")], stdout=output, stderr=output
            )

    def said(self, text, within=60.0):
        """Wait for the log to say this; the line."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            for line in self.output.read_text().splitlines():
                if text in line:
                    return line
            time.sleep(0.05)
        raise AssertionError(f"{text!r} was not said, but: {self.output.read_text()}")

    @property
    def port(self):
        return int(self.said("The page is at").rpartition(":")[2].strip("/"))

    def get(self, path, **headers):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            error.close()
            return error.code

    def end(self):
        """End it, in less time than a request may take to come in (20 s)."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(15) == 0


@pytest.fixture
def child(tmp_path):
    """Start the page of a folder with this below [WebUI]."""
    children = []

    def start(webui=f"{ACCOUNT}Port = 0\n"):
        (tmp_path / "config.toml").write_text(f"[Settings]\n[WebUI]\n{webui}")
        children.append(Child(tmp_path))
        return children[-1]

    yield start
    for one in children:
        with contextlib.suppress(ProcessLookupError):
            one.process.kill()
        one.process.wait()


def test_it_says_where_the_page_is_and_serves_it(child):
    page = child()
    assert page.get("/health/live") == 200
    assert page.get("/api/keys") == 401
    assert (page.folder / "run" / "webui.url").read_text() == f"http://127.0.0.1:{page.port}/\n"


def test_it_ends_at_once_even_while_somebody_is_slow(child):
    page = child()
    with connected(page.port) as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost: local")
        assert page.get("/health/live") == 200
        page.end()
    assert not (page.folder / "run" / "webui.url").exists()
    assert "Traceback" not in page.output.read_text()


def test_a_port_that_is_taken_is_said_and_tried_again(child):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        page = child(f"{ACCOUNT}Port = {port}\n")
        line = page.said(f"cannot listen at 127.0.0.1, port {port}")
        assert line.startswith("ERROR")
        assert "[WebUI] Host and Port" in line
    assert page.said("can listen now")
    assert page.get("/health/live") == 200
    assert page.output.read_text().count("cannot listen") == 1


def test_it_ends_while_it_waits_for_its_port(child):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        page = child(f"{ACCOUNT}Port = {taken.getsockname()[1]}\n")
        page.said("cannot listen")
        page.end()


def test_it_prints_the_link_with_the_token_and_not_again_after_a_restart(child):
    first = child("Port = 0\n")
    assert f"http://127.0.0.1:{first.port}/#token=" in first.said("Make the first account")
    first.end()
    again = child("Port = 0\n")
    assert "#token=" not in again.said("Make the first account")


def test_it_follows_the_file(child):
    page = child()
    assert page.get("/api/keys", Authorization=f"Bearer {TOKEN}") == 401
    (page.folder / "config.toml").write_text(f'[WebUI]\nToken = "{TOKEN}"\nPort = 0\n')
    assert page.get("/api/keys", Authorization=f"Bearer {TOKEN}") == 200


def test_it_warns_of_what_somebody_may_not_have_meant(child):
    page = child("Port = 0\nAuthDisabled = true\nAllowInsecureExposure = true\n")
    assert page.said("whoever reaches the page may do everything").startswith("WARNING")


def test_importing_it_brings_nothing_into_the_supervisor():
    code = "import sys, qbitrr_webui.process; print(*{'flask', 'spectree', 'waitress', 'pydantic'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []
