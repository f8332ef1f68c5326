"""A change on the page takes effect in the qbitrr that runs."""

import json
import os
import subprocess
import sys
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from qbitrr.processes import running
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent

pytestmark = pytest.mark.slow

TOKEN = "a-token-for-this-test"


def until(look, seconds=120.0):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := look():
            return found
        time.sleep(0.1)
    raise AssertionError(f"it did not come to that in {seconds} s")


class Running:
    """A qbitrr with its page, and somebody who has its Token."""

    def __init__(self, folder, text):
        self.folder = folder
        self.file = folder / "config.toml"
        self.file.write_text(text)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("QBITRR_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "qbitrr", "run", "--data", str(folder)],
            env=kept,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.url = until(self._url)

    def _url(self):
        address = self.folder / "run" / "webui.url"
        return address.exists() and address.read_text().strip().rstrip("/")

    def ask(self, method, path, body=None):
        request = Request(
            f"{self.url}{path}",
            method=method,
            data=json.dumps(body).encode() if body is not None else None,
            headers={"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"},
        )
        try:
            with urlopen(request, timeout=60) as answer:
                return json.loads(answer.read())
        except HTTPError as error:
            raise AssertionError(error.read().decode()) from error

    def change(self, *changes):
        fingerprint = self.ask("GET", "/api/config")["fingerprint"]
        return self.ask("PUT", "/api/config", {"fingerprint": fingerprint, "changes": list(changes)})

    def children(self):
        """The process ids of its children, by name."""
        runtime = running.read(self.folder / "run")
        return {child.name: child.pid for child in runtime.children} if runtime else {}

    def end(self):
        self.process.terminate()
        self.process.wait(60)


@pytest.fixture
def begin(tmp_path):
    begun = []

    def start(text):
        begun.append(Running(tmp_path, text))
        return begun[-1]

    yield start
    for one in begun:
        one.end()


@pytest.fixture
def client(tmp_path):
    with SimulatedQbittorrent(folder=tmp_path / "downloads") as server:
        yield server


def test_a_change_starts_anew_only_what_differs_and_keeps_the_comments(begin, client):
    house = begin(f"""\
[WebUI]
Port = 0
Token = "{TOKEN}"

[qBit]  # at home
Host = "127.0.0.1"
Port = {client.port}
UserName = "admin"
Password = "adminadmin"
Timeout = 20  # patient
ManagedCategories = ["mine"]
""")
    before = until(lambda: house.children().get("qBit") and house.children())
    told = house.change({"heading": "qBit", "path": ["Timeout"], "value": "25s"})
    assert (told["reloaded"], told["restarts"]) == (True, ["qBit"])
    assert until(lambda: house.children().get("qBit") not in (None, before["qBit"]))
    assert house.children()["WebUI"] == before["WebUI"]
    text = house.file.read_text()
    assert 'Timeout = "25s"  # patient' in text
    assert "[qBit]  # at home" in text


def test_a_new_client_is_set_up_from_nothing(begin, client):
    house = begin(f'[WebUI]\nPort = 0\nToken = "{TOKEN}"\n')
    filled = [
        {"heading": "qBit", "path": ["Host"], "value": "127.0.0.1"},
        {"heading": "qBit", "path": ["Port"], "value": client.port},
        {"heading": "qBit", "path": ["UserName"], "value": "admin"},
        {"heading": "qBit", "path": ["Password"], "value": "adminadmin"},
        {"heading": "qBit", "path": ["ManagedCategories"], "value": ["mine"]},
    ]
    told = house.ask("POST", "/api/config/preview", {"changes": filled})
    assert [(one["name"], one["ok"]) for one in told["connections"]] == [("qBit", True)]
    assert house.change(*filled)["reloaded"]
    assert until(lambda: {"qBit", "qBit.worker"} <= house.children().keys())
