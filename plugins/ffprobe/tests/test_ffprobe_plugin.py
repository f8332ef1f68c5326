"""What the rule says of a torrent, and whether its import waits, for everything that the background may have found."""

import os
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qbitrr_ffprobe.findings import Cause, Look
from qbitrr_ffprobe.opinions import SOON
from qbitrr_ffprobe.plugin import AT_REST, Ffprobe

from qbitrr import Facts, Host, Import, Observation, Reject, State, TorrentFile, Verdict, Wait, hookimpl
from qbitrr.config.configuration import validate
from qbitrr.testing.builders import NOW, Owner, decide_one, make_complete, make_download, make_torrent
from qbitrr.testing.notes import FakeNotes

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
GOOD = Look(format="matroska,webm", video=True, audio=True, duration=6000.0)
ZIP = Look(broken="it is a ZIP archive")
GONE = Look(unknown="no such file", cause=Cause.NO_ACCESS)
COMING = Look(unknown="ffprobe is on its way", cause=Cause.COMING)


def files(*names, size=1000, progress=1.0):
    return tuple(TorrentFile(index=n, path=name, size=size, progress=progress) for n, name in enumerate(names))


def film(**changes):
    return make_complete(**{"files": files("Film/film.mkv"), "save_path": "/saved", **changes})


class Section:
    """A rule that is started, whose background finds what it is told to."""

    def __init__(self, **options):
        config, problems = validate(Ffprobe.Config, "Plugins.ffprobe", options, {})
        assert problems == ()
        self.rule = Ffprobe(config)
        self.owner = Owner().claim
        self.found = {}
        self.facts = Facts()
        self.rule.qbitrr_worker_start(Host(name="ffprobe", worker="Radarr", notes=FakeNotes()))
        self.background = self.rule._background
        self.background.stop()  # the thread: what it would do is done by ``look``
        self.background._stopping = False
        self.background._look = lambda question: tuple(self.found[file.path] for file in question.files)
        self.running(True)

    def running(self, alive):
        self.background._thread.is_alive = lambda: alive

    def report(self, torrent, now=NOW, **download):
        return self.rule.qbitrr_health_check(torrent, self.owner, make_download(torrent, **download), self.facts, now)

    def action(self, torrent, now=NOW, **download):
        return self.rule.qbitrr_action(torrent, self.owner, make_download(torrent, **download), self.facts, now)

    def look(self, torrent, *looks, now=NOW):
        """What is said of a torrent after its files were looked at."""
        self.report(torrent, now)
        for line in self.background._waiting:
            for question in list(line.values()):
                self.found |= dict(zip((file.path for file in question.files), looks, strict=True))
        while any(self.background._waiting):
            self.background._answer(self.background._next())
        return self.report(torrent, now)


@pytest.fixture
def section():
    return Section()


# Complete torrents


def test_an_import_waits_until_the_files_were_looked_at(section):
    report = section.report(film())
    assert (report.verdict, report.reason) == (Verdict.HEALTHY, "its files are being looked at")
    assert report.look_again == NOW + SOON
    assert section.action(film()) == Wait("its files are being looked at")


def test_a_good_one_may_be_imported(section):
    report = section.look(film(), GOOD)
    assert (report.verdict, report.look_again) == (Verdict.HEALTHY, None)
    assert section.action(film()) is None


def test_a_bad_one_has_failed_and_says_why(section):
    report = section.look(film(), ZIP)
    assert (report.verdict, report.reason) == (Verdict.FAILED, "Film/film.mkv: it is a ZIP archive")
    assert report.evidence["file"] == "Film/film.mkv"
    assert report.evidence["finding"] == "it is a ZIP archive"


def test_a_bad_one_is_not_imported_whatever_its_owner_makes_of_it(section):
    section.look(film(), ZIP)
    assert section.action(film()) == Wait("Film/film.mkv: it is a ZIP archive")
    assert section.action(film(), NOW + timedelta(days=9)) == Wait("Film/film.mkv: it is a ZIP archive")


def test_one_bad_file_is_enough(section):
    pack = film(files=files("a.mkv", "b.mkv", "c.mkv"))
    assert section.look(pack, GOOD, ZIP, GONE).verdict is Verdict.FAILED


@pytest.mark.parametrize(
    ("name", "expect", "look", "finding"),
    [
        ("a.mkv", "auto", Look(audio=True, duration=9.0), "it has no picture"),
        ("a.mkv", "auto", Look(video=True, duration=9.0), ""),
        ("a.flac", "auto", Look(video=True, duration=9.0), "it has no sound"),
        ("a.flac", "auto", Look(audio=True, duration=9.0), ""),
        ("a.mkv", "Audio", Look(audio=True, duration=9.0), ""),
        ("a.mkv", "audio", Look(video=True, duration=9.0), "it has no sound"),
        ("a.flac", "VIDEO", Look(audio=True, duration=9.0), "it has no picture"),
        ("a.mkv", "auto", Look(video=True, duration=0.0, format="matroska,webm"), "it plays for no time at all"),
        ("a.ts", "auto", Look(video=True, duration=0.0, format="mpegts"), ""),
        ("a.mkv", "auto", Look(video=True), ""),
    ],
)
def test_a_file_must_have_what_is_expected_of_it(name, expect, look, finding):
    report = Section(Expect=expect).look(film(files=files(name)), look)
    assert report.evidence.get("finding", "") == finding


@pytest.mark.parametrize(
    ("names", "duration", "verdict"),
    [
        (["a.mkv"], 1199.0, Verdict.FAILED),
        (["a.mkv"], 1200.0, Verdict.HEALTHY),
        (["a.mkv"], None, Verdict.HEALTHY),
        (["a.flac"], 1199.0, Verdict.HEALTHY),
    ],
)
def test_the_largest_film_must_be_long_enough(names, duration, verdict):
    look = Look(video=True, audio=True, duration=duration, format="mov,mp4,m4a,3gp,3g2,mj2")
    assert Section(MinDuration="20m").look(film(files=files(*names)), look).verdict is verdict


@pytest.mark.parametrize("container", ["", "mpeg", "mpegts", "avi"])
def test_what_does_not_say_how_long_it_is_is_never_too_short(container):
    section = Section(MinDuration="20m")
    assert playing(section, 60, HOUR, film(), container).value == "healthy"


def test_the_other_films_may_be_shorter():
    short = Look(video=True, duration=60.0, format="matroska,webm")
    assert Section(MinDuration="20m").look(film(files=files("a.mkv", "b.mkv")), GOOD, short).verdict is Verdict.HEALTHY


@pytest.mark.parametrize("names", [(), ("a.rar",), ("book.epub", "cover.jpg")])
def test_without_media_there_is_no_opinion(section, names):
    torrent = film(files=files(*names))
    assert (section.report(torrent), section.action(torrent)) == (None, None)


@pytest.mark.parametrize("state", sorted(set(State) - AT_REST))
def test_files_that_are_not_at_rest_are_not_looked_at(section, state):
    assert (section.report(film(state=state)), section.action(film(state=state))) == (None, None)


def test_what_is_imported_is_not_looked_at(section):
    assert section.report(film(), imported_at=NOW) is None
    assert section.action(film(), imported_at=NOW) is None


def test_what_nobody_imports_is_not_looked_at(section):
    section.owner = Owner().claim.__class__("qBit", library=False)
    assert section.report(film()) is None


def test_before_the_worker_has_started_there_is_no_opinion():
    rule = Ffprobe(Ffprobe.Config())
    assert rule.qbitrr_health_check(film(), Owner().claim, make_download(film()), Facts(), NOW) is None


# The limit of waiting


@pytest.mark.parametrize(("waited", "waits"), [(5 * MINUTE - SECOND, True), (5 * MINUTE, False)])
def test_an_import_does_not_wait_for_ever(section, waited, waits):
    section.report(film())
    assert bool(section.action(film(), NOW + waited)) is waits


@pytest.mark.parametrize(("waited", "waits"), [(5 * MINUTE - SECOND, True), (5 * MINUTE, False)])
def test_nor_for_an_ffprobe_that_is_on_its_way(section, waited, waits):
    section.look(film(), COMING)
    assert section.action(film()) == Wait("ffprobe is on its way")
    assert bool(section.action(film(), NOW + waited)) is waits


@pytest.mark.parametrize(("waited", "waits"), [(5 * MINUTE - SECOND, True), (5 * MINUTE, False)])
def test_nor_for_a_list_of_files_that_is_not_known(section, waited, waits):
    long_ago = NOW - timedelta(days=9)
    assert section.action(film(files=None), completed_at=long_ago) == Wait("its files are not known yet")
    assert bool(section.action(film(files=None), NOW + waited, completed_at=long_ago)) is waits


def test_a_list_of_files_that_is_not_known_is_waited_for_since_the_download_was_complete(section):
    section.action(film(files=None), completed_at=NOW)
    later = NOW + timedelta(hours=1)
    assert section.action(film(files=None), later + MINUTE, completed_at=later)


def test_it_is_looked_at_again_when_the_limit_is_reached(section):
    section.report(film())
    assert section.report(film(), NOW + 5 * MINUTE - SECOND).look_again == NOW + 5 * MINUTE


def test_nor_for_a_thread_that_has_ended(section):
    section.running(False)
    assert section.action(film()) is None
    assert "the thread that looks at files has ended" in section.report(film()).reason
    assert section.report(begun()) is None


# What nobody knows


def test_what_is_unknown_may_be_imported_all_the_same(section):
    report = section.look(film(), GONE)
    assert (report.verdict, section.action(film())) == (Verdict.HEALTHY, None)
    assert report.reason == (
        "nobody can say whether it is good: Film/film.mkv: no such file; it may be imported all the same"
    )


def test_or_wait_for_a_person():
    section = Section(Unknown="wait")
    assert section.look(film(), GONE).verdict is Verdict.DEGRADED
    assert section.action(film(), NOW + timedelta(days=9)) == Wait(
        "nobody can say whether it is good: Film/film.mkv: no such file; a person must look"
    )


def test_each_cause_is_said_once(section, caplog):
    for number in range(3):
        section.look(film(hash=f"{number:040}"), GONE)
        section.look(film(hash=f"{number:039}x"), Look(unknown="it took more than 30 s", cause=Cause.LIMITS))
    assert [record.message.partition("good: ")[2] for record in caplog.records if "nobody" in record.message] == [
        "Film/film.mkv: no such file; it may be imported all the same",
        "Film/film.mkv: it took more than 30 s; it may be imported all the same",
    ]


def test_a_file_that_is_there_again_is_good(section):
    section.look(film(), GONE)
    assert section.look(film(), GOOD, now=NOW + MINUTE).reason == "good as far as ffprobe can tell; files looked at: 1"


# Unfinished torrents


def begun(**changes):
    return make_torrent(**{"files": files("Film/film.mkv", size=10**9, progress=0.5), "save_path": "/saved", **changes})


def test_a_disguise_has_failed_before_it_is_complete(section):
    report = section.look(begun(), ZIP)
    assert (report.verdict, report.reason) == (Verdict.FAILED, "Film/film.mkv: it is a ZIP archive")


@pytest.mark.parametrize("look", [Look(), GONE, Look(unknown="not here yet", cause=Cause.LATE)])
def test_of_any_other_beginning_there_is_no_opinion(section, look, caplog):
    assert section.look(begun(), look) is None
    assert section.action(begun()) is None
    assert "nobody" not in caplog.text


def test_a_beginning_that_is_being_looked_at_is_looked_at_again(section):
    assert section.report(begun()).look_again == NOW + SOON


def test_progress_alone_is_no_reason_to_look_again(section):
    section.look(begun(), Look())
    further = begun(files=files("Film/film.mkv", size=10**9, progress=0.6))
    assert section.report(further) is None
    assert not any(section.background._waiting)


@pytest.mark.parametrize(
    "torrent", [begun(files=None), begun(files=files("a.mkv", size=10**9, progress=0.0)), begun(files=())]
)
def test_without_a_beginning_there_is_nothing_to_look_at(section, torrent):
    assert section.report(torrent) is None


def test_the_early_look_can_be_switched_off():
    section = Section(EarlyLook=False)
    assert section.report(begun()) is None


def test_only_the_largest_file_is_looked_at_early(section):
    section.report(begun(files=(*files("a.mkv", size=10**9, progress=0.5), *files("b.mkv", size=10**8, progress=1.0))))
    (question,) = section.background._waiting[True].values()
    assert [file.path for file in question.files] == ["a.mkv"]


def test_a_torrent_that_was_moved_is_looked_at_where_it_is_now(section):
    section.look(film(), GONE)
    section.report(film(save_path="/moved"))
    ((question,), _) = (tuple(line.values()) for line in section.background._waiting)
    assert [str(folder) for folder in question.folders] == ["/moved"]


def test_files_that_are_wanted_now_are_looked_at_too(section):
    section.look(film(), GOOD)
    assert section.report(film(files=files("Film/film.mkv", "Film/b.mkv"))).look_again


# Beside an owner


class Importer(Owner):
    """An owner that would import anything that is complete, and rejects what has failed."""

    @hookimpl
    def qbitrr_action(self, torrent, reports):
        failed = [report for report in reports if report.verdict is Verdict.FAILED]
        return Reject(failed[0].reason) if failed else Import("complete")


def decided(section, torrent):
    return decide_one(torrent, radarr=Importer(), ffprobe=section.rule).action


def test_it_is_imported_only_after_it_was_found_good(section):
    assert decided(section, film()) is None
    section.look(film(), GOOD)
    assert isinstance(decided(section, film()), Import)


def test_a_bad_one_is_never_imported(section):
    section.look(film(), ZIP)
    assert not isinstance(decided(section, film()), Import)


# Any torrent


@settings(max_examples=200)
@given(
    state=st.sampled_from(State),
    broken=st.sampled_from(["", "it is empty"]),
    unknown=st.sampled_from(["", "no access"]),
    complete=st.booleans(),
    later=st.integers(-1000, 1000),
    wait=st.sampled_from(["import", "wait"]),
)
def test_only_what_is_certainly_bad_has_failed(state, broken, unknown, complete, later, wait):
    section = Section(Unknown=wait)
    look = Look(broken=broken, unknown=unknown, cause=Cause.NO_ACCESS if unknown else None, video=True)
    torrent = (film if complete else begun)(state=state)
    section.look(torrent, look) if section.report(torrent) else None
    report = section.report(torrent, NOW + later * SECOND)
    assert (report is not None and report.verdict is Verdict.FAILED) == (state in AT_REST and bool(broken))


# Options


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ({"Expect": "picture"}, "Expect"),
        ({"Unknown": "remove"}, "Unknown"),
        ({"TimeLimit": "0s"}, "TimeLimit"),
        ({"MemoryLimit": "1M"}, "MemoryLimit"),
        ({"MinShare": 2}, "MinShare"),
        ({"MaxFiles": 0}, "MaxFiles"),
        ({"Source": "file:///etc/passwd"}, "Source"),
        ({"Sha256": "abc"}, "Sha256"),
        ({"Download": True, "Source": "https://example.org/ffprobe"}, ""),
        ({"Download": True, "Sha256": "0" * 64}, ""),
    ],
)
def test_bad_options_are_named(written, key):
    config, problems = validate(Ffprobe.Config, "Plugins.ffprobe", written, {})
    assert config is None
    assert [problem.key for problem in problems] == [key]


def test_options_are_written_as_users_write_them():
    written = {"Expect": "Video", "Unknown": "Wait", "WaitAtMost": "10m", "MinDuration": "20m", "Sha256": "A" * 64}
    config, problems = validate(Ffprobe.Config, "Plugins.ffprobe", written, {})
    assert problems == ()
    assert (config.wait_at_most, config.min_duration, config.sha256) == (10 * MINUTE, 20 * MINUTE, "a" * 64)


# A worker's life


def started(notes, tmp_path, **options):
    rule = Ffprobe(Ffprobe.Config(path=str(tmp_path / "ffprobe"), **options))
    rule.qbitrr_worker_start(Host(name="ffprobe", worker="Radarr", notes=notes))
    return rule


def until_known(rule, torrent):
    download = make_download(torrent)
    while (report := rule.qbitrr_health_check(torrent, Owner().claim, download, Facts(), NOW)).look_again:
        os.sched_yield()
    return report


def test_what_was_seen_is_known_after_a_restart(tmp_path):
    """Without ffprobe, and though the program that would be asked is gone."""
    notes = FakeNotes()
    (tmp_path / "film.mkv").write_bytes(b"PK\x03\x04" + bytes(996))
    torrent = film(files=files("film.mkv"), save_path=str(tmp_path))
    first = started(notes, tmp_path)
    assert until_known(first, torrent).verdict is Verdict.FAILED
    first.qbitrr_cycle_end()
    assert [note for note in notes.values() if note["files"]]
    first.qbitrr_worker_stop()
    again = started(notes, tmp_path)
    assert until_known(again, torrent).reason == "film.mkv: it is a ZIP archive"
    again.qbitrr_worker_stop()


def test_without_ffprobe_the_log_says_so_once(tmp_path, caplog):
    rule = started(FakeNotes(), tmp_path)
    torrents = [film(files=files("film.mkv"), save_path=str(tmp_path), hash=f"{number:040}") for number in range(3)]
    (tmp_path / "film.mkv").write_bytes(b"\xff\xfb\x90\x64" * 250)
    for torrent in torrents:
        assert "no ffprobe: there is no program at Path" in until_known(rule, torrent).reason
    rule.qbitrr_worker_stop()
    assert caplog.text.count("there is no program at Path") == 1


# What its app says of its length


class Queued:
    """An app's queue in which one download plays for so long."""

    def __init__(self, runtime):
        self.runtime = runtime

    def find(self, hashes):
        return self

    def troubled_since(self, hashes):
        return None


def playing(section, seconds, runtime, torrent=None, container="matroska,webm"):
    """The verdict when each file that is looked at plays for so long."""
    seen = Observation(kind="queue", source=section.owner.owner, at=NOW, value=Queued(runtime))
    section.facts = Facts({("queue", section.owner.owner): seen} if runtime != "no queue" else {})
    torrent = torrent or film()
    looks = [Look(video=True, audio=True, duration=seconds, format=container)] * len(asked_about(section, torrent))
    return section.look(torrent, *looks).verdict


def asked_about(section, torrent):
    section.report(torrent)
    return section.background._waiting[False][torrent.key].files


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("seconds", "runtime", "verdict"),
    [
        (900, HOUR, Verdict.HEALTHY),
        (899, HOUR, Verdict.FAILED),
        (1, None, Verdict.HEALTHY),
        (1, "no queue", Verdict.HEALTHY),
        (None, HOUR, Verdict.HEALTHY),
    ],
)
def test_a_film_that_plays_for_much_less_than_its_app_says_is_no_good(section, seconds, runtime, verdict):
    assert playing(section, seconds, runtime) is verdict


@pytest.mark.parametrize(
    ("names", "verdict"),
    [
        (["VTS_01_1.VOB", "VTS_01_2.VOB"], Verdict.HEALTHY),
        (["Film.CD1.mkv", "Film.CD2.mkv"], Verdict.HEALTHY),
        (["Film.mkv", "Film.flac"], Verdict.FAILED),
        (["Film.flac", "Film.mkv"], Verdict.FAILED),
        (["Film.mkv", "Film.srt"], Verdict.FAILED),
    ],
)
def test_the_length_of_a_film_is_asked_of_its_only_video(section, names, verdict):
    assert playing(section, 60, HOUR, film(files=files(*names))) is verdict


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        (TorrentFile(index=1, path="b.mkv", size=1, wanted=True), Verdict.HEALTHY),
        (TorrentFile(index=1, path="b.mkv", size=1000, wanted=False), Verdict.FAILED),
    ],
)
def test_a_video_that_was_not_looked_at_counts_as_long_as_it_is_wanted(section, other, verdict):
    assert playing(section, 60, HOUR, film(files=(*files("a.mkv"), other))) is verdict


@pytest.mark.parametrize(
    ("share", "seconds", "verdict"),
    [(0.9, 3239, Verdict.FAILED), (0.9, 3240, Verdict.HEALTHY), (0, 1, Verdict.HEALTHY)],
)
def test_the_share_can_be_chosen_or_switched_off(share, seconds, verdict):
    section = Section(RuntimeShare=share)
    assert playing(section, seconds, HOUR) is verdict
    section.rule.qbitrr_worker_stop()
