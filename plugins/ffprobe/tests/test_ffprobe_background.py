"""Questions are answered beside the cycle, complete torrents first, and asked again only when that may help."""

import signal
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from qbitrr_ffprobe.background import MOST_ANSWERS, RETRY, RETRY_SOON, Background, Question
from qbitrr_ffprobe.choosing import Kind, MediaFile
from qbitrr_ffprobe.findings import Cause, Look

from qbitrr.testing.builders import NOW

SECOND = timedelta(seconds=1)
FILM = MediaFile("film.mkv", 1000, Kind.VIDEO)
GOOD = Look(video=True)


def question(name="a", *, early=False, folder="/saved"):
    return Question(("qBit", name), (Path(folder),), (FILM,), early)


class Bench:
    """A background without its thread: what that would do is done when it is told to."""

    def __init__(self):
        self.seen = []
        self.look = GOOD
        self.background = Background(self._look, lambda: None, "test")

    def _look(self, asked):
        self.seen.append(asked)
        return (self.look,)

    def ask(self, asked, now=NOW):
        return self.background.ask(asked, now)

    def work(self):
        """Answer all that waits."""
        while any(self.background._waiting):
            self.background._answer(self.background._next())


@pytest.fixture
def bench():
    return Bench()


def test_a_question_waits_and_is_answered(bench):
    assert bench.ask(question()).looks is None
    bench.work()
    assert bench.ask(question()).looks == (GOOD,)
    assert bench.seen == [question()]


def test_an_answer_is_not_asked_for_again(bench):
    bench.ask(question())
    bench.work()
    bench.ask(question(), NOW + timedelta(days=9))
    bench.work()
    assert len(bench.seen) == 1


def test_a_question_waits_only_once(bench):
    bench.ask(question())
    bench.ask(question())
    bench.work()
    assert len(bench.seen) == 1


def test_complete_torrents_come_first(bench):
    for asked in (question("early", early=True), question("first"), question("second")):
        bench.ask(asked)
    bench.work()
    assert [asked.key[1] for asked in bench.seen] == ["first", "second", "early"]


def test_the_time_of_the_first_question_is_kept_while_it_waits(bench):
    bench.ask(question())
    assert bench.ask(question(), NOW + SECOND).asked == NOW
    assert bench.ask(question(folder="/moved"), NOW + 2 * SECOND).asked == NOW


def test_a_torrent_that_is_complete_now_is_asked_about_anew(bench):
    bench.ask(question(early=True))
    assert bench.ask(question(), NOW + SECOND).asked == NOW + SECOND
    bench.work()
    assert bench.seen == [question()]


def test_an_answer_to_an_older_question_is_not_taken(bench):
    bench.ask(question())
    old = bench.background._next()
    bench.ask(question(folder="/moved"))
    bench.background._answer(old)
    assert bench.ask(question(folder="/moved")).looks is None
    bench.work()
    assert bench.ask(question(folder="/moved")).looks == (GOOD,)


@pytest.mark.parametrize(
    ("look", "pause"),
    [
        (Look(unknown="gone", cause=Cause.NO_ACCESS), RETRY),
        (Look(unknown="soon", cause=Cause.COMING), RETRY_SOON),
    ],
)
def test_what_could_not_be_said_is_asked_again_after_a_while(bench, look, pause):
    bench.look = look
    bench.ask(question())
    bench.work()
    bench.ask(question(), NOW + pause - SECOND)
    bench.work()
    assert len(bench.seen) == 1
    bench.look = GOOD
    assert bench.ask(question(), NOW + pause).looks == (look,)  # known until it is known better
    bench.work()
    assert bench.ask(question(), NOW + pause).looks == (GOOD,)


def test_a_clock_that_was_set_back_holds_nothing_up(bench):
    bench.look = Look(unknown="gone", cause=Cause.NO_ACCESS)
    bench.ask(question())
    bench.work()
    bench.ask(question(), NOW - RETRY)
    bench.work()
    assert len(bench.seen) == 2


@pytest.mark.parametrize("look", [GOOD, Look(broken="it is empty")])
def test_what_is_known_is_not_asked_again(bench, look):
    bench.look = look
    bench.ask(question())
    bench.work()
    assert not bench.ask(question()).stale(NOW + timedelta(days=999))


def test_not_more_answers_are_kept_than_there_is_room_for(bench):
    for number in range(MOST_ANSWERS + 10):
        bench.ask(question(str(number)))
    assert len(bench.background._answers) == MOST_ANSWERS


# The thread


def test_the_thread_begins_answers_and_ends():
    begun, seen = threading.Event(), threading.Event()

    def look(_):
        seen.set()
        return (GOOD,)

    background = Background(look, begun.set, "test")
    background.start()
    background.ask(question(), NOW)
    assert begun.wait(60)
    assert seen.wait(60)
    background.stop()
    assert not background.running


def test_what_is_ended_has_seen_nothing(bench):
    def ended(_):
        bench.background.stop()
        return (Look(broken="it was killed"),)

    bench.background._look = ended
    bench.ask(question())
    bench.background._answer(bench.background._next())
    assert bench.ask(question()).looks is None


def test_one_that_never_began_can_be_stopped():
    background = Background(lambda _: (), lambda: None, "test")
    background.stop()
    assert not background.running


def test_its_thread_takes_no_signals():
    seen = set()
    background = Background(lambda _: (), lambda: seen.update(signal.pthread_sigmask(signal.SIG_BLOCK, ())), "test")
    background.start()
    background.stop()
    background._thread.join(60)
    assert seen >= {signal.SIGTERM, signal.SIGINT}
