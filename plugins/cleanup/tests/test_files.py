"""The files rule: what is left out, what is a fake, what is never touched, and what is a person's choice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from qbitrr_cleanup.files import Files
from qbitrr_cleanup.selection.file_options import FileOptions

from qbitrr import Classification, Deselect, Host, Outcome, State, TorrentFile, Verdict
from qbitrr.config.configuration import validate
from qbitrr.testing.builders import NOW, Owner, decide_one, make_complete, make_download, make_facts, make_torrent
from qbitrr.testing.notes import FakeNotes

MB = 1 << 20
FILM = ("A.Film/A.Film.mkv", 4000 * MB)
SAMPLE = ("A.Film/Sample/a.film-sample.mkv", 30 * MB)
NFO = ("A.Film/a.film.nfo", 1000)
SUBTITLE = ("A.Film/Subs/a.film.srt", 100_000)
PROOF = ("A.Film/Proof/a.film-proof.jpg", 300_000)
OWNED = Classification("Radarr")


def files_of(*given):
    """Files by path, or by path and size; all are selected unless they say otherwise."""
    named = [one if isinstance(one, tuple) else (one, 1000 * MB) for one in given]
    return tuple(
        TorrentFile(index=index, path=path, size=size, wanted=not any(rest))
        for index, (path, size, *rest) in enumerate(named)
    )


UNSELECTED = True


def torrent_of(*given, **changes):
    return make_torrent(files=files_of(*given), **changes)


def begun(notes=None, **options):
    rule = Files(FileOptions(**options))
    rule.qbitrr_worker_start(Host(name="files", worker="Radarr", notes=FakeNotes() if notes is None else notes))
    return rule


def judge(rule, torrent, owner=OWNED, **remembered):
    return rule.qbitrr_health_check(torrent, owner, make_download(torrent, **remembered), NOW)


def propose(rule, torrent, owner=OWNED, **remembered):
    rule.qbitrr_cycle_start()
    return rule.qbitrr_action(torrent, owner, make_download(torrent, **remembered), make_facts(torrent), NOW)


def verdict_of(*given, owner=OWNED, **options):
    report = judge(begun(**options), torrent_of(*given), owner)
    return report and report.verdict


def left_out(*given, **options):
    """The paths that are left out."""
    torrent = torrent_of(*given)
    action = propose(begun(**options), torrent)
    return {torrent.files[one].path for one in action.files} if action else set()


# By default


@pytest.mark.parametrize(
    "given",
    [
        (FILM, SAMPLE, NFO, SUBTITLE, PROOF),
        ("Scene/scene.rar", "Scene/scene.r00", "Scene/scene.r01", "Scene/scene.nfo", "Scene/scene.sfv"),
        ("Scene/scene.part01.rar", "Scene/scene.part02.rar"),
        ("Split/split.001", "Split/split.002"),
        ("Album/01.flac", "Album/album.cue", "Album/album.log", "Album/cover.jpg"),
        ("Book/book.epub",),
        ("Audiobook/audiobook.m4b", "Audiobook/01.mp3"),
        ("VIDEO_TS/VTS_01_1.VOB", "VIDEO_TS/VIDEO_TS.IFO", "VIDEO_TS/VIDEO_TS.BUP"),
        ("no extension",),
        ("A.Film/A.Film.mkv", "A.Film/codec.exe"),
    ],
)
def test_by_default_everything_is_loaded(given):
    assert left_out(*given) == set()
    assert verdict_of(*given) is Verdict.HEALTHY


# The allowlist


@pytest.mark.parametrize(
    ("name", "loaded"),
    [
        ("film.mkv", True),
        ("FILM.MKV", True),
        ("film.mkv.!qB", True),
        ("film.mkvx", False),
        ("film.xmkv", False),
        ("film.mkv.avi", False),
        ("filmmkv", False),
        ("mkv", False),
        ("film.tar.gz", True),
        ("film.dat", False),
        ("film", False),
    ],
)
@pytest.mark.parametrize("written", [".mkv", "mkv", "*.MKV"])
def test_an_extension_is_the_end_of_the_name(name, loaded, written):
    allowed = (written, ".tar.gz")
    assert left_out("film.mkv", name, file_extension_allowlist=allowed, always_load=()) == (set() if loaded else {name})


@pytest.mark.parametrize(
    "name",
    [
        *("a.rar", "a.r00", "a.s12", "a.z01", "a.001", "a.7z", "a.srt", "a.sub", "a.idx", "a.mp3", "a.m4b", "a.flac"),
        *("a.epub", "a.cue", "a.log", "a.nfo", "a.jpg", "a.sfv", "a.m3u"),
    ],
)
def test_the_allowlist_of_films_loses_no_archive_subtitle_music_or_note(name):
    assert left_out("film.mkv", name, file_extension_allowlist=(".mkv",)) == set()
    assert left_out("film.mkv", name, file_extension_allowlist=(".mkv",), always_load=()) == {name}


def test_one_entry_that_is_no_extension_switches_the_list_off():
    """Nobody knows what else was to be allowed by it."""
    assert left_out("film.mkv", "film.dat", file_extension_allowlist=(".mkv", r"\.m4v$")) == set()


# Folders and names


@pytest.mark.parametrize(
    ("path", "pattern", "loaded"),
    [
        ("A.Film/Extras/making.mkv", r"^extras$", False),
        ("A.Film/a/EXTRAS/b/making.mkv", r"^extras$", False),
        ("A.Film/Extrasensory/making.mkv", r"^extras$", True),
        ("A.Film/extras.mkv", r"^extras", True),
        ("A.Film/making.mkv", r"A\.Film", True),
        ("A.Film/\u202eextras/making.mkv", r"extras", False),
        ("A.Film/ex\ntras/making.mkv", r"^ex\ntras$", False),
    ],
)
def test_each_folder_below_the_release_is_asked(path, pattern, loaded):
    assert left_out(FILM, path, folder_exclusion_regex=(pattern,)) == (set() if loaded else {path})


def test_a_folder_that_does_not_hold_everything_is_asked():
    assert left_out("film.mkv", "Extras/making.mkv", folder_exclusion_regex=("extras",)) == {"Extras/making.mkv"}


@pytest.mark.parametrize(
    ("name", "pattern", "loaded"),
    [
        ("a.film-sample.mkv", r"\bsample\b", False),
        ("a.film-SAMPLE.mkv", r"\bsample\b", False),
        ("resampled.mkv", r"\bsample\b", True),
        ("a.jpg", r"\.jpg$", False),
        ("a.jpgx", r"\.jpg$", True),
        ("\u202egpj.a", r"^.gpj", False),
        ("s" * 251 + ".mkv", "s", False),
        ("s" * 252 + ".mkv", "s", True),
        ("s" * 4096, "s", True),
    ],
)
def test_the_name_is_asked_with_its_extension(name, pattern, loaded):
    path = f"A.Film/{name}"
    assert left_out(FILM, path, file_name_exclusion_regex=(pattern,)) == (set() if loaded else {path})


@pytest.mark.parametrize(("sensitive", "expected"), [(False, {"Extras/making.mkv", "a-proof.mkv"}), (True, set())])
def test_capital_letters_count_when_it_is_said_so(sensitive, expected):
    rules = {"folder_exclusion_regex": ("EXTRAS",), "file_name_exclusion_regex": ("Proof",)}
    given = ("film.mkv", "Extras/making.mkv", "a-proof.mkv")
    assert left_out(*given, case_sensitive_matches=sensitive, **rules) == expected


# Samples


@pytest.mark.parametrize(
    ("size", "largest", "loaded"),
    [
        (100 * MB - 1, 4000 * MB, False),
        (100 * MB, 4000 * MB, True),
        (50 * MB - 1, 500 * MB, False),
        (50 * MB, 500 * MB, True),
        (99 * MB, 99 * MB, True),
    ],
)
def test_a_sample_is_small_and_much_smaller_than_the_film(size, largest, loaded):
    given = ("A.Film/A.Film.mkv", largest), ("A.Film/a.mkv", size)
    assert left_out(*given, sample_below=100 * MB, sample_share=0.1) == (set() if loaded else {"A.Film/a.mkv"})


def test_a_sample_is_known_by_its_size_alone_and_only_a_video_is_one():
    given = FILM, SAMPLE, ("A.Film/short.mkv", MB), NFO, SUBTITLE, ("A.Film/theme.mp3", MB)
    assert left_out(*given, sample_below=100 * MB) == {SAMPLE[0], "A.Film/short.mkv"}


def test_a_film_called_sample_is_no_sample():
    assert left_out(("Sample.2020/Sample.2020.mkv", 4000 * MB), NFO, sample_below=100 * MB) == set()


# Fakes


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (("A.Film.2030.exe",), "it brings nothing but executables, such as A.Film.2030.exe"),
        (("A/A.lnk", "A/A.scr", "A/a.nfo", "A/a.srt"), "it brings nothing but executables, such as A.lnk"),
        (("A.Film.mkv.exe",), "A.Film.mkv.exe is an executable: it calls itself video"),
        (("A.Film.mkv.lnk", "A.Film.mkv"), "A.Film.mkv.lnk is an executable: it calls itself video"),
        (("A.mp4   .SCR", FILM), "A.mp4   .SCR is an executable: it calls itself video"),
        (("A.srt.exe", FILM), "A.srt.exe is an executable: it calls itself subtitle"),
        (("A.mkv.exe. .", FILM), "A.mkv.exe. . is an executable: it calls itself video"),
        (("A\u202evkm.exe", FILM), "A\ufffdvkm.exe is an executable: its name hides what it is"),
        (("A\nb.exe", FILM), "A\ufffdb.exe is an executable: its name hides what it is"),
        (("A.mkv.e\u200bxe", FILM), "A.mkv.e\ufffdxe is an executable: it calls itself video"),
        (("A.mkv.exe.!qB", FILM), "A.mkv.exe.!qB is an executable: it calls itself video"),
    ],
)
def test_a_fake_has_failed_before_it_is_loaded(given, why):
    report = judge(begun(), torrent_of(*given, progress=0.0))
    assert (report.verdict, report.reason) == (Verdict.FAILED, why)
    assert (report.patience.strikes, report.patience.apart) == (2, timedelta(minutes=1))
    assert propose(begun(), torrent_of(*given)) is None


@pytest.mark.parametrize(
    "given",
    [
        ("A.Film.exe.mkv",),
        ("exe",),
        ("A/A.exe", "A/A.mkv"),
        ("A/A.exe", "A/A.dat"),
        ("A/a.nfo",),
        ("\u202eA.mkv",),
        ("A/setup.exe", "A/data.rar"),
    ],
)
def test_what_may_be_something_else_is_no_fake(given):
    assert verdict_of(*given) is Verdict.HEALTHY


def test_where_nothing_is_imported_executables_are_no_fakes():
    assert verdict_of("game.exe", owner=Classification("games", library=False)) is Verdict.HEALTHY


def test_a_person_decides_what_an_executable_is():
    assert verdict_of("A.exe", executables=()) is Verdict.HEALTHY
    assert verdict_of("A.dat", executables=("dat",)) is Verdict.FAILED


@pytest.mark.parametrize(
    ("choice", "verdict", "out"),
    [
        ("allow", Verdict.HEALTHY, set()),
        ("exclude", Verdict.HEALTHY, {"A/codec.exe"}),
        ("flag", Verdict.FAILED, set()),
    ],
)
def test_an_executable_beside_a_film_is_what_the_options_say(choice, verdict, out):
    given = "A/A.mkv", "A/codec.exe"
    assert verdict_of(*given, executables_with_media=choice) is verdict
    assert left_out(*given, executables_with_media=choice) == out


@pytest.mark.parametrize(
    ("given", "flagged"),
    [
        (("A/a.rar", "A/a.r00", "A/a.nfo"), Verdict.FAILED),
        (("a.zip",), Verdict.FAILED),
        (("A/a.rar", "A/a.mkv"), Verdict.HEALTHY),
        (("A/a.rar", "A/a.dat"), Verdict.HEALTHY),
        (("A/a.nfo",), Verdict.HEALTHY),
    ],
)
def test_archives_alone_are_flagged_only_when_it_is_asked_for(given, flagged):
    assert verdict_of(*given) is Verdict.HEALTHY
    assert verdict_of(*given, archives_only="flag") is flagged


# Nothing left


@pytest.mark.parametrize(
    ("given", "options"),
    [
        (("film.wmv", "film.avi"), {"file_extension_allowlist": (".mkv",)}),
        (("A/film.wmv", "A/film.nfo", "A/film.srt"), {"file_extension_allowlist": (".mkv",)}),
        (("A/a.nfo", "A/b.nfo"), {"file_name_exclusion_regex": ("nfo",)}),
    ],
)
def test_a_download_of_which_nothing_is_left_has_failed(given, options):
    report = judge(begun(**options), torrent_of(*given))
    assert (report.verdict, report.reason) == (Verdict.FAILED, "nothing is left to load: its files are excluded")
    assert propose(begun(**options), torrent_of(*given)) is None


def test_what_only_a_person_has_left_nothing_of_has_not_failed():
    """They selected the sample alone: it stays selected."""
    torrent = torrent_of((*FILM, UNSELECTED), SAMPLE)
    rule = begun(file_name_exclusion_regex=("sample",))
    assert judge(rule, torrent).verdict is Verdict.HEALTHY
    assert propose(rule, torrent) is None


def test_where_nothing_is_selected_there_is_no_opinion():
    assert verdict_of((*FILM, UNSELECTED), (*SAMPLE, UNSELECTED)) is None


# Whom it leaves alone


EXCLUDING = {"file_name_exclusion_regex": ("sample",)}


@pytest.mark.parametrize("state", sorted(set(State) - {State.DOWNLOADING, State.STALLED, State.QUEUED}))
def test_what_does_not_wait_for_its_data_is_left_alone(state):
    torrent = torrent_of(FILM, SAMPLE, state=state)
    assert (judge(begun(**EXCLUDING), torrent), propose(begun(**EXCLUDING), torrent)) == (None, None)


@pytest.mark.parametrize("state", [State.DOWNLOADING, State.STALLED, State.QUEUED])
def test_what_waits_for_its_data_is_looked_at(state):
    assert propose(begun(**EXCLUDING), torrent_of(FILM, SAMPLE, state=state)).files == {1}


@pytest.mark.parametrize(
    "torrent",
    [
        make_torrent(files=None),
        make_torrent(files=()),
        make_complete(files=files_of("A.exe")),
        make_torrent(files=files_of("A.exe"), forced=True),
        make_torrent(files=(*files_of("A.exe"), *files_of("B.exe"))),
    ],
)
def test_what_is_not_known_or_not_to_be_judged_is_left_alone(torrent):
    assert (judge(begun(**EXCLUDING), torrent), propose(begun(**EXCLUDING), torrent)) == (None, None)


def test_what_is_protected_is_left_alone():
    torrent = torrent_of("A.exe")
    assert judge(begun(), torrent, protected="by a person") is None


def test_it_says_that_it_reads_files():
    assert Files.needs == {"files"}


# Once


def deselected(torrent, files):
    changed = tuple(replace(one, wanted=one.wanted and one.index not in files) for one in torrent.files)
    return replace(torrent, files=changed)


@pytest.fixture
def notes():
    return FakeNotes()


def do(rule, torrent, *, ok=True):
    """Propose, and have it done."""
    action = propose(rule, torrent)
    rule.qbitrr_post_action(Outcome(action, ok), torrent)
    return deselected(torrent, action.files) if ok else torrent


@pytest.mark.parametrize("restarted", [False, True])
def test_what_a_person_selects_again_stays_selected(notes, restarted):
    rule, torrent = begun(notes, **EXCLUDING), torrent_of(FILM, SAMPLE)
    assert propose(rule, do(rule, torrent)) is None
    rule = begun(notes, **EXCLUDING) if restarted else rule
    assert propose(rule, torrent) is None
    assert judge(rule, torrent).reason == "its files may be loaded"


@pytest.mark.parametrize("restarted", [False, True])
def test_what_was_not_done_is_proposed_again(notes, restarted):
    rule, torrent = begun(notes, **EXCLUDING), torrent_of(FILM, SAMPLE)
    do(rule, torrent, ok=False)
    rule = begun(notes, **EXCLUDING) if restarted else rule
    assert propose(rule, torrent) == Deselect("1 of its 2 files are not wanted", frozenset({1}))


def test_what_was_done_as_the_process_died_is_a_persons_choice_from_then_on(notes):
    torrent = torrent_of(FILM, SAMPLE)
    rule = begun(notes, **EXCLUDING)
    assert propose(rule, deselected(torrent, {1})) is None
    assert propose(begun(notes, **EXCLUDING), torrent) is None


def test_another_plugins_choice_is_not_taken_for_ours(notes):
    rule, torrent = begun(notes, **EXCLUDING), torrent_of(FILM, SAMPLE)
    propose(rule, torrent)
    rule.qbitrr_post_action(Outcome(Deselect("mine", frozenset({1})), ok=True), torrent)
    assert propose(rule, torrent)


def test_what_a_new_option_excludes_is_left_out_once_as_well(notes):
    torrent = do(begun(notes, **EXCLUDING), torrent_of(FILM, SAMPLE, PROOF))
    again = begun(notes, file_name_exclusion_regex=("sample", "proof"))
    assert propose(again, torrent).files == {2}
    assert propose(again, torrent_of(FILM, SAMPLE, PROOF)).files == {2}


def test_torrents_that_are_gone_are_forgotten(notes):
    rule = begun(notes, **EXCLUDING)
    do(rule, torrent_of(FILM, SAMPLE, hash="a" * 40))
    do(rule, torrent_of(FILM, SAMPLE, hash="ab" * 20))
    do(rule, torrent_of(FILM, SAMPLE, hash="b" * 40))
    assert notes == {"left out aa": {f"{'a' * 40}/qBit": [1]}, "left out ab": {f"{'ab' * 20}/qBit": [1]}} | {
        "left out bb": {f"{'b' * 40}/qBit": [1]}
    }
    do(rule, torrent_of(FILM, SAMPLE, hash="aa" + "c" * 38))
    assert notes["left out aa"] == {f"aa{'c' * 38}/qBit": [1]}


def test_notes_that_are_not_ours_do_no_harm(notes):
    notes["left out aa"] = ["what", "is", "this"]
    assert propose(begun(notes, **EXCLUDING), torrent_of(FILM, SAMPLE)).files == {1}


# What it says


def test_it_says_beforehand_what_would_be_left_out_and_why():
    options = {"file_extension_allowlist": (".mkv",), "folder_exclusion_regex": ("^extras$",), "sample_below": 50 * MB}
    torrent = torrent_of(FILM, SAMPLE, "A.Film/Extras/a.mkv", "A.Film/a.dat")
    report = judge(begun(**options), torrent)
    assert (report.verdict, report.reason) == (Verdict.HEALTHY, "3 of its 4 files are not wanted")
    assert report.evidence == {
        "files": 4,
        "excluded": 3,
        "why": {
            "A.Film/Sample/a.film-sample.mkv": "it is a sample: 30 MiB where the largest has 3.906 GiB",
            "A.Film/Extras/a.mkv": "its folder Extras matches ^extras$",
            "A.Film/a.dat": "its extension is not allowed",
        },
    }


def test_one_invalid_pattern_disables_that_pattern_loudly():
    written = {"FileNameExclusionRegex": ["(", "sample"], "FolderExclusionRegex": ["(a+)+"], "Executables": ["a b"]}
    options, problems = validate(FileOptions, "Plugins.files", written, {})
    assert [(problem.key, problem.value, problem.fatal) for problem in problems] == [
        ("FolderExclusionRegex", '"(a+)+"', False),
        ("FileNameExclusionRegex", '"("', False),
        ("Executables", '"a b"', False),
    ]
    rule, torrent = begun(**options.model_dump()), torrent_of(FILM, SAMPLE)
    assert propose(rule, torrent).files == {1}
    assert len(judge(rule, torrent).evidence["unusable"]) == 3


def test_each_name_is_matched_once():
    rule, torrent = begun(**EXCLUDING), torrent_of(FILM, SAMPLE)
    asked = []
    sift = rule._sieve.sift
    rule._sieve.sift = lambda files: asked.append(files) or sift(files)
    for progress in (0.1, 0.2, 0.3):
        seen = tuple(replace(one, progress=progress) for one in torrent.files)
        judge(rule, replace(torrent, files=seen))
        propose(rule, replace(torrent, files=seen))
    assert len(asked) == 1
    judge(rule, torrent_of(FILM, PROOF))
    assert len(asked) == 2


def test_options_are_written_as_users_know_them():
    written = {
        "CaseSensitiveMatches": True,
        "FolderExclusionRegex": ["extras"],
        "FileNameExclusionRegex": ["sample"],
        "FileExtensionAllowlist": [".mkv"],
        "SampleBelow": "150M",
        "AlwaysLoad": ["archive"],
        "ArchivesOnly": "flag",
        "ExecutablesWithMedia": "exclude",
    }
    options, problems = validate(FileOptions, "Plugins.files", written, {})
    assert problems == ()
    assert options.sample_below == 150 * MB


def test_in_the_core_it_is_left_out_before_anything_else_is_done():
    torrent = torrent_of(FILM, SAMPLE)
    decision = decide_one(torrent, radarr=Owner(), files=begun(**EXCLUDING))
    assert decision.action == Deselect("1 of its 2 files are not wanted", frozenset({1}))
    assert decision.by == "files"


# In general

PARTS = st.sampled_from(
    ["Sample", "Extras", "a.mkv", "b.mkv", "c.avi", "d.srt", "e.nfo", "f.exe", "g.mkv.exe", "h.rar", "\u202e", "x\ny"]
) | st.text(st.characters(exclude_characters="/"), min_size=1, max_size=8)
PATHS = st.lists(PARTS, min_size=1, max_size=4).map("/".join)
SOME_FILES = st.lists(st.tuples(PATHS, st.integers(0, 5000 * MB), st.booleans()), min_size=1, max_size=6)
SOME_OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "file_extension_allowlist": st.sampled_from([(".mkv",), (".mkv", ".srt"), ("(",)]),
        "always_load": st.sampled_from([(), ("archive",)]),
        "folder_exclusion_regex": st.sampled_from([("extras",), ("(", "a"), ("sample",)]),
        "file_name_exclusion_regex": st.sampled_from([("mkv",), ("sample",), (".",), ("(a+)+",)]),
        "sample_below": st.integers(0, 5000 * MB),
        "sample_share": st.floats(0.01, 1),
        "executables_with_media": st.sampled_from(["allow", "exclude", "flag"]),
        "archives_only": st.sampled_from(["allow", "flag"]),
        "executables": st.sampled_from([(), (".exe",)]),
    },
)


@settings(deadline=None, max_examples=300)
@given(SOME_FILES, SOME_OPTIONS)
@example([("A.mkv", 5, False), ("a.mkv.exe", 5, False)], {"file_name_exclusion_regex": (".",)})
@example([("a.mkv", 5, True), ("d.srt", 5, False)], {"file_extension_allowlist": (".mkv",), "always_load": ()})
def test_never_all_files_are_left_out(given, options):
    torrent = torrent_of(*given)
    action = propose(begun(**options), torrent)
    if action:
        wanted = {one.index for one in torrent.files if one.wanted}
        assert action.files
        assert action.files < wanted


@settings(deadline=None, max_examples=300)
@given(SOME_FILES)
def test_a_file_that_no_option_names_is_never_left_out(given):
    assert left_out(*given) == set()
    assert left_out(*given, file_name_exclusion_regex=("^no such name$",), sample_below=0) == set()


@settings(deadline=None)
@given(SOME_FILES, SOME_OPTIONS)
def test_what_was_proposed_and_done_is_not_proposed_again(given, options):
    rule, torrent = begun(**options), torrent_of(*given)
    if propose(rule, torrent):
        done = do(rule, torrent)
        assert propose(rule, done) is None
        assert judge(rule, done).verdict is Verdict.HEALTHY
