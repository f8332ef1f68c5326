"""Answers that are dear are made once for all who ask."""

import threading

import pytest
from qbitrr_webui.reading.kept import Kept


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_an_answer_is_given_again_until_it_is_old():
    clock, made = Clock(), iter(range(9))
    kept = Kept(10, clock=clock)
    assert [kept.get("", lambda: next(made)) for _ in range(2)] == [0, 0]
    clock.now = 10
    assert kept.get("", lambda: next(made)) == 1
    kept.forget()
    assert kept.get("", lambda: next(made)) == 2


def test_a_failure_is_not_kept():
    kept = Kept(10)
    with pytest.raises(OSError, match="no"):
        kept.get("", lambda: (_ for _ in ()).throw(OSError("no")))
    assert kept.get("", lambda: 5) == 5


def test_whoever_asks_meanwhile_waits_for_the_same_answer():
    kept, begun, go, made, found = Kept(10), threading.Event(), threading.Event(), [], []

    def make():
        made.append(1)
        begun.set()
        assert go.wait(60)
        return "it"

    asking = [threading.Thread(target=lambda: found.append(kept.get("x", make))) for _ in range(3)]
    for one in asking:
        one.start()
    assert begun.wait(60)
    go.set()
    for one in asking:
        one.join(60)
    assert (found, made) == (["it"] * 3, [1])


def test_few_answers_are_kept():
    kept = Kept(10, most=2)
    for number in range(50):
        kept.get(str(number), lambda: 1)
    assert len(kept._slots) <= 2
