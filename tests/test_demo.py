"""``qbitrr demo`` as a person starts it: its story, and that nothing is left when it is over."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen
from uuid import uuid4

import pytest

from qbitrr.demo.story import took

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
INTERRUPTED = 130
STORY = (
    "was asked to look at its downloads",
    "Nosferatu is imported",
    "strike 2 by the rule stalled",
    "stopped and kept until",
    "blocklists Metropolis",
    "grabs Metropolis.1927.1080p.BluRay",
    "has imported Metropolis.1927.1080p.BluRay",
    "$ qbitrr why",
    "qbitrr-keep",
    "$ qbitrr restore",
    "is restored:",
    "$ qbitrr history",
)


def untold(told):
    """The parts of the story that are not in it, wherever its lines are broken."""
    words = " ".join(told.split())
    return [part for part in STORY if part not in words]


class Demo:
    """The command in a process of its own, which can be told from all others by a mark in its environment."""

    def __init__(self, folder, *command):
        self.folder, self.mark, self.command = folder, uuid4().hex, command
        self.process = None

    def begin(self, *words):
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", *self.command, *words],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"DEMO_MARK": self.mark, "TMPDIR": str(self.folder), "COLUMNS": "80"},
        )
        return self

    def until(self, words):
        """What it prints up to the line that has these words."""
        told = ""
        while words not in told:
            line = self.process.stdout.readline()
            assert line, told
            told += line
        return told

    def told(self):
        """All that it printed, once it has ended."""
        return self.process.communicate(timeout=150)[0]

    def running(self):
        """The ids of its processes, children of children too."""
        found = set()
        for process in Path("/proc").glob("[0-9]*"):
            try:
                environ, state = (process / "environ").read_bytes(), (process / "stat").read_text()
            except OSError:  # it has ended, or is somebody else's
                continue
            if self.mark.encode() in environ and state.rpartition(")")[2].split()[0] != "Z":
                found.add(int(process.name))
        return found

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
        if not self.process.stdout.closed:
            self.process.communicate(timeout=60)


@pytest.fixture
def demo(tmp_path):
    with Demo(tmp_path, "qbitrr", "demo") as demo:
        yield demo


def test_the_story_is_told_and_nothing_is_left(demo):
    told = demo.begin().told()
    assert demo.process.returncode == 0, told
    assert untold(told) == [], told
    assert "was brought from version" not in " ".join(told.split())  # its configuration is as new as the program
    assert demo.running() == set()
    assert list(demo.folder.iterdir()) == []
    assert max(map(len, told.splitlines())) <= 80
    assert "\x1b" not in told


def test_its_page_opens_with_the_link_that_is_printed(demo):
    told = demo.begin().until("/#token=")
    address, token = re.search(r"(http://127\.0\.0\.1:\d+/)#token=(\S+)", told).groups()
    asked = Request(
        f"{address}api/session/token",
        data=json.dumps({"token": token}).encode(),
        headers={"Content-Type": "application/json"},
    )
    with urlopen(asked, timeout=10) as answer:
        assert json.load(answer)["signed_in"] is True


@pytest.mark.parametrize("moment", ["simulated", "grabs", "strike 2 by", "$ qbitrr why", "$ qbitrr restore"])
def test_ctrl_c_ends_it_at_any_moment(demo, moment):
    demo.begin()
    demo.until(moment)
    demo.process.send_signal(signal.SIGINT)
    told = demo.told()
    assert "Traceback" not in told
    assert demo.process.returncode == INTERRUPTED
    assert demo.running() == set()
    assert list(demo.folder.iterdir()) == []


def test_what_it_made_can_be_kept(demo):
    demo.begin("--keep").until("grabs")
    demo.process.send_signal(signal.SIGTERM)
    demo.told()
    assert demo.running() == set()
    assert list(demo.folder.glob("*/**/config.toml"))


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (100.2, "it took 0.2 s to qbitrr's order, 1.0 s to the file"),
        (None, "Radarr looked by itself before qbitrr told it to, 1.0 s to the file"),
        (101.5, "Radarr looked by itself before qbitrr told it to, 1.0 s to the file"),
    ],
)
def test_whose_look_it_was_that_imported_a_film_is_told(order, told):
    assert told in took(100.0, order, 101.0, 102.0)
