"""What a worker tells those who look on: its thoughts, what is news among them, and one torrent in full."""

import threading
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from multiprocess.connection import wait

from qbitrr import Proposal, Stop, Unavailable, hookimpl
from qbitrr.control.sections import SectionLine
from qbitrr.cycle import Cycling
from qbitrr.plugins import PluginRecord, Status
from qbitrr.telling.answers import Answers
from qbitrr.telling.door import Door
from qbitrr.telling.messages import AskThoughts, AskWhy
from qbitrr.telling.thoughts import AT_ONCE, NOBODY_LOOKS
from qbitrr.testing.builders import NOW
from tests.section_world import FAILED, REMOVE, Says, World, complete, stalled


@pytest.fixture
def world(tmp_path):
    """Two films that are well, of which the first is called failed once it is stalled."""
    failing = Says(
        report=lambda torrent: FAILED if torrent.state == "stalled" else None,
        action=lambda torrent: REMOVE if torrent.state == "stalled" else None,
    )
    with closing(World(tmp_path, stalled(1, state="downloading"), stalled(2, state="downloading"), rule=failing)) as it:
        yield it


@pytest.fixture
def answers(world):
    records = [PluginRecord(name, name, Status.ENABLED, NOW) for name in ("Radarr", "rule")]
    return Answers(world.section, lambda: records, world.clock)


def turn(world, answers, after=10):
    answers.note(world.turn(after), world.clock())


def asked(answers, since=0):
    return answers.answer(AskThoughts(since))


def names(thoughts):
    return [one.hash[-1] for one in thoughts.fresh]


def test_who_knows_nothing_is_told_of_all(world, answers):
    turn(world, answers)
    told = asked(answers)
    assert (told.afresh, names(told), told.more) == (True, ["1", "2"], False)


def test_who_asks_again_is_told_only_what_is_news(world, answers):
    turn(world, answers)
    before = asked(answers)
    world.client.put(stalled(1, state="stalled"))
    turn(world, answers)
    news = asked(answers, before.version)
    assert (news.afresh, names(news)) == (False, ["1"])
    assert asked(answers, news.version).fresh == ()


def test_a_thought_says_the_gravest_opinion_and_what_follows_from_it(world, answers):
    world.client.put(stalled(1, state="stalled"))
    turn(world, answers)
    thought = asked(answers).fresh[0]
    assert (thought.owner, thought.media_id, thought.health, thought.rule) == ("Radarr", 7, "failed", "rule")
    assert (thought.action, thought.steps) == ("remove", ("hold", "blocklist", "stop", "search"))
    assert thought.reason == FAILED.reason


def test_a_torrent_that_is_nobodys_is_not_called_healthy(world, answers):
    world.client.put(stalled(1, category="other"))
    turn(world, answers)
    assert {one.hash[-1]: one.health for one in asked(answers).fresh} == {"1": "unknown", "2": "healthy"}


class Proposes:
    """A rule for a client as a whole that would stop one torrent."""

    number = 1

    @hookimpl
    def qbitrr_balance(self):
        return [Proposal(stalled(self.number).hash, Stop("no room"))]


@pytest.mark.parametrize(("dry_run", "told"), [(True, ("stop", "")), (False, ("", ""))], ids=["dry run", "done"])
def test_what_would_be_done_for_the_client_is_told_until_it_is_done(tmp_path, dry_run, told):
    rule, torrents = Proposes(), (stalled(1, state="downloading"), stalled(2, state="downloading"))
    with closing(World(tmp_path, *torrents, rule=rule, dry_run=dry_run)) as world:
        world.section = replace(world.section, client="qBit")
        world.cycling = Cycling(world.section, world.clients, world.store)
        answers = Answers(world.section, lambda: (), world.clock)
        turn(world, answers)
        first = asked(answers)
        assert tuple(one.action for one in first.fresh) == told
        rule.number = 2
        turn(world, answers, after=60)
        news = {one.hash[-1]: (one.action, one.by) for one in asked(answers, first.version).fresh}
        if dry_run:
            assert news == {"1": ("", ""), "2": ("stop", "rule")}


def test_what_is_gone_is_told(world, answers):
    turn(world, answers)
    before = asked(answers)
    world.client.lose([stalled(2).hash])
    turn(world, answers)
    assert asked(answers, before.version).gone == (("qBit", stalled(2).hash),)


def test_a_version_of_another_process_is_not_believed(world, answers):
    turn(world, answers)
    version = asked(answers).version
    later = Answers(world.section, lambda: (), lambda: world.clock() + timedelta(seconds=5))
    assert asked(later, version).afresh


def test_nothing_is_kept_for_who_does_not_come_back(world, answers):
    turn(world, answers)
    version = asked(answers).version
    turn(world, answers, after=NOBODY_LOOKS.total_seconds() + 1)
    told = asked(answers, version)
    assert (told.afresh, names(told)) == (True, ["1", "2"])


def test_many_are_told_in_parts(tmp_path):
    with closing(World(tmp_path, *(complete(number) for number in range(AT_ONCE + 5)))) as world:
        answers = Answers(world.section, lambda: (), world.clock)
        turn(world, answers)
        first = asked(answers)
        rest = asked(answers, first.version)
        assert (len(first.fresh), first.more, len(rest.fresh), rest.more, rest.afresh) == (
            AT_ONCE,
            True,
            5,
            False,
            False,
        )


def test_of_one_torrent_everything_is_told(world, answers):
    world.client.put(stalled(1, state="stalled"))
    turn(world, answers)
    told = answers.answer(AskWhy("qBit", stalled(1).hash))
    assert told.decision.action == REMOVE
    assert [(one.plugin, one.answer) for one in told.opinions] == [("Radarr", "no opinion"), ("rule", "failed")]


def test_of_an_unknown_torrent_nothing_is_told(answers):
    assert answers.answer(AskWhy("qBit", "0" * 40)).decision is None


@pytest.fixture
def serving(tmp_path, answers):
    """A door that is attended in a thread; gives its run folder and how often it was woken."""

    def answer(question):
        return answers.answer(question)

    door, woken, end = Door("Radarr-4K", tmp_path / "run", answer), [], threading.Event()

    def attend():
        while not end.is_set():
            if door.attend(wait(list(door.waiting_on()), 0.05)):
                woken.append(True)

    thread = threading.Thread(target=attend)
    thread.start()
    yield tmp_path / "run", woken
    end.set()
    thread.join()
    door.close()


def test_a_worker_answers_over_its_socket(serving, world, answers):
    turn(world, answers)
    with SectionLine("Radarr-4K", serving[0]) as line:
        assert names(line.thoughts()) == ["1", "2"]
        assert line.why("qBit", stalled(2).hash).decision.torrent.name == "Film.2"


def test_a_worker_outlives_an_answer_that_cannot_be_sent(serving, answers, monkeypatch):
    with SectionLine("Radarr-4K", serving[0]) as line:
        monkeypatch.setattr(answers, "answer", lambda question: {}.keys())  # as the evidence of a bad rule may be
        with pytest.raises(Unavailable, match="ended before it answered"):
            line.thoughts()
        monkeypatch.undo()
        assert line.thoughts().afresh


def test_a_worker_can_be_woken(serving):
    with SectionLine("Radarr-4K", serving[0]) as line:
        line.wake()
        line.thoughts()
    assert serving[1] == [True]


def test_a_worker_that_is_away_is_said_to_be(tmp_path):
    with SectionLine("Radarr", tmp_path) as line, pytest.raises(Unavailable, match="the worker of Radarr is away"):
        line.thoughts()


def test_a_worker_in_a_long_cycle_is_not_waited_for(tmp_path, answers):
    door = Door("Radarr", tmp_path, answers.answer)
    try:
        with SectionLine("Radarr", tmp_path, patience=0.05) as line, pytest.raises(Unavailable):
            line.thoughts()
    finally:
        door.close()
