"""The arr_messages rule: which of an app's troubles count, for how long, and what proves nothing."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qbitrr_cleanup.arr_messages import ArrMessages, Options

from qbitrr import Classification, DownloadQueue, Facts, Observation, Patience, Verdict
from qbitrr.config.configuration import validate
from qbitrr.testing.builders import NOW, Owner, decide_one, make_complete, make_download, make_facts, make_torrent

MINUTE = timedelta(minutes=1)
NOT_AN_UPGRADE = "Not an upgrade for existing movie file(s)"
EVERYTHING = {"import_blocked": True, "import_failed": True, "failed_pending": True}
NOTHING = dict.fromkeys(EVERYTHING, False)


@dataclass
class Entry:
    """One download as an app's queue has it."""

    tracked_state: str = "importBlocked"
    tracked_status: str = "warning"
    import_stuck: bool = False
    import_ended: bool = False
    given_up: bool = False
    messages: tuple[str, ...] = ()


BLOCKED = Entry(import_stuck=True)
PENDING = Entry("importPending", import_stuck=True)
FAILED = Entry("importFailed", import_ended=True)
GIVEN_UP = Entry("failedPending", "error", given_up=True)
TRYING = Entry("importing", "ok")


@dataclass
class Queue:
    """An app's queue with at most one download, in trouble for so long."""

    entry: Entry | None
    lasted: timedelta | None

    def find(self, hashes):
        return self.entry if "a" * 40 in hashes else None

    def troubled_since(self, hashes):
        return None if self.lasted is None else NOW - self.lasted


def seen(entry=BLOCKED, lasted=60 * MINUTE, *, source="Radarr", **changes):
    return Observation(kind="queue", source=source, at=NOW, value=Queue(entry, lasted), **changes)


def facts_of(*observations):
    return Facts({(one.kind, one.source): one for one in observations})


def judge(entry=BLOCKED, lasted=60 * MINUTE, *, torrent=None, facts=None, download=None, **options):
    """The rule's opinion of a complete torrent."""
    torrent = torrent or make_complete()
    rule = ArrMessages(Options(**options))
    known = facts or facts_of(seen(entry, lasted))
    return rule.qbitrr_health_check(
        torrent, Classification("Radarr"), download or make_download(torrent), known, now=NOW
    )


def verdict_of(*given, **options):
    report = judge(*given, **options)
    return report and report.verdict


# States


def test_the_queue_of_this_test_is_one_that_rules_may_ask():
    assert isinstance(Queue(BLOCKED, None), DownloadQueue)


@pytest.mark.parametrize(
    ("entry", "option", "by_default"),
    [
        (BLOCKED, "import_blocked", None),
        (PENDING, "import_blocked", None),
        (FAILED, "import_failed", Verdict.FAILED),
        (GIVEN_UP, "failed_pending", Verdict.FAILED),
    ],
)
def test_each_state_has_an_option_of_its_own(entry, option, by_default):
    assert verdict_of(entry) is by_default
    assert verdict_of(entry, **NOTHING) is None
    assert verdict_of(entry, **NOTHING | {option: True}) is Verdict.FAILED
    assert verdict_of(entry, **EVERYTHING | {option: False}) is None


@pytest.mark.parametrize("entry", [TRYING, Entry("importPending", "ok"), Entry("downloading", "warning"), None])
def test_what_goes_on_or_is_not_there_is_no_reason(entry):
    assert verdict_of(entry, **EVERYTHING) is None


def test_an_import_under_way_is_never_failed():
    assert verdict_of(Entry("importing", "warning", import_stuck=True), **EVERYTHING) is None


def test_an_import_fails_only_what_the_client_has_completely():
    unfinished = make_torrent()
    assert verdict_of(BLOCKED, torrent=unfinished, **EVERYTHING) is None
    assert verdict_of(FAILED, torrent=unfinished) is None
    assert verdict_of(GIVEN_UP, torrent=unfinished) is Verdict.FAILED


def test_what_was_imported_is_left_alone():
    assert verdict_of(GIVEN_UP, download=make_download(imported_at=NOW), **EVERYTHING) is None


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (BLOCKED, "Radarr cannot import it (importBlocked)"),
        (
            Entry("importPending", import_stuck=True, messages=("Sample", "x")),
            "Radarr cannot import it (importPending): Sample",
        ),
        (FAILED, "Radarr has given its import up (importFailed)"),
        (GIVEN_UP, "Radarr calls it failed (failedPending)"),
    ],
)
def test_it_says_what_the_app_said(entry, said):
    report = judge(entry, **EVERYTHING)
    assert report.reason == said
    assert report.evidence == {
        "state": entry.tracked_state,
        "status": entry.tracked_status,
        "messages": list(entry.messages),
        "seconds": 3600,
        "grace_seconds": 1800,
    }
    assert report.patience == Patience(2, 5 * MINUTE)


# Time


@pytest.mark.parametrize(
    ("seconds", "expected"), [(0, Verdict.DEGRADED), (1799, Verdict.DEGRADED), (1800, Verdict.FAILED)]
)
def test_it_must_have_lasted(seconds, expected):
    assert verdict_of(FAILED, timedelta(seconds=seconds)) is expected


def test_it_is_looked_at_again_when_it_has_lasted():
    report = judge(FAILED, 10 * MINUTE)
    assert report.look_again == NOW + 20 * MINUTE
    assert report.reason.endswith("; seen for 10 min, 30 min allowed")


def test_trouble_of_unknown_age_is_no_reason():
    assert verdict_of(FAILED, None) is None


def test_time_in_which_the_queue_was_not_read_does_not_count():
    rule, torrent = ArrMessages(Options()), make_complete()
    later = NOW + 24 * 60 * MINUTE
    known = facts_of(seen(FAILED, 10 * MINUTE))
    report = rule.qbitrr_health_check(torrent, Classification("Radarr"), make_download(torrent), known, now=later)
    assert report.verdict is Verdict.DEGRADED
    assert report.look_again == later + 20 * MINUTE


# What proves nothing


@pytest.mark.parametrize(
    "facts",
    [
        Facts(),
        facts_of(seen(FAILED, complete=False, why_incomplete="a short page")),
        facts_of(seen(FAILED, source="Radarr-4K")),
        facts_of(Observation(kind="queue", source="Radarr", at=NOW, value={"a" * 40: "importFailed"})),
        Facts({}, {"Radarr": "connection refused"}),
    ],
)
def test_a_queue_that_is_not_known_is_no_reason(facts):
    assert verdict_of(facts=facts, **EVERYTHING) is None


# Messages


def with_messages(*messages, entry=BLOCKED):
    return Entry(entry.tracked_state, "warning", entry.import_stuck, entry.import_ended, messages=messages)


@pytest.mark.parametrize(
    ("listed", "said", "counts"),
    [
        ((NOT_AN_UPGRADE,), NOT_AN_UPGRADE, True),
        ((NOT_AN_UPGRADE,), f" {NOT_AN_UPGRADE.upper()} ", True),
        ((NOT_AN_UPGRADE,), f"{NOT_AN_UPGRADE}.", False),
        (("Not an upgrade",), NOT_AN_UPGRADE, False),
        ((), NOT_AN_UPGRADE, False),
        (("Kein Upgrade",), NOT_AN_UPGRADE, False),
    ],
)
def test_a_message_counts_when_it_is_listed_in_full(listed, said, counts):
    assert verdict_of(with_messages("x", said), messages=listed) is (Verdict.FAILED if counts else None)


def test_capital_letters_count_when_it_is_said_so():
    entry = with_messages(NOT_AN_UPGRADE.upper())
    assert verdict_of(entry, messages=(NOT_AN_UPGRADE,), case_sensitive=True) is None
    assert verdict_of(entry, message_patterns=("upgrade",), case_sensitive=True) is None


def test_a_pattern_is_found_in_the_beginning_of_a_long_message():
    long = f"{NOT_AN_UPGRADE} of {'/a' * 255}"
    assert judge(with_messages(long), message_patterns=("upgrade",)) is not None


def test_a_pattern_is_found_anywhere_in_a_message():
    report = judge(with_messages(NOT_AN_UPGRADE), message_patterns=("^not an? .*upgrade",))
    assert report.verdict is Verdict.FAILED
    assert report.reason == f"Radarr cannot import it: {NOT_AN_UPGRADE}"


def test_the_message_of_a_download_that_goes_on_does_not_count():
    entry = Entry("downloading", "warning", messages=(NOT_AN_UPGRADE,))
    assert verdict_of(entry, messages=(NOT_AN_UPGRADE,)) is None


def test_one_invalid_pattern_disables_that_pattern_and_is_told():
    written = {"MessagePatterns": ["(", "upgrade"]}
    options, problems = validate(Options, "Plugins.arr_messages", written, {})
    (problem,) = problems
    assert str(problem).startswith('[Plugins.arr_messages] MessagePatterns = "(": it is no regular expression')
    assert not problem.fatal
    report = judge(with_messages(NOT_AN_UPGRADE), message_patterns=options.message_patterns)
    assert report.verdict is Verdict.FAILED
    assert report.evidence["unusable"] == [
        "(: it is no regular expression: missing ), unterminated subpattern at position 0"
    ]


@given(
    entry=st.builds(
        Entry,
        st.sampled_from(["importBlocked", "importPending", "importing", "downloading", "", "failed"]),
        st.sampled_from(["ok", "warning", "error", ""]),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.lists(st.text(max_size=30), max_size=3).map(tuple),
    ),
    lasted=st.none() | st.timedeltas(timedelta(), timedelta(days=9)),
    complete=st.booleans(),
    options=st.fixed_dictionaries(dict.fromkeys(EVERYTHING, st.booleans())),
    listed=st.booleans(),
)
def test_only_lasting_trouble_that_was_asked_for_is_a_failure(entry, lasted, complete, options, listed):
    messages = entry.messages if listed else ()
    torrent = make_complete() if complete else make_torrent()
    if verdict_of(entry, lasted, torrent=torrent, messages=messages, **options) is Verdict.FAILED:
        assert lasted >= 30 * MINUTE
        assert entry.tracked_state != "importing" or entry.given_up
        assert complete or entry.given_up
        assert any(options.values()) or entry.messages


def test_it_takes_two_strikes_and_then_the_owner_may_propose():
    torrent = make_complete()
    download, believed = None, []
    for look in range(2):
        now = NOW + look * 5 * MINUTE
        facts = make_facts(torrent, others=[seen(FAILED)], now=now)
        decision = decide_one(
            torrent, download=download, facts=facts, now=now, radarr=Owner(), arr_messages=ArrMessages(Options())
        )
        download = decision.download
        believed += [report.verdict for _, report in decision.reports]
    assert believed == [Verdict.DEGRADED, Verdict.FAILED]
    assert decision.action is None
