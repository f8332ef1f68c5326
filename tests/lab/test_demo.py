"""The demonstration with a real client: the same story, and as little left of it."""

import signal

import pytest

from tests.lab.presence import require_lab
from tests.test_demo import Demo, untold

pytestmark = [pytest.mark.lab, pytest.mark.slow]

LAB_DEMO = "tests.lab.demo"


@pytest.fixture
def demo(tmp_path):
    require_lab()
    with Demo(tmp_path, LAB_DEMO) as demo:
        yield demo


def test_the_story_is_told_with_a_real_client_and_nothing_is_left(demo):
    told = demo.begin().told()
    assert demo.process.returncode == 0, told
    assert untold(told) == [], told
    assert demo.running() == set()
    assert list(demo.folder.iterdir()) == []


def test_ctrl_c_ends_the_real_client_too(demo):
    demo.begin().until("grabs")
    demo.process.send_signal(signal.SIGINT)
    told = demo.told()
    assert "Traceback" not in told
    assert demo.running() == set()
    assert list(demo.folder.iterdir()) == []


def test_without_a_real_part_it_says_so_and_simulates_the_client(demo, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "no ffmpeg here" in demo.begin().until("simulated")
