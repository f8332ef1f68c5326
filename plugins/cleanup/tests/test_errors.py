"""The errors rule: one recheck, then failed; missing files only from a disk that is proven to be there."""

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qbitrr_cleanup.errors import Errors, Options

from qbitrr import Facts, Host, Outcome, Patience, Recheck, Remove, ServerState, State, Verdict
from qbitrr.config.configuration import validate
from qbitrr.paths import PathMapping
from qbitrr.testing.builders import NOW, Owner, decide_one, make_complete, make_download, make_facts, make_torrent
from qbitrr.testing.notes import FakeNotes

SECOND, MINUTE, HOUR, DAY = (timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days"))
MIB = 1 << 20
WELL, DEGRADED, FAILED = Verdict.HEALTHY, Verdict.DEGRADED, Verdict.FAILED


class World:
    """A download folder that the client calls /downloads, and the rule, which looks at it when it is told to."""

    def __init__(self, folder, **options):
        self.folder = folder / "downloads"
        self.folder.mkdir(exist_ok=True)
        self.notes = FakeNotes()
        self.options = Options(**options)
        self.others = []
        self.server = ServerState("connected")
        self.restart()

    def restart(self):
        """Another process, with the same notes."""
        self.rule = Errors(self.options)
        self.rule._disks._sights._begin = lambda: None
        paths = (PathMapping("/downloads", str(self.folder)),)
        self.rule.qbitrr_worker_start(Host(name="errors", worker="Radarr", notes=self.notes, paths=paths))

    def file(self, name):
        (self.folder / name).write_text("data")

    def witness(self, *, name="Old.Film", **changes):
        """A torrent that was complete in the same folder long before, and that is there."""
        self.file(name)
        fields = {"hash": "b" * 40, "content_path": f"/downloads/{name}", "completed": NOW - 30 * DAY}
        self.others.append(make_complete(**fields | changes))

    def look(self):
        self.rule._disks._sights.work(wait=False)

    def facts(self, torrent, **view):
        return make_facts(torrent, *self.others, **{"server": self.server, **view})

    def ask(self, torrent, *, trouble=5 * HOUR, now=NOW, facts=None, **download):
        """What the rule reports and proposes of a torrent in trouble for so long, once it has looked."""
        known = make_download(torrent, **{"state_since": now - trouble, **download})
        facts = facts or self.facts(torrent)
        self.rule.qbitrr_cycle_start(now)
        self.rule.qbitrr_health_check(torrent, known, facts, now)
        self.look()
        report = self.rule.qbitrr_health_check(torrent, known, facts, now)
        return report, self.rule.qbitrr_action(torrent, known, facts, now)

    def verdict(self, torrent, **asked):
        return self.ask(torrent, **asked)[0].verdict

    def rechecked(self, torrent, at):
        self.rule.qbitrr_cycle_start(at)
        self.rule.qbitrr_post_action(Outcome(Recheck("it has an error"), ok=True), torrent)


@pytest.fixture
def world(tmp_path):
    return lambda **options: World(tmp_path, **options)


def make_errored(**changes):
    """One that has nothing yet that a recheck could lose."""
    return make_torrent(**{"state": State.ERRORED, "content_path": "/downloads/Film", "progress": 0.0, **changes})


def make_missing(**changes):
    """As the client gives it: it says that nothing of it is here."""
    return make_torrent(
        **{"state": State.MISSING_FILES, "content_path": "/downloads/Film", "progress": 0.0, "age": 9 * HOUR, **changes}
    )


# Errors: one recheck


def test_a_torrent_with_an_error_is_checked_again_first(world):
    report, action = world().ask(make_errored())
    assert (report.verdict, report.reason) == (DEGRADED, "it has an error: first it is checked again")
    assert action == Recheck("it has an error: first it is checked again")


def test_it_is_checked_again_once(world):
    one, torrent = world(), make_errored()
    one.rechecked(torrent, NOW - MINUTE)
    assert one.ask(torrent)[1] is None


def test_a_restart_does_not_check_it_once_more(world):
    one, torrent = world(), make_errored()
    one.rechecked(torrent, NOW - MINUTE)
    one.restart()
    assert one.ask(torrent)[1] is None


def test_a_recheck_that_was_not_done_is_proposed_again(world):
    one, torrent = world(), make_errored()
    one.rule.qbitrr_cycle_start(NOW)
    one.rule.qbitrr_post_action(Outcome(Recheck("it has an error"), ok=False), torrent)
    one.rule.qbitrr_post_action(Outcome(Remove("something else"), ok=True), torrent)
    assert isinstance(one.ask(torrent)[1], Recheck)


def test_each_torrent_has_its_own_recheck(world):
    one = world()
    one.rechecked(make_errored(), NOW - MINUTE)
    assert isinstance(one.ask(make_errored(hash="c" * 40))[1], Recheck)
    assert isinstance(one.ask(make_errored(client="qBit-2"))[1], Recheck)


@pytest.mark.parametrize(("later", "again"), [(DAY, False), (DAY + SECOND, True)])
def test_an_error_that_comes_much_later_is_another_one(world, later, again):
    one, torrent = world(), make_errored()
    one.rechecked(torrent, NOW - later - HOUR)
    assert isinstance(one.ask(torrent, trouble=HOUR)[1], Recheck) is again


def test_an_error_that_stays_is_the_same_for_ever(world):
    one, torrent = world(recheck_wait=None), make_errored()
    one.rechecked(torrent, NOW - 30 * DAY)
    assert one.ask(torrent, trouble=31 * DAY)[1] is None


@pytest.mark.parametrize("kept", [None, "no", {"qBit/" + "a" * 40: "yesterday"}, {"qBit/" + "a" * 40: 7}, []])
def test_notes_that_make_no_sense_are_no_notes(world, kept):
    one = world()
    one.notes["rechecked"] = kept
    one.restart()
    assert isinstance(one.ask(make_errored())[1], Recheck)


def test_the_notes_do_not_grow_for_ever(world):
    one = world()
    one.rechecked(make_errored(hash="c" * 40), NOW - 91 * DAY)
    one.rechecked(make_errored(), NOW)
    assert set(one.notes["rechecked"]) == {"qBit/" + "a" * 40}


def test_the_core_has_it_checked_again(world):
    one, torrent = world(), make_errored()
    one.ask(torrent)
    decision = decide_one(torrent, facts=one.facts(torrent), radarr=Owner(), errors=one.rule)
    assert isinstance(decision.action, Recheck)


# Errors: then failed


@pytest.mark.parametrize(("waited", "expected"), [(15 * MINUTE - SECOND, DEGRADED), (15 * MINUTE, FAILED)])
def test_an_error_that_outlasts_its_recheck_has_failed(world, waited, expected):
    one, torrent = world(), make_errored()
    one.rechecked(torrent, NOW - waited)
    report, action = one.ask(torrent)
    assert (report.verdict, action) == (expected, None)


def test_the_wait_begins_anew_with_the_error(world):
    """It was checked again, loaded for a while, and has the error again."""
    one, torrent = world(), make_errored()
    one.rechecked(torrent, NOW - 5 * HOUR)
    assert one.verdict(torrent, trouble=14 * MINUTE) is DEGRADED
    assert one.verdict(torrent, trouble=15 * MINUTE) is FAILED


def test_it_says_what_it_saw(world):
    one, torrent = world(), make_errored()
    one.rechecked(torrent, NOW - 20 * MINUTE)
    report = one.ask(torrent)[0]
    assert report.reason == "it has had an error since its recheck for 20 min, 15 min allowed"
    assert report.evidence == {"trouble_seconds": 1200, "limit_seconds": 900}
    assert report.patience == Patience(3, 2 * MINUTE)


def test_it_is_looked_at_again_when_the_wait_is_over(world):
    one, torrent = world(), make_errored()
    one.rechecked(torrent, NOW - 5 * MINUTE)
    assert one.ask(torrent)[0].look_again == NOW + 10 * MINUTE


def test_errors_can_be_allowed(world):
    one, torrent = world(recheck_wait=None), make_errored()
    one.rechecked(torrent, NOW - 5 * HOUR)
    assert one.verdict(torrent) is DEGRADED


@pytest.mark.parametrize(("space", "judged"), [(None, True), (64 * MIB, True), (64 * MIB - 1, False), (0, False)])
def test_without_room_no_error_is_held_against_a_torrent(world, space, judged):
    one, torrent = world(), make_errored()
    one.server = ServerState("connected", free_space=space)
    assert isinstance(one.ask(torrent)[1], Recheck) is judged
    one.rechecked(torrent, NOW - HOUR)
    assert (one.verdict(torrent) is FAILED) is judged


def test_the_room_on_its_own_disk_counts_too(world):
    one, torrent = world(min_free_space=1 << 62), make_errored()
    report, action = one.ask(torrent)
    assert (report.verdict, action) == (DEGRADED, None)
    assert report.reason.startswith("it has an error while there is no more room than ")


def test_while_its_disk_is_away_no_error_is_held_against_a_torrent(world, tmp_path):
    one, torrent = world(markers=(tmp_path / ".here",)), make_errored()
    report, action = one.ask(torrent)
    assert (report.reason, action) == ("it has an error, and the marker of its disk is not there", None)
    one.rechecked(torrent, NOW - HOUR)
    assert one.verdict(torrent) is DEGRADED
    (tmp_path / ".here").touch()
    assert one.verdict(torrent, now=NOW + MINUTE) is FAILED


@pytest.mark.parametrize(
    ("there", "judged"), [((), False), (("Film",), True), (("Film.!qB",), True), (("Old.Film",), True)]
)
def test_what_has_data_is_checked_only_where_it_is_seen_or_its_disk_is_proven(world, there, judged):
    one, torrent = world(), make_errored(progress=0.5)
    one.others.append(make_complete(hash="b" * 40, content_path="/downloads/Old.Film", completed=NOW - 30 * DAY))
    for name in there:
        one.file(name)
    assert (one.ask(torrent)[1] is not None) is judged
    one.rechecked(torrent, NOW - HOUR)
    assert (one.verdict(torrent) is FAILED) is judged


def test_until_its_disk_has_answered_no_error_is_held_against_a_torrent(world):
    """A disk that is ill makes errors, and may never answer."""
    one, torrent = world(), make_errored()
    one.rechecked(torrent, NOW - HOUR)
    known = make_download(torrent, state_since=NOW - 5 * HOUR)
    report = one.rule.qbitrr_health_check(torrent, known, one.facts(torrent), NOW)
    assert (report.verdict, report.look_again) == (DEGRADED, NOW + 5 * SECOND)
    assert report.reason == "it has an error, and its disk has not answered"


def test_a_folder_that_cannot_be_read_is_ill_too(world):
    one = world()
    one.file("no folder")
    report, action = one.ask(make_errored(content_path="/downloads/no folder/Film"))
    assert (report.verdict, action) == (DEGRADED, None)
    assert report.reason.startswith("it has an error, and its folder cannot be read (")


def test_a_folder_that_is_not_there_may_be_on_a_disk_that_is_away(world):
    report, action = world().ask(make_errored(content_path="/downloads/movies/Film"))
    assert (report.reason, action) == ("it has an error, and its folder is not there, as far as qbitrr sees", None)


def test_who_cannot_see_the_disks_of_the_client_judges_its_errors_all_the_same(world):
    one, torrent = world(), make_errored(content_path="/only-in-another-container/movies/Film")
    assert isinstance(one.ask(torrent)[1], Recheck)
    one.rechecked(torrent, NOW - HOUR)
    assert one.verdict(torrent) is FAILED


def test_a_disk_that_hangs_holds_up_nothing(world, monkeypatch):
    """The real thread: it waits for as long as the disk does, and the rule does not."""
    asked, answer = threading.Event(), threading.Event()

    def hang(folder):
        asked.set()
        answer.wait(60)
        raise OSError("stale file handle")

    monkeypatch.setattr("qbitrr_cleanup.disks.sights.os.statvfs", hang)
    one, torrent = world(), make_errored()
    del one.rule._disks._sights._begin
    known = make_download(torrent)
    assert one.rule.qbitrr_health_check(torrent, known, one.facts(torrent), NOW).verdict is DEGRADED
    assert asked.wait(60)
    report = one.rule.qbitrr_health_check(torrent, known, one.facts(torrent), NOW + MINUTE)
    assert report.reason == "it has an error, and its disk has not answered"
    answer.set()
    one.rule.qbitrr_worker_stop()


# Errors of what was complete

COMPLETE_ONCE = {
    "it says so": ({"completed": NOW - DAY}, {}),
    "it was seen complete": ({}, {"completed_at": NOW - DAY}),
    "it was imported": ({}, {"imported_at": NOW - DAY}),
}


@pytest.mark.parametrize("case", COMPLETE_ONCE)
def test_what_was_complete_is_checked_again_only_where_its_data_is_seen(world, case):
    """With its disk away, a recheck finds nothing and loads all of it once more."""
    torrent, remembered = COMPLETE_ONCE[case]
    one, torrent = world(), make_errored(**torrent)
    assert one.ask(torrent, **remembered)[1] is None
    one.witness()
    assert one.ask(torrent, now=NOW + MINUTE, **remembered)[1] is None
    one.file("Film")
    assert isinstance(one.ask(torrent, now=NOW + 2 * MINUTE, **remembered)[1], Recheck)


@pytest.mark.parametrize("case", COMPLETE_ONCE)
def test_what_was_complete_never_fails_by_an_error(world, case):
    torrent, remembered = COMPLETE_ONCE[case]
    one, torrent = world(), make_errored(**torrent)
    one.witness()
    one.file("Film")
    one.rechecked(torrent, NOW - 9 * HOUR)
    report, action = one.ask(torrent, **remembered)
    assert (report.verdict, action) == (DEGRADED, None)
    assert report.reason == "it has an error even after a recheck; it was complete: a person must see to it"


# Missing files


@pytest.mark.parametrize(("missing", "expected"), [(HOUR - SECOND, DEGRADED), (HOUR, FAILED)])
def test_missing_files_fail_after_a_grace(world, missing, expected):
    one = world()
    one.witness()
    assert one.verdict(make_missing(), trouble=missing) is expected


def test_it_says_what_proves_that_the_disk_is_there(world):
    one = world()
    one.witness()
    report, action = one.ask(make_missing(), trouble=2 * HOUR)
    assert report.reason == "its files are missing for 2 h, 1 h allowed; Old.Film lies in the same folder"
    assert report.evidence == {"trouble_seconds": 7200, "limit_seconds": 3600}
    assert (report.patience, action) == (Patience(3, 2 * MINUTE), None)


def test_a_marker_proves_it(world, tmp_path):
    (tmp_path / ".here").touch()
    assert world(markers=(tmp_path / ".here",)).verdict(make_missing()) is FAILED


def test_where_a_marker_is_missing_nothing_else_proves_it(world, tmp_path):
    one = world(markers=(tmp_path / ".here",))
    one.witness()
    report = one.ask(make_missing())[0]
    assert (report.verdict, report.reason) == (
        DEGRADED,
        "its files are missing, but the marker of its disk is not there",
    )


def test_the_nearest_marker_decides(world, tmp_path):
    (tmp_path / ".here").touch()
    inner = tmp_path / "downloads" / ".here"
    one = world(markers=(tmp_path / ".here", inner))
    assert one.verdict(make_missing()) is DEGRADED
    inner.touch()
    assert one.verdict(make_missing(), now=NOW + MINUTE) is FAILED


def test_a_marker_of_another_disk_proves_nothing(world, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / ".here").touch()
    assert world(markers=(other / ".here",)).verdict(make_missing()) is DEGRADED


def test_an_empty_folder_proves_nothing(world):
    """The folder in which a disk is mounted is there without the disk."""
    report = world().ask(make_missing())[0]
    assert report.reason == "its files are missing, but nothing proves that its disk is there"


NO_WITNESS = {
    "it came after the torrent": {"completed": NOW - 8 * HOUR},
    "it is not complete": {"progress": 0.5, "left": 500_000_000},
    "its own files are missing": {"state": State.MISSING_FILES},
    "it lies elsewhere": {"content_path": "/downloads/sub/Old.Film"},
    "nobody knows when it was complete": {"completed": None},
}


@pytest.mark.parametrize("case", NO_WITNESS)
def test_not_every_torrent_is_a_witness(world, case):
    """What came later may have been loaded into the bare folder, while the disk was away."""
    one = world()
    one.witness(**NO_WITNESS[case])
    assert one.verdict(make_missing()) is DEGRADED


def test_a_witness_has_to_be_seen(world):
    one = world()
    one.witness()
    (one.folder / "Old.Film").unlink()
    assert one.verdict(make_missing()) is DEGRADED


@pytest.mark.parametrize("name", ["Film", "Film.!qB", "FILM"])
def test_files_that_are_there_again_are_not_missing(world, name):
    """The client looks only when it begins: the disk may have come later."""
    one = world()
    one.witness()
    one.file(name)
    report = one.ask(make_missing())[0]
    assert report.verdict is DEGRADED
    assert report.reason.endswith("are there: start it in the client")


def test_a_spelling_of_another_disk_is_the_same_name(world):
    one = world()
    one.witness()
    one.file("Ame\u0301lie")
    assert one.verdict(make_missing(content_path="/downloads/Am\u00e9lie")) is DEGRADED


@pytest.mark.parametrize("case", COMPLETE_ONCE)
def test_of_what_was_complete_a_person_decides(world, case):
    torrent, remembered = COMPLETE_ONCE[case]
    one = world()
    one.witness()
    report, action = one.ask(make_missing(**torrent), **remembered)
    assert (report.verdict, action) == (DEGRADED, None)
    assert report.reason == "its files are missing; it was complete: a person must see to it"


def test_missing_files_can_be_allowed(world):
    one = world(missing_grace=None)
    one.witness()
    assert one.verdict(make_missing(), trouble=90 * DAY) is DEGRADED


# Disks that do not answer


def test_a_disk_that_does_not_answer_is_not_known(world):
    one, torrent = world(), make_missing()
    one.witness()
    download = make_download(torrent, state_since=NOW - 5 * HOUR)
    report = one.rule.qbitrr_health_check(torrent, download, one.facts(torrent), NOW)
    assert (report.verdict, report.look_again) == (DEGRADED, NOW + 5 * SECOND)
    assert report.reason == "its files are missing, but its disk has not answered"


def test_an_old_answer_counts_no_more(world):
    one, torrent = world(), make_missing()
    one.witness()
    assert one.verdict(torrent) is FAILED
    download = make_download(torrent, state_since=NOW - 5 * HOUR)
    late = NOW + 3 * MINUTE
    assert one.rule.qbitrr_health_check(torrent, download, one.facts(torrent), late).verdict is DEGRADED


def test_a_folder_is_looked_at_once_a_minute(world, monkeypatch):
    looks = []
    monkeypatch.setattr("qbitrr_cleanup.disks.sights.os.statvfs", lambda folder: looks.append(folder) or free_space())
    one = world()
    one.witness()
    for second in range(120):
        one.ask(make_missing(), now=NOW + second * SECOND)
    assert len(looks) == 2


def free_space():
    class Room:
        f_bavail, f_frsize = 1 << 30, 4096

    return Room


UNSEEN = {
    "a folder that is not there": "/elsewhere/Film",
    "a path that no file can have": "/downloads\0/Film",
    "no path at all": "",
    "a name without a folder": "Film",
}


@pytest.mark.parametrize("case", UNSEEN)
def test_where_nothing_can_be_seen_nothing_fails(world, case):
    assert world().verdict(make_missing(content_path=UNSEEN[case])) is DEGRADED


def test_a_folder_of_a_client_on_windows_is_mapped(world):
    one = world()
    one.witness()
    paths = (PathMapping("D:/films", str(one.folder)),)
    one.rule.qbitrr_worker_start(Host(name="errors", worker="Radarr", notes=one.notes, paths=paths))
    one.others = [replace(one.others[0], content_path="D:\\films\\Old.Film")]
    assert one.verdict(make_missing(content_path="D:\\films\\Film")) is FAILED


# Left alone

NOT_KNOWN = {
    "nothing is known": lambda one, torrent: Facts(),
    "the list is incomplete": lambda one, torrent: one.facts(torrent, complete=False),
    "the client is away": lambda one, torrent: one.facts(torrent, connected=False),
}


@pytest.mark.parametrize("make", [make_errored, make_missing])
@pytest.mark.parametrize("case", NOT_KNOWN)
def test_without_knowing_what_the_client_has_nothing_is_done(world, case, make):
    one, torrent = world(), make()
    one.witness()
    one.rechecked(torrent, NOW - HOUR)
    report, action = one.ask(torrent, facts=NOT_KNOWN[case](one, torrent))
    assert (report.verdict, action) == (DEGRADED, None)


@pytest.mark.parametrize("make", [make_errored, make_missing])
def test_a_forced_torrent_is_left_alone(world, make):
    one = world()
    one.witness()
    report, action = one.ask(make(forced=True))
    assert (report.verdict, report.reason, action) == (WELL, "it is forced to run: left alone", None)


@pytest.mark.parametrize("state", sorted(set(State) - {State.ERRORED, State.MISSING_FILES}))
def test_of_a_torrent_without_trouble_it_has_no_opinion(world, state):
    assert world().ask(make_torrent(state=state)) == (None, None)


def test_before_its_worker_has_started_it_looks_nowhere():
    rule, torrent = Errors(Options()), make_missing()
    report = rule.qbitrr_health_check(torrent, make_download(torrent), make_facts(torrent), NOW)
    assert report.reason == "its files are missing, but it is not known where its files are"
    rule.qbitrr_worker_stop()


@settings(deadline=None, max_examples=150)
@given(
    state=st.sampled_from(State),
    forced=st.booleans(),
    trouble=st.integers(0, 10**6),
    rechecked=st.none() | st.integers(0, 10**6),
    completed=st.booleans(),
    imported=st.booleans(),
    space=st.none() | st.integers(0, 128 * MIB),
    complete_view=st.booleans(),
    witness=st.booleans(),
    there=st.booleans(),
)
def test_only_what_is_surely_lost_can_fail(
    tmp_path_factory,
    state,
    forced,
    trouble,
    rechecked,
    completed,
    imported,
    space,
    complete_view,
    witness,
    there,
):
    one = World(tmp_path_factory.mktemp("disk"))
    one.server = ServerState("connected", free_space=space)
    torrent = make_missing(state=state, forced=forced, completed=NOW - DAY if completed else None)
    if witness:
        one.witness()
    if there:
        one.file("Film")
    if rechecked is not None:
        one.rechecked(torrent, NOW - rechecked * SECOND)
    facts = one.facts(torrent, complete=complete_view)
    imported_at = NOW - DAY if imported else None
    report, action = one.ask(torrent, trouble=trouble * SECOND, facts=facts, imported_at=imported_at)
    if report and report.verdict is FAILED:
        assert not forced
        assert not completed
        assert not imported
        assert complete_view
        if state is State.MISSING_FILES:
            assert trouble >= 3600
            assert witness
            assert not there
        else:
            assert state is State.ERRORED
            assert rechecked is not None
            assert min(trouble, rechecked) >= 900
            assert space is None or space >= 64 * MIB
    if action:
        assert isinstance(action, Recheck)
        assert state is State.ERRORED
        assert complete_view
        assert there or not (completed or imported)


# Options


def test_options_are_written_as_users_write_them():
    written = {"RecheckWait": -1, "MissingGrace": "1d", "Markers": ["/mnt/disk1/.here"], "MinFreeSpace": "1G"}
    options, problems = validate(Options, "Plugins.errors", written, {})
    assert problems == ()
    assert (options.recheck_wait, options.missing_grace) == (None, DAY)
    assert (options.markers, options.min_free_space) == ((Path("/mnt/disk1/.here"),), 1 << 30)


def test_a_marker_that_could_be_anywhere_is_refused():
    options, problems = validate(Options, "Plugins.errors", {"Markers": [".here"]}, {})
    assert options is None
    assert [problem.key for problem in problems] == ["Markers"]


# Many at once


def proposals(one, *torrents, now=NOW):
    facts = make_facts(*torrents, server=one.server)
    one.rule.qbitrr_cycle_start(now)
    for look in (False, True):
        said = []
        for torrent in torrents:
            known = make_download(torrent, state_since=now - HOUR)
            one.rule.qbitrr_health_check(torrent, known, facts, now)
            if look:
                said.append(one.rule.qbitrr_action(torrent, known, facts, now))
        one.look()
    return [isinstance(action, Recheck) for action in said]


def test_only_a_few_are_checked_at_a_time(world):
    many = [make_errored(hash=f"{number:040x}") for number in range(10)]
    one = world()
    assert proposals(one, *many) == [True] * 3 + [False] * 7
    assert proposals(one, *many, now=NOW + MINUTE) == [True] * 3 + [False] * 7


def test_what_the_client_checks_already_counts(world):
    checked = [make_torrent(hash=f"{number:040x}", state=State.CHECKING) for number in range(2)]
    errored = [make_errored(hash=f"{number:040x}") for number in (7, 8)]
    assert proposals(world(), *checked, *errored)[2:] == [True, False]
