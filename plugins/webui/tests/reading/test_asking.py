"""A worker is asked again and again, in a thread that holds up nobody."""

import threading
import time
from contextlib import closing

from qbitrr_webui.live.asking import Asking

from qbitrr import Unavailable
from reading.test_gathering import says


class Line:
    """A worker that gives these answers, one after the other; then it is silent for good."""

    name = "Radarr"

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []
        self.closed = threading.Event()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.closed.set()

    def thoughts(self, since):
        self.asked.append(since)
        answer = self.answers.pop(0) if self.answers else Unavailable("it is busy")
        if isinstance(answer, Exception):
            raise answer
        return answer


def taken(asking, number):
    """The first so many things that were said."""
    found, until = [], time.monotonic() + 60
    while len(found) < number and time.monotonic() < until:
        found += asking.take()
        time.sleep(0.005)
    return found[:number]


def test_the_rest_of_a_long_answer_is_asked_for_at_once():
    line = Line(says(version=3, afresh=True, more=True), says(version=9))
    with closing(Asking(line, every=60)) as asking:
        assert [said.version for said in taken(asking, 2)] == [3, 9]
    assert line.asked == [0, 3]


def test_why_there_is_no_answer_is_said_and_it_is_asked_again():
    line = Line(Unavailable("it is away"), says(version=2), says(version=5))
    with closing(Asking(line, every=0.01, again_after=0.01)) as asking:
        first, *others = taken(asking, 3)
    assert first == "it is away"
    assert [said.version for said in others] == [2, 5]
    assert line.asked[:3] == [0, 0, 2]


def test_the_connection_ends_with_it():
    line = Line(says(version=2))
    asking = Asking(line, every=60)
    taken(asking, 1)
    asking.close()
    assert line.closed.wait(60)
