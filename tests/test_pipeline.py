"""Which torrents a cycle asks about, what it remembers of them, and when it looks again."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from qbitrr import Classification, HealthReport, Observation, Remove, Stage, State, Unavailable, Verdict
from qbitrr.errors import SkipTorrent
from qbitrr.hookspecs import hookimpl
from qbitrr.pipeline import ALL_AT_LEAST, ASK_AGAIN, Pipeline
from qbitrr.restraint import IN_TURNS
from qbitrr.safeguards import Safeguards
from qbitrr.safety import Limits
from qbitrr.schedule import CALM
from qbitrr.standing import Standing
from qbitrr.testing.builders import NOW, Owner, make_complete, make_download, make_facts, make_hooks
from tests.section_world import FAILED, GENEROUS, REMOVE, Says, stalled

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
QUIET = {"changed": frozenset()}


class Asked:
    """Notes whom it was asked about."""

    def __init__(self, answer=None):
        self.answer, self.hashes = answer, []

    @hookimpl
    def qbitrr_health_check(self, torrent):
        self.hashes.append(torrent.hash)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def since(self):
        hashes, self.hashes = self.hashes, []
        return sorted(hashes)


def a_pipeline(*torrents, **plugins):
    """A pipeline that has judged these once."""
    asked = plugins.setdefault("asked", Asked())
    pipeline = Pipeline(make_hooks(owner=plugins.pop("owner", Owner()), **plugins), {}, safeguards=GENEROUS)
    pipeline.run(make_facts(*torrents), NOW, Standing())
    asked.since()
    return pipeline, asked


TWO = stalled(0), stalled(1)


def test_a_cycle_without_news_asks_nobody():
    pipeline, asked = a_pipeline(*TWO)
    cycle = pipeline.run(make_facts(*TWO, **QUIET), NOW + SECOND, Standing())
    assert asked.since() == []
    assert (cycle.decisions, cycle.gone) == ((), ())


def test_only_what_has_changed_is_judged():
    pipeline, asked = a_pipeline(*TWO)
    pipeline.run(make_facts(*TWO, changed=frozenset({TWO[1].hash})), NOW + 2 * CALM, Standing())
    assert asked.since() == [TWO[1].hash]


def test_everything_is_judged_now_and_then():
    pipeline, asked = a_pipeline(*TWO)
    cycle = pipeline.run(make_facts(*TWO, **QUIET), NOW + SECOND, Standing())
    assert cycle.next_look >= NOW + ALL_AT_LEAST
    pipeline.run(make_facts(*TWO, **QUIET), cycle.next_look, Standing())
    assert asked.since() == [one.hash for one in TWO]


@pytest.mark.parametrize(
    "change",
    [
        {"others": [Observation(kind="disk", source="disk", at=NOW, value=7)]},
        {"complete": False, "why_incomplete": "restarted"},
    ],
    ids=["another fact", "less complete"],
)
def test_everything_is_judged_when_something_else_is_known_differently(change):
    pipeline, asked = a_pipeline(*TWO)
    pipeline.run(make_facts(*TWO, **QUIET, **change), NOW + SECOND, Standing())
    assert asked.since() == [one.hash for one in TWO]


def test_everything_is_judged_when_somebody_can_say_no_more():
    pipeline, asked = a_pipeline(*TWO)
    facts = replace(make_facts(*TWO, **QUIET), missing={"Radarr": "away"})
    pipeline.run(facts, NOW + SECOND, Standing())
    assert len(asked.since()) == 2
    pipeline.run(facts, NOW + 2 * SECOND, Standing())
    assert asked.since() == []


def test_the_same_facts_read_again_are_no_news():
    pipeline, asked = a_pipeline(*TWO)
    for second in (1, 2):
        disk = Observation(kind="disk", source="disk", at=NOW + second * SECOND, value=[7])
        pipeline.run(make_facts(*TWO, **QUIET, others=[disk]), NOW + second * SECOND, Standing())
    assert len(asked.since()) == 2


def test_a_torrent_is_looked_at_again_when_a_report_says_so():
    again = NOW + timedelta(seconds=20)
    report = HealthReport(Verdict.HEALTHY, "young", look_again=again)
    pipeline, asked = a_pipeline(*TWO, asked=Asked(report))
    assert pipeline.run(make_facts(*TWO, **QUIET), NOW + SECOND, Standing()).next_look == again
    asked.since()
    pipeline.run(make_facts(*TWO, **QUIET), again - SECOND, Standing())
    assert asked.since() == []
    pipeline.run(make_facts(*TWO, **QUIET), again, Standing())
    assert len(asked.since()) == 2


@pytest.mark.parametrize("back", [SECOND, timedelta(hours=1)])
def test_everything_is_looked_at_again_when_the_clock_was_set_back(back):
    pipeline, asked = a_pipeline(*TWO)
    cycle = pipeline.run(make_facts(*TWO, **QUIET), NOW - back, Standing())
    assert asked.since() == [one.hash for one in TWO]
    assert cycle.next_look <= NOW - back + ALL_AT_LEAST
    pipeline.run(make_facts(*TWO, **QUIET), NOW - back + SECOND / 2, Standing())
    assert asked.since() == []


def test_a_caller_may_have_a_torrent_looked_at_again():
    pipeline, asked = a_pipeline(*TWO)
    pipeline.look_again_at(TWO[0].key, NOW + SECOND)
    pipeline.run(make_facts(*TWO, **QUIET), NOW + SECOND, Standing())
    assert asked.since() == [TWO[0].hash]


@pytest.mark.parametrize("answer", [Unavailable("away"), RuntimeError("broken")])
def test_who_could_not_answer_is_asked_again_soon(answer):
    pipeline, _ = a_pipeline(stalled(), asked=Asked(answer))
    assert pipeline.run(make_facts(stalled(), **QUIET), NOW + SECOND, Standing()).next_look == NOW + ASK_AGAIN


def test_a_refused_removal_is_judged_again_soon():
    young = stalled(state=State.CHECKING)
    pipeline, _ = a_pipeline(young, rule=Says(FAILED, REMOVE))
    assert pipeline.run(make_facts(young, **QUIET), NOW + SECOND, Standing()).next_look == NOW + ASK_AGAIN


@pytest.mark.parametrize(("silent", "again"), [(1, timedelta(seconds=250)), (2, timedelta(seconds=500))])
def test_many_about_which_nobody_can_answer_cost_no_more_than_all_may(monkeypatch, silent, again):
    """Half a second of a processor for all of them is one part in a thousand of 500 seconds."""
    unknown = {one.hash for one in TWO[:silent]}
    rule = Says(lambda torrent: Unavailable("away") if torrent.hash in unknown else None)
    pipeline, _ = a_pipeline(*TWO, rule=rule)
    times = iter((10.0, 10.5, 11.0, 11.0))
    monkeypatch.setattr("qbitrr.pipeline.process_time", lambda: next(times))
    pipeline.run(make_facts(*TWO), NOW + HOUR, Standing())
    cycle = pipeline.run(make_facts(*TWO, **QUIET), NOW + HOUR + SECOND, Standing())
    assert cycle.next_look == NOW + HOUR + again


def test_what_is_held_is_not_judged():
    pipeline, asked = a_pipeline(*TWO)
    pipeline.run(make_facts(*TWO), NOW + 2 * CALM, Standing(held=frozenset({TWO[0].key})))
    assert asked.since() == [TWO[1].hash]


def test_what_is_held_is_not_waited_for():
    pipeline, _ = a_pipeline(stalled())
    pipeline.look_again_at(stalled().key, NOW + SECOND)
    held = Standing(held=frozenset({stalled().key}))
    assert pipeline.run(make_facts(stalled(), **QUIET), NOW + SECOND, held).next_look > NOW + SECOND


@pytest.mark.parametrize("word", ["protected", "released", "told"])
def test_a_torrent_is_judged_again_when_a_person_has_said_something_about_it(word):
    pipeline, asked = a_pipeline(*TWO)
    said = {TWO[0].key: "by a person"} if word == "protected" else frozenset({TWO[0].key})
    for second, standing in ((1, Standing(**{word: said})), (2, Standing())):
        pipeline.run(make_facts(*TWO, **QUIET), NOW + second * SECOND, standing)
        assert asked.since() == [TWO[0].hash]


def test_what_is_said_of_a_torrent_that_is_not_there_is_not_waited_for():
    pipeline, _ = a_pipeline(stalled())
    elsewhere = Standing(told=frozenset({("seedbox", "f" * 40), ("qBit", "f" * 40)}))
    assert pipeline.run(make_facts(stalled(), **QUIET), NOW + SECOND, elsewhere).next_look > NOW + SECOND


def test_what_a_complete_list_no_longer_has_is_forgotten():
    pipeline, _ = a_pipeline(*TWO)
    without = make_facts(TWO[0], changed=frozenset(), gone=frozenset({TWO[1].hash}))
    cycle = pipeline.run(without, NOW + SECOND, Standing())
    assert [(gone.hash, gone.stage) for gone in cycle.gone] == [(TWO[1].hash, Stage.DELETED)]
    assert set(pipeline.downloads) == set(pipeline.latest) == {TWO[0].key}


def test_what_went_while_the_list_was_not_whole_is_forgotten_once_it_is():
    pipeline, _ = a_pipeline(*TWO)
    gone = {"changed": frozenset(), "gone": frozenset({TWO[1].hash})}
    assert pipeline.run(make_facts(TWO[0], complete=False, **gone), NOW + SECOND, Standing()).gone == ()
    (one,) = pipeline.run(make_facts(TWO[0], **QUIET), NOW + 2 * SECOND, Standing()).gone
    assert one.hash == TWO[1].hash


def test_nothing_is_forgotten_because_of_an_incomplete_list():
    pipeline, _ = a_pipeline(*TWO)
    cycle = pipeline.run(make_facts(TWO[0], complete=False), NOW + SECOND, Standing())
    assert cycle.gone == ()
    assert len(pipeline.downloads) == 2


def test_only_the_client_that_lists_it_no_more_is_asked_about_its_torrents():
    other = stalled(1, client="seedbox")
    pipeline, _ = a_pipeline(stalled(), other)
    cycle = pipeline.run(make_facts(stalled(), **QUIET), NOW + SECOND, Standing())
    assert cycle.gone == ()
    assert other.key in pipeline.downloads


def test_what_was_remembered_goes_on():
    before = make_download(stalled(), first_seen=NOW - timedelta(days=9))
    pipeline = Pipeline(make_hooks(owner=Owner()), {before.key: before})
    pipeline.run(make_facts(stalled()), NOW, Standing())
    assert pipeline.downloads[before.key].first_seen == before.first_seen


@pytest.mark.parametrize(
    ("owner", "view", "why"),
    [
        (Says(), {}, "nobody claims it"),
        (Owner(), {"contested": frozenset({"movies"})}, "two sections are configured for its category 'movies'"),
    ],
)
def test_an_unowned_torrent_is_left_alone_and_the_reason_is_known(owner, view, why):
    pipeline = Pipeline(make_hooks(owner=owner, rule=Says(FAILED, REMOVE)), {})
    (decision,) = pipeline.run(make_facts(stalled(), **view), NOW, Standing()).decisions
    assert decision.action is None
    assert why in decision.why


def test_a_torrent_that_two_claim_is_left_alone():
    hooks = make_hooks(one=Owner("Radarr"), two=Owner("Radarr-4K"), rule=Says(FAILED, REMOVE))
    (decision,) = Pipeline(hooks, {}).run(make_facts(stalled()), NOW, Standing()).decisions
    assert (decision.action, decision.why) == (None, "claimed by Radarr-4K and Radarr: left alone")


def test_an_impossible_stage_costs_only_its_torrent(monkeypatch):
    def look(before, torrent, *_):
        if torrent.hash == TWO[0].hash:
            raise SkipTorrent("a download cannot go from here to there")
        return before

    monkeypatch.setattr("qbitrr.tracking.look", look)
    decisions = Pipeline(make_hooks(owner=Owner()), {}).run(make_facts(*TWO), NOW, Standing()).decisions
    assert {one.torrent.hash: one.classification for one in decisions} == {
        TWO[0].hash: None,
        TWO[1].hash: Classification("Radarr", 7),
    }


def test_an_observation_of_torrents_that_is_no_view_is_not_one():
    odd = Observation(kind="torrents", source="odd", at=NOW, value=[stalled()])
    pipeline = Pipeline(make_hooks(owner=Owner()), {})
    cycle = pipeline.run(make_facts(stalled(), others=[odd]), NOW, Standing())
    assert [one.torrent for one in cycle.decisions] == [stalled()]


def spread_out(number=5120, **options):
    """A pipeline with one unfinished torrent and many that were imported, all of them remembered."""
    seeding = [
        make_complete(hash=f"{index % 256:02x}" + f"{index // 256:04x}".ljust(38, "0"))
        for index in range(1, number + 1)
    ]
    known = {one.key: make_download(one, imported_at=NOW) for one in seeding}
    asked = Asked()
    rule = options.pop("rule", Says())
    pipeline = Pipeline(make_hooks(owner=Owner(), asked=asked, rule=rule), known, spread=10 * SECOND, **options)
    return pipeline, asked, (stalled(), *seeding)


def test_what_is_imported_waits_for_its_turn_when_everything_is_judged():
    pipeline, asked, torrents = spread_out()
    pipeline.run(make_facts(*torrents), NOW, Standing())
    assert stalled().hash in (first := asked.since())
    assert len(first) < 500
    judged = []
    for second in range(1, 11):
        pipeline.run(make_facts(*torrents, **QUIET), NOW + second * SECOND, Standing())
        judged.append(asked.since())
    assert max(map(len, judged)) < 1000
    assert {*first, *(one for some in judged for one in some)} == {one.hash for one in torrents}


def test_the_next_round_is_due_when_the_cost_of_all_turns_of_this_one_allows_it(monkeypatch):
    """A tenth of a second of a processor in each of eleven cycles is a thousandth of 1100 seconds."""
    pipeline, asked, torrents = spread_out()
    times = (second / 10 for second in count())
    monkeypatch.setattr("qbitrr.pipeline.process_time", lambda: next(times))
    for second in range(11):
        cycle = pipeline.run(make_facts(*torrents, **QUIET), NOW + second * SECOND, Standing())
    assert cycle.next_look == NOW + 1100 * SECOND
    pipeline.run(make_facts(*torrents, **QUIET), NOW + 20 * SECOND, Standing())
    assert pipeline.run(make_facts(*torrents, **QUIET), NOW + 1099 * SECOND, Standing()).next_look == cycle.next_look
    asked.since()
    pipeline.run(make_facts(*torrents, **QUIET), cycle.next_look, Standing())
    assert stalled().hash in asked.since()


def test_where_few_were_imported_all_are_judged_at_once():
    pipeline, asked, torrents = spread_out(499)
    pipeline.run(make_facts(*torrents), NOW, Standing())
    assert len(asked.since()) == 500


def test_news_that_come_again_and_again_do_not_put_it_off():
    pipeline, asked, torrents = spread_out()
    judged = set()
    for second in range(11):
        news = Observation(kind="queue", source="Radarr", at=NOW, value=second)
        pipeline.run(make_facts(*torrents, others=[news], **QUIET), NOW + second * SECOND, Standing())
        judged |= set(asked.since())
    assert judged == {one.hash for one in torrents}


def test_what_is_imported_is_judged_at_once_when_it_changes_itself():
    pipeline, asked, torrents = spread_out()
    for second in range(11):
        pipeline.run(make_facts(*torrents, **QUIET), NOW + second * SECOND, Standing())
    asked.since()
    tagged = replace(torrents[-1], tags=frozenset({"hd"}))
    facts = make_facts(*torrents[:-1], tagged, changed=frozenset({tagged.hash}))
    pipeline.run(facts, NOW + 12 * SECOND, Standing())
    assert asked.since() == [tagged.hash]


def doomed(cycle):
    return [one.torrent.hash for one in cycle.decisions if isinstance(one.action, Remove)]


@pytest.mark.parametrize(("wanted", "goes"), [(30, False), (3, True)])
def test_what_is_wanted_together_is_counted_together_however_it_is_judged(wanted, goes):
    """Turn after turn a few would be wanted, and each time few enough."""
    bad = {f"{index % 256:02x}" + f"{index // 256:04x}".ljust(38, "0") for index in range(100, 100 + wanted)}
    rule = Says(action=lambda one: Remove("its goal is reached", failed=False) if one.hash in bad else None)
    limits = Limits(removals=20, share=1.0, size=1 << 60)
    pipeline, _, torrents = spread_out(rule=rule, safeguards=Safeguards(limits=limits))
    gone, frozen = set(), set()
    for second in range(60):
        quiet = QUIET if second else {}
        cycle = pipeline.run(make_facts(*torrents, **quiet), NOW + second * SECOND, Standing())
        assert second > 9 or not doomed(cycle)
        gone |= set(doomed(cycle))
        frozen.add(cycle.freeze)
    assert gone == (bad if goes else set())
    assert any(frozen) is not goes


def test_what_waits_for_the_end_of_a_round_is_no_alert_and_says_so():
    rule = Says(action=lambda one: Remove("its goal is reached", failed=False))
    pipeline, _, torrents = spread_out(rule=rule, safeguards=GENEROUS)
    cycle = pipeline.run(make_facts(*torrents), NOW, Standing())
    imported = [one for one in cycle.decisions if one.torrent.complete]
    assert imported
    assert {one.refused for one in imported} == {IN_TURNS}
    assert cycle.freeze == ""
