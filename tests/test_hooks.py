"""The façade: who is asked, what counts as an answer, and what a plugin's failure costs."""

import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from typer import Typer

from qbitrr import (
    Action,
    Classification,
    Failure,
    HealthReport,
    Host,
    Keep,
    NotAuthorized,
    Observation,
    Outcome,
    Proposal,
    Remove,
    SkipTorrent,
    Unavailable,
    Verdict,
    Veto,
    hookimpl,
)
from qbitrr.errors import Shutdown
from qbitrr.hooks import Hooks
from qbitrr.plugins import new_manager
from qbitrr.testing.builders import NOW, Owner, make_download, make_facts, make_hooks, make_torrent, make_view

TORRENT = make_torrent()
OWNER = Classification("Radarr", 7)
REMOVE = Remove("stalled")
FINE = HealthReport(Verdict.HEALTHY, "fine")
DONE = Outcome(REMOVE, ok=True)
SEEN = Observation(kind="queue", source="Radarr", at=NOW, value=())


def plugin(**answers):
    """A plugin object whose hooks give these answers: a value, or an exception to raise."""

    def implementation(answer):
        def answering(self):
            if isinstance(answer, BaseException):
                raise answer
            return answer

        return hookimpl(answering)

    return type("Plugin", (), {f"qbitrr_{hook}": implementation(answer) for hook, answer in answers.items()})()


def watched(**plugins):
    """The façade over these plugins, and the list of the faults that it reports."""
    manager, faults = new_manager(), []
    for name, one in plugins.items():
        manager.register(one, name=name)
    return Hooks(manager, faults.append), faults


def host_of(name):
    return Host(name=name, worker="Radarr", notes=None)


def ask(hooks, hook):
    """Ask one hook with whatever it takes."""
    download, facts = make_download(TORRENT), make_facts(TORRENT)
    calls = {
        "commands": lambda: hooks.commands(host_of),
        "worker_start": lambda: hooks.worker_start(host_of),
        "worker_stop": hooks.worker_stop,
        "cycle_start": lambda: hooks.cycle_start(NOW),
        "cycle_end": lambda: hooks.cycle_end((), NOW),
        "classify": lambda: hooks.classify(TORRENT, facts),
        "health_check": lambda: hooks.health_check(TORRENT, OWNER, download, facts, NOW),
        "action": lambda: hooks.action(TORRENT, OWNER, download, (FINE,), facts, NOW),
        "balance": lambda: hooks.balance(make_view(TORRENT), "qBit", {}, frozenset(), NOW),
        "pre_action": lambda: hooks.pre_action(REMOVE, TORRENT, OWNER),
        "execute": lambda: hooks.execute(REMOVE, TORRENT, OWNER, None),
        "post_action": lambda: hooks.post_action(DONE, TORRENT),
    }
    return calls[hook]()


ANSWERS = [
    ("commands", Typer()),
    ("classify", OWNER),
    ("health_check", FINE),
    ("action", REMOVE),
    ("balance", [Proposal(TORRENT.hash, REMOVE)]),
    ("pre_action", Veto("not today")),
    ("execute", DONE),
]
SILENT = ["worker_start", "worker_stop", "cycle_start", "cycle_end", "post_action"]
ALL = [hook for hook, _ in ANSWERS] + SILENT


# Who said what


@pytest.mark.parametrize(("hook", "answer"), ANSWERS)
def test_an_answer_comes_with_the_name_of_who_gave_it(hook, answer):
    answers = ask(make_hooks(one=plugin(**{hook: answer})), hook)
    assert answers.given == (("one", answer),)
    assert answers.values == (answer,)
    assert answers.failed == ()


@pytest.mark.parametrize("hook", ALL)
def test_none_is_no_answer_and_no_failure(hook):
    answers = ask(make_hooks(one=plugin(**{hook: None})), hook)
    assert (answers.given, answers.failed) == ((), ())


@pytest.mark.parametrize("hook", ALL)
def test_nobody_to_ask_is_no_answer(hook):
    assert ask(make_hooks(), hook).given == ()


def test_the_plugin_that_was_registered_last_is_asked_first_as_everywhere_with_pluggy():
    hooks = make_hooks(**{name: plugin(pre_action=Veto(name)) for name in ("zeta", "alpha", "mid")})
    assert [name for name, _ in ask(hooks, "pre_action").given] == ["mid", "alpha", "zeta"]


def test_a_plugin_may_ask_to_be_first_or_last():
    class First:
        @hookimpl(tryfirst=True)
        def qbitrr_pre_action(self):
            return Veto("first")

    class Last:
        @hookimpl(trylast=True)
        def qbitrr_pre_action(self):
            return Veto("last")

    hooks = make_hooks(last=Last(), middle=plugin(pre_action=Veto("middle")), first=First())
    assert [veto.reason for veto in ask(hooks, "pre_action").values] == ["first", "middle", "last"]


def test_instances_of_one_class_answer_each_for_itself():
    answers = make_hooks(movies=Owner("movies"), uhd=Owner("uhd")).classify(TORRENT, make_facts(TORRENT))
    assert answers.given == (("uhd", Classification("uhd", 7)), ("movies", Classification("movies", 7)))


def test_a_plugin_gets_the_arguments_that_it_names_in_its_own_order():
    class Choosy:
        @hookimpl
        def qbitrr_health_check(self, now, torrent):
            return HealthReport(Verdict.HEALTHY, f"{now:%Y} {torrent.name}")

    assert ask(make_hooks(choosy=Choosy()), "health_check").values[0].reason == f"2030 {TORRENT.name}"


def test_all_who_implement_anything_are_known():
    assert make_hooks(one=plugin(classify=None), none=object(), two=plugin(fetch=None)).plugins == {"one", "two"}


def test_a_plugin_that_is_registered_later_is_not_asked():
    manager = new_manager()
    hooks = Hooks(manager)
    manager.register(plugin(classify=OWNER), name="late")
    assert ask(hooks, "classify").given == ()


# What a failure costs


@pytest.mark.parametrize("hook", [hook for hook in ALL if hook != "execute"])
def test_a_plugin_that_raises_costs_its_own_answer_only(hook):
    good = dict(ANSWERS).get(hook)
    hooks, faults = watched(
        after=plugin(**{hook: good}), bad=plugin(**{hook: ValueError("no")}), before=plugin(**{hook: good})
    )
    answers = ask(hooks, hook)
    assert [name for name, _ in answers.given] == (["before", "after"] if good else [])
    assert answers.failed == (Failure("bad", f"qbitrr_{hook}", "ValueError: no"),)
    assert faults == list(answers.failed)


class Exits:
    @hookimpl
    def qbitrr_health_check(self):
        sys.exit("enough")


class AssertsTooMuch:
    @hookimpl
    def qbitrr_health_check(self, torrent):
        assert torrent.name == "another", "not mine"


class NeedsMore:
    @hookimpl
    def qbitrr_health_check(self):
        return FINE.no_such_field


@pytest.mark.parametrize(
    ("bad", "error"), [(Exits(), "SystemExit"), (AssertsTooMuch(), "AssertionError"), (NeedsMore(), "AttributeError")]
)
def test_whatever_a_plugin_raises_is_its_failure(bad, error):
    hooks, faults = watched(bad=bad, good=plugin(health_check=FINE))
    answers = ask(hooks, "health_check")
    assert answers.given == (("good", FINE),)
    assert [failure.error.partition(":")[0] for failure in faults] == [error]


@pytest.mark.parametrize("ends", [Shutdown(0), KeyboardInterrupt()])
def test_being_asked_to_end_passes_through(ends):
    hooks, faults = watched(one=plugin(health_check=ends), two=plugin(health_check=FINE))
    with pytest.raises(type(ends)):
        ask(hooks, "health_check")
    assert faults == []


@pytest.mark.parametrize("expected", [SkipTorrent("moving"), Unavailable("no route"), NotAuthorized("wrong key")])
def test_expected_failures_are_told_in_their_own_words_and_are_nobodys_fault(expected):
    hooks, faults = watched(one=plugin(health_check=expected), two=plugin(health_check=FINE))
    answers = ask(hooks, "health_check")
    assert answers.failed == (Failure("one", "qbitrr_health_check", str(expected)),)
    assert answers.given == (("two", FINE),)
    assert faults == []


# What counts as an answer

WRONG = [
    ("commands", "an app", "must return Typer or None, not str"),
    ("classify", "Radarr", "must return Classification or None, not str"),
    ("health_check", Verdict.FAILED, "must return HealthReport or None, not Verdict"),
    ("action", Remove, "must return Action or None, not type"),
    ("balance", [REMOVE], "must return a sequence of Proposal or None"),
    ("pre_action", True, "must return Veto or None, not bool"),
    ("execute", True, "must return Outcome or None, not bool"),
    *((hook, False, "must return None, not bool") for hook in SILENT),
]


@pytest.mark.parametrize(("hook", "answer", "complaint"), WRONG)
def test_an_answer_of_another_type_is_a_failure_that_says_what_was_promised(hook, answer, complaint):
    hooks, faults = watched(one=plugin(**{hook: answer}))
    answers = ask(hooks, hook)
    assert answers.given == ()
    assert answers.failed == (Failure("one", f"qbitrr_{hook}", f"TypeError: {complaint}"),)
    assert faults == list(answers.failed)


@pytest.mark.parametrize("action", [Keep("owed", obligation=True), REMOVE, Action("something new")])
def test_any_kind_of_action_may_be_proposed(action):
    assert ask(make_hooks(one=plugin(action=action)), "action").values == (action,)


# Fetching


def test_what_is_fetched_becomes_facts_by_kind_and_source():
    history = Observation(kind="history", source="Radarr", at=NOW, value=())
    facts = make_hooks(Radarr=plugin(fetch=[SEEN, history])).fetch(NOW)
    assert facts.get("queue", "Radarr") is SEEN
    assert facts.get("history", "Radarr") is history
    assert facts.missing == {}


def test_who_cannot_say_is_missing_from_the_facts_and_costs_nobody_else():
    hooks, faults = watched(
        Radarr=plugin(fetch=Unavailable("connection refused")),
        disk=plugin(fetch=OSError("gone")),
        uhd=plugin(fetch=(SEEN,)),
    )
    facts = hooks.fetch(NOW)
    assert facts.missing == {"Radarr": "connection refused", "disk": "OSError: gone"}
    assert facts.get("queue", "Radarr") is SEEN
    assert [failure.plugin for failure in faults] == ["disk"]


@pytest.mark.parametrize("answer", [SEEN, [SEEN, "another"], {"queue": SEEN}, "nothing", iter([SEEN])])
def test_what_is_no_sequence_of_observations_is_missing(answer):
    facts = make_hooks(Radarr=plugin(fetch=answer)).fetch(NOW)
    assert facts.missing == {"Radarr": "TypeError: must return a sequence of Observation or None"}
    assert facts.observations == {}


@pytest.mark.parametrize("first", ["Radarr", "stranger"])
def test_what_two_tell_of_is_doubted_and_is_told_as_its_source_does(first):
    own, other = plugin(fetch=[SEEN]), plugin(fetch=[replace(SEEN, value="made up")])
    asked = {"stranger": other, "Radarr": own} if first == "Radarr" else {"Radarr": own, "stranger": other}
    facts = make_hooks(**asked).fetch(NOW)  # registered last, asked first
    second = ({"Radarr", "stranger"} - {first}).pop()
    assert facts.get("queue", "Radarr").value == SEEN.value
    assert facts.doubt("Radarr") == (
        f"what Radarr says of its queue is incomplete: both {first} and {second} tell of it"
    )


def test_a_plugin_may_correct_itself():
    later = replace(SEEN, value="later")
    facts = make_hooks(Radarr=plugin(fetch=[SEEN, later])).fetch(NOW)
    assert facts.get("queue", "Radarr") is later
    assert facts.doubt("Radarr") == ""


# Carrying out


class Executor:
    def __init__(self, answer):
        self.answer = answer
        self.asked = 0

    @hookimpl
    def qbitrr_execute(self):
        self.asked += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def test_carrying_out_stops_at_the_first_answer():
    other, owner, late = Executor(None), Executor(DONE), Executor(DONE)
    answers = ask(make_hooks(late=late, owner=owner, other=other), "execute")
    assert answers.given == (("owner", DONE),)
    assert (other.asked, owner.asked, late.asked) == (1, 1, 0)


@pytest.mark.parametrize("failure", [Unavailable("no route"), ValueError("no"), SystemExit(1)])
def test_a_failed_attempt_is_not_handed_to_the_next_plugin(failure):
    late = Executor(DONE)
    answers = ask(make_hooks(late=late, owner=plugin(execute=failure)), "execute")
    assert answers.given == ()
    assert [one.plugin for one in answers.failed] == ["owner"]
    assert late.asked == 0


@pytest.mark.parametrize("stranger", [DONE, ValueError("no")])
def test_no_stranger_comes_between_an_action_and_its_owner(stranger):
    owner, other = Executor(DONE), Executor(stranger)
    answers = ask(make_hooks(Radarr=owner, stranger=other), "execute")  # registered last, asked first otherwise
    assert answers.given == (("Radarr", DONE),)
    assert other.asked == 0


def test_an_attempt_knows_of_an_earlier_one():
    class Careful:
        @hookimpl
        def qbitrr_execute(self, action, tried_at):
            return Outcome(action, ok=True, detail=f"tried {tried_at:%H:%M}")

    answers = make_hooks(one=Careful()).execute(REMOVE, TORRENT, OWNER, datetime(2030, 1, 1, 8, 15, tzinfo=UTC))
    assert answers.values[0].detail == "tried 08:15"


# A worker's start


class Settles:
    host = None

    @hookimpl
    def qbitrr_worker_start(self, host):
        self.host = host


def test_each_plugin_gets_a_host_of_its_own_when_a_worker_starts():
    one, two = Settles(), Settles()
    make_hooks(one=one, two=two).worker_start(lambda name: Host(name=name, worker="Radarr", notes=None))
    assert (one.host.name, two.host.name) == ("one", "two")


def test_a_host_that_cannot_be_made_costs_one_plugin():
    def host_of(name):
        if name == "one":
            raise OSError("its notes cannot be read")
        return Host(name=name, worker="Radarr", notes=None)

    one, two = Settles(), Settles()
    answers = make_hooks(one=one, two=two).worker_start(host_of)
    assert [failure.plugin for failure in answers.failed] == ["one"]
    assert (one.host, two.host.name) == (None, "two")
