"""The first start for who never opens a terminal: a link, an account, the wizard, a report, and it runs."""

import os
import re
import subprocess
import sys
import time
import tomllib

import pytest

from qbitrr.processes import running
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent
from qbitrr.testing.simulated_radarr import SimulatedRadarr
from tests.page.browser import opened

pytestmark = pytest.mark.slow

PASSWORD = "correct horse battery staple"


class FirstStart:
    """``qbitrr run`` on an empty folder."""

    def __init__(self, folder, **environ):
        self.folder = folder
        ours = {name: text for name, text in os.environ.items() if not name.startswith("QBITRR_")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "qbitrr", "run", "--data", str(folder)],
            env=ours | {"QBITRR_WEBUI_PORT": "0"} | environ,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.said = ""

    def link(self):
        """The link that it prints."""
        while not (found := re.search(r"http\S+/#token=\S+", self.said)):
            line = self.process.stderr.readline()
            assert line, self.said
            self.said += line
        return found[0]

    def children(self):
        runtime = running.read(self.folder / "run")
        return {child.name for child in runtime.children} if runtime else set()

    def end(self):
        self.process.terminate()
        self.process.communicate(timeout=60)


@pytest.fixture
def start(tmp_path):
    begun = FirstStart(tmp_path / "data")
    yield begun
    begun.end()


@pytest.fixture
def qbittorrent(tmp_path):
    with SimulatedQbittorrent(folder=tmp_path / "downloads", username="admin", password="adminadmin") as server:
        server.add("Nosferatu.1922.1080p.WEB-GRP", category="radarr", state="stalledDL", progress=0.3)
        yield server


@pytest.fixture
def radarr(tmp_path, qbittorrent):
    with SimulatedRadarr(client_port=qbittorrent.port, root_folder=tmp_path / "movies", category="radarr") as server:
        yield server


def test_from_an_empty_folder_to_a_running_qbitrr(chromium, start, qbittorrent, radarr):
    link = start.link()
    with opened(chromium, link) as page:
        page.get_by_label("Name").fill("alice")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Make the account").click()

        page.get_by_role("heading", name="Where is qBittorrent?").wait_for()  # it opens by itself
        assert "token" not in page.url
        page.get_by_label("Address", exact=True).fill("127.0.0.1")
        page.get_by_label("Port").fill(str(qbittorrent.port))
        page.get_by_label("User").fill("admin")
        page.get_by_label("Password", exact=True).fill("adminadmin")
        page.get_by_role("button", name="Test the connection").click()
        page.get_by_text("it answers and has 1 torrent").wait_for()
        page.get_by_role("button", name="Next").click()

        page.get_by_role("heading", name="Which apps send it downloads?").wait_for()
        page.get_by_role("button", name="Add Radarr").click()
        page.get_by_label("Address", exact=True).fill(radarr.url)
        page.get_by_label("API key", exact=True).fill(radarr.api_key)
        page.get_by_label("Category").fill("radarr")
        page.get_by_role("button", name="Next").click()

        page.get_by_role("heading", name="How careful shall qbitrr be?").wait_for()
        page.get_by_role("button", name="Next").click()
        page.get_by_role("heading", name="Where are the files?").wait_for()
        page.get_by_role("button", name="Next").click()
        page.get_by_role("heading", name="What the file becomes").wait_for()
        assert radarr.api_key not in page.content()
        page.get_by_role("button", name="See what would happen").click()

        page.get_by_text("Nothing has been changed").wait_for()
        page.get_by_text("1 torrent judged").wait_for()
        page.get_by_role("button", name="Save and work for real").click()
        page.get_by_role("heading", name="It is set up").wait_for()

    until(lambda: {"qBit", "Radarr", "WebUI"} <= start.children())
    written = (start.folder / "config.toml").read_text()
    tables = tomllib.loads(written)
    assert tables["Radarr"]["APIKey"] == radarr.api_key
    assert tables["qBit"]["Port"] == qbittorrent.port
    assert tables["WebUI"]["Username"] == "alice"
    assert "# Decide and say what would be done, but do nothing." in written  # the example's comments are still there


def test_the_link_is_good_for_one_account_only(chromium, start):
    link = start.link()
    with opened(chromium, link) as page:
        page.get_by_label("Name").fill("alice")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Make the account").click()
        page.get_by_role("heading", name="Where is qBittorrent?").wait_for()
    with opened(chromium, link) as page:
        page.get_by_role("heading", name="Sign in").wait_for()


def test_the_page_below_a_path_of_a_reverse_proxy(chromium, tmp_path):
    start = FirstStart(tmp_path / "data", QBITRR_WEBUI_URL_BASE="/films/qbitrr")
    try:
        link = start.link()
        assert "/films/qbitrr/#token=" in link
        with opened(chromium, link) as page:
            page.get_by_label("Name").fill("alice")
            page.get_by_label("Password", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Make the account").click()
            page.get_by_role("heading", name="Where is qBittorrent?").wait_for()
            page.get_by_role("link", name="Processes").click()
            page.get_by_role("heading", name="Processes", exact=True, level=1).wait_for()
            assert page.url.endswith("/films/qbitrr/processes")
            page.reload()
            page.get_by_role("heading", name="Processes", exact=True, level=1).wait_for()
    finally:
        start.end()


def until(condition, seconds=60.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)
