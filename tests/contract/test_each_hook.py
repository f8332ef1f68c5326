"""Each hook once, through the façade: what it is given, and what becomes of its answer."""

from datetime import timedelta

import pytest
import typer

from qbitrr import (
    Answer,
    Classification,
    HealthReport,
    Host,
    Import,
    Indexer,
    Keep,
    LibrarySearch,
    Observation,
    Outcome,
    Proposal,
    Remove,
    SearchOutcome,
    Stop,
    Unavailable,
    Verdict,
    Veto,
    Want,
    Wanted,
    WantedList,
    hookimpl,
)
from qbitrr.testing.builders import NOW, decide_one, make_download, make_facts, make_hooks, make_torrent, make_view

TORRENT = make_torrent()
OWNER = Classification("Radarr", 7)
FACTS = make_facts(TORRENT)


class Plugin:
    """An object with one hook, which does what ``implementation`` does."""

    def __init__(self, hook, implementation):
        setattr(self, hook, hookimpl(implementation))


def raising(error):
    def implementation():
        raise error

    return implementation


def test_qbitrr_commands_offers_a_command_line_of_the_plugins_own():
    app = typer.Typer()
    assert make_hooks(echo=Plugin("qbitrr_commands", lambda: app)).commands(lambda _: None).given == (("echo", app),)


def test_qbitrr_worker_start_gives_each_plugin_its_own_host():
    seen = {}

    def start(host):
        seen[host.name] = host

    hooks = make_hooks(a=Plugin("qbitrr_worker_start", start), b=Plugin("qbitrr_worker_start", start))
    hooks.worker_start(lambda name: Host(name=name, worker="Radarr", notes=None))
    assert {name: host.worker for name, host in seen.items()} == {"a": "Radarr", "b": "Radarr"}


def test_qbitrr_worker_stop_is_told_to_all_even_when_one_fails():
    closed = []
    good, bad = Plugin("qbitrr_worker_stop", lambda: closed.append("good")), raising(OSError("gone"))
    answers = make_hooks(good=good, bad=Plugin("qbitrr_worker_stop", bad)).worker_stop()
    assert closed == ["good"]
    assert [failure.plugin for failure in answers.failed] == ["bad"]


def test_qbitrr_cycle_start_is_told_the_time():
    times = []

    def start(now):
        times.append(now)

    make_hooks(one=Plugin("qbitrr_cycle_start", start)).cycle_start(NOW)
    assert times == [NOW]


def test_qbitrr_woken_is_told_the_time():
    times = []

    def woken(now):
        times.append(now)

    make_hooks(one=Plugin("qbitrr_woken", woken)).woken(NOW)
    assert times == [NOW]


def test_qbitrr_cycle_end_is_told_the_decisions():
    seen = []

    def end(decisions):
        seen.extend(decisions)

    decision = decide_one(TORRENT)
    make_hooks(one=Plugin("qbitrr_cycle_end", end)).cycle_end([decision], NOW)
    assert seen == [decision]


def test_qbitrr_fetch_gathers_what_everybody_knows():
    space = Observation(kind="space", source="disk", at=NOW, value=10**9)
    facts = make_hooks(disk=Plugin("qbitrr_fetch", lambda: [space])).fetch(NOW)
    assert facts.get("space", "disk") == space
    assert facts.doubt("disk") == ""


def test_qbitrr_fetch_says_who_could_not_answer():
    hooks = make_hooks(Radarr=Plugin("qbitrr_fetch", raising(Unavailable("it answers 503"))))
    assert hooks.fetch(NOW).doubt("Radarr") == "Radarr could not say: it answers 503"


def test_qbitrr_classify_names_an_owner():
    answers = make_hooks(Radarr=Plugin("qbitrr_classify", lambda torrent: OWNER)).classify(TORRENT, FACTS)
    assert answers.given == (("Radarr", OWNER),)


def test_qbitrr_classify_twice_is_a_conflict_and_nothing_is_done():
    claims = {
        "Radarr": Plugin("qbitrr_classify", lambda: Classification("Radarr")),
        "Sonarr": Plugin("qbitrr_classify", lambda: Classification("Sonarr")),
    }
    decision = decide_one(TORRENT, remover=Plugin("qbitrr_action", lambda: Remove("dead")), **claims)
    assert decision.action is None


def test_qbitrr_health_check_keeps_who_said_what():
    report = HealthReport(Verdict.FAILED, "no progress")
    hooks = make_hooks(stalled=Plugin("qbitrr_health_check", lambda: report))
    assert hooks.health_check(TORRENT, OWNER, make_download(TORRENT), FACTS, NOW).given == (("stalled", report),)


def test_qbitrr_health_check_of_the_wrong_type_is_a_failure_and_no_answer():
    hooks = make_hooks(odd=Plugin("qbitrr_health_check", lambda: "unwell"))
    answers = hooks.health_check(TORRENT, OWNER, make_download(TORRENT), FACTS, NOW)
    assert answers.given == ()
    assert [failure.error for failure in answers.failed] == [
        "TypeError: must return HealthReport or None, not str",
    ]


def test_qbitrr_action_that_fails_protects_from_removal():
    decision = decide_one(
        TORRENT,
        Radarr=Plugin("qbitrr_classify", lambda: OWNER),
        remover=Plugin("qbitrr_action", lambda: Remove("dead")),
        broken=Plugin("qbitrr_action", raising(ZeroDivisionError("boom"))),
    )
    assert decision.action is None
    assert "broken could not answer" in decision.refused


def test_qbitrr_action_may_keep_a_torrent():
    decision = decide_one(
        TORRENT,
        Radarr=Plugin("qbitrr_classify", lambda: OWNER),
        remover=Plugin("qbitrr_action", lambda: Remove("dead")),
        keeper=Plugin("qbitrr_action", lambda: Keep("it seeds for its tracker")),
    )
    assert decision.refused == "keeper keeps it: it seeds for its tracker"


def test_qbitrr_balance_proposes_changes_for_a_client_as_a_whole():
    asked = []
    proposal = Proposal(TORRENT.hash, Stop("no room"))

    def balance(view, client, held, stopped_by_us, now):
        asked.append((view.torrents.keys(), client, held, stopped_by_us, now))
        return [proposal]

    hooks = make_hooks(space=Plugin("qbitrr_balance", balance), other=Plugin("qbitrr_balance", lambda: None))
    told = hooks.balance(make_view(TORRENT), "qBit", {}, frozenset(), NOW)
    assert (told.given, told.failed) == ((("space", [proposal]),), ())
    assert asked == [({TORRENT.hash}, "qBit", {}, frozenset(), NOW)]


def test_qbitrr_balance_is_checked_down_to_each_proposal():
    wrong = [Proposal(TORRENT.hash, Stop(reason=7))]
    (failure,) = (
        make_hooks(space=Plugin("qbitrr_balance", lambda: wrong))
        .balance(make_view(TORRENT), "qBit", {}, frozenset(), NOW)
        .failed
    )
    assert failure.error == "TypeError: Stop.reason must be str, not int"


def test_qbitrr_pre_action_may_object():
    hooks = make_hooks(night=Plugin("qbitrr_pre_action", lambda action: Veto("not at night")))
    assert hooks.pre_action(Remove("dead"), TORRENT, OWNER).given == (("night", Veto("not at night")),)


def test_qbitrr_execute_stops_at_the_first_who_does_it():
    order = Import("done")
    hooks = make_hooks(
        late=Plugin("qbitrr_execute", raising(AssertionError("asked though it was done"))),
        Radarr=Plugin("qbitrr_execute", lambda action: Outcome(action, ok=True)),
        other=Plugin("qbitrr_execute", lambda action: None),  # registered last, asked first
    )
    answers = hooks.execute(order, TORRENT, OWNER, NOW - timedelta(minutes=1))
    assert (answers.given, answers.failed) == ((("Radarr", Outcome(order, ok=True)),), ())


@pytest.mark.parametrize("implementation", [raising(OSError("disk full")), lambda: "a word too many"])
def test_qbitrr_post_action_cannot_change_what_was_done(implementation):
    outcome = Outcome(Import("done"), ok=True)
    answers = make_hooks(watcher=Plugin("qbitrr_post_action", implementation)).post_action(outcome, TORRENT)
    assert [failure.hook for failure in answers.failed] == ["qbitrr_post_action"]
    assert outcome.ok


WANTED = WantedList(media=(Wanted(media_id=7, title="A Film", want=Want.MISSING),))
SEARCH = LibrarySearch(owner="Radarr", media_ids=(7,), title="A Film", want=Want.MISSING)


def test_qbitrr_wanted_gives_a_list_for_each_owner():
    hooks = make_hooks(
        Radarr=Plugin("qbitrr_wanted", lambda facts, now: WANTED), other=Plugin("qbitrr_wanted", lambda: None)
    )
    assert hooks.wanted(FACTS, NOW).given == (("Radarr", WANTED),)


def test_qbitrr_wanted_is_checked_down_to_each_medium():
    wrong = WantedList(media=(Wanted(media_id="7", title="A Film", want=Want.MISSING),))
    (failure,) = make_hooks(Radarr=Plugin("qbitrr_wanted", lambda: wrong)).wanted(FACTS, NOW).failed
    assert failure.error == "TypeError: Wanted.media_id must be int, not str"


def test_qbitrr_search_is_for_the_owner_alone():
    begun = SearchOutcome(Answer.BEGUN, "asked")
    hooks = make_hooks(
        Radarr=Plugin("qbitrr_search", lambda search, now, tried_at: begun),
        other=Plugin("qbitrr_search", raising(OSError("it was asked"))),
    )
    answers = hooks.search(SEARCH, NOW, None)
    assert (answers.given, answers.failed) == ((("Radarr", begun),), ())


def test_qbitrr_indexers_are_gathered_from_all():
    one, two = Indexer(name="One"), Indexer(name="Two", resting=True, resting_until=NOW)
    hooks = make_hooks(a=Plugin("qbitrr_indexers", lambda: [one]), b=Plugin("qbitrr_indexers", lambda now: (two,)))
    assert dict(hooks.indexers(NOW).given) == {"a": [one], "b": (two,)}


def test_qbitrr_tend_tells_what_was_done():
    hooks = make_hooks(a=Plugin("qbitrr_tend", lambda facts, now: ["swept"]), b=Plugin("qbitrr_tend", lambda: "swept"))
    told = hooks.tend(FACTS, NOW)
    assert told.given == (("a", ["swept"]),)
    assert [failure.error for failure in told.failed] == ["TypeError: must return a sequence of str or None"]
