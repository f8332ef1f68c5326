"""The orphans rule, on real files: what is a stray, what is not, and that in doubt nothing is."""

import json
import os
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qbitrr_cleanup.disks.sights import alike
from qbitrr_cleanup.disks.strays import NotCertain, Owners, find, move
from qbitrr_cleanup.orphans import Options, Orphans
from typer.testing import CliRunner

from qbitrr import Host, Owned, Unavailable
from qbitrr.paths import PathMapping
from qbitrr.testing.notes import FakeNotes

NOW = datetime.now(UTC)
DAY = timedelta(days=1)
LATER = NOW + DAY
OLD = (NOW - 9 * DAY).timestamp()


class Disk:
    """A download folder with files, and what torrents own of it."""

    def __init__(self, folder, *owned, folder_of_its_own=True):
        self.root, self.holding = folder / "downloads", folder / "held"
        self.root.mkdir()
        self.owned = owned or ("Film/film.mkv",)
        for name in self.owned:
            self.file(name)
        content = "/downloads/Film" if folder_of_its_own else "/downloads"
        self.inventory = (
            Owned("qBit", "a" * 40, "Film", "/downloads", content, tuple(f"/downloads/{one}" for one in self.owned)),
        )

    def file(self, name, size=3):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * size)
        return path

    def host(self, *, dry_run=False):
        return Host(
            name="orphans",
            worker="qBit",
            notes=FakeNotes(),
            dry_run=dry_run,
            paths=(PathMapping("/downloads", str(self.root)),),
            inventory=lambda: self.inventory,
        )

    def find(self, *, later=9 * DAY, **options):
        owners = Owners.of(self.inventory, self.host().local_path)
        now = datetime.now(UTC) + later
        strays, _ = find([self.root], owners, **{"now": now, "min_age": DAY, **options})
        return sorted(str(one.path.relative_to(self.root)) for one in strays)

    def rule(self, *, dry_run=False, **options):
        config = {"folders": (self.root,), "holding_folder": self.holding, "min_age": timedelta(0), **options}
        one = Orphans(Options(**config))
        one.qbitrr_worker_start(self.host(dry_run=dry_run))
        return one

    def run(self, *arguments, dry_run=False, **options):
        host = self.host(dry_run=dry_run)
        return CliRunner().invoke(self.rule(**options).qbitrr_commands(host), arguments)


@pytest.fixture
def disk(tmp_path):
    return lambda *owned, **options: Disk(tmp_path, *owned, **options)


# What is a stray


def test_a_file_of_no_torrent_is_a_stray(disk):
    one = disk()
    one.file("Old/old.mkv")
    assert one.find() == ["Old/old.mkv"]


@pytest.mark.parametrize(
    "name",
    [
        "Film/film.mkv.!qB",
        "Film/Subs/unpacked.srt",
        "FILM/other.mkv",
        ".abc.parts",
        "lost+found/x",
        ".DS_Store",
        ".Trash-1000/files/x",
    ],
)
def test_what_lies_beside_a_torrents_files_or_belongs_to_the_system_is_none(disk, name):
    one = disk()
    one.file(name)
    assert one.find() == []


def test_upper_case_and_accents_are_the_same_however_they_are_written(disk):
    composed, apart = (unicodedata.normalize(form, "Amélie.mkv") for form in ("NFC", "NFD"))
    one = disk(f"Other/{composed}", folder_of_its_own=False)
    (one.root / "Other" / composed).rename(one.root / "Other" / apart.upper())
    assert one.find() == []


def test_what_is_found_beside_files_without_a_folder_of_their_own_is_a_stray(disk):
    one = disk("film.mkv", folder_of_its_own=False)
    one.file("other.mkv")
    assert one.find() == ["other.mkv"]


@pytest.mark.parametrize(("later", "found"), [(DAY - timedelta(minutes=1), []), (DAY + timedelta(minutes=1), ["x"])])
def test_a_young_file_is_not_a_stray_yet(disk, later, found):
    one = disk()
    one.file("x")
    assert one.find(later=later) == found


def test_a_file_that_came_with_an_old_date_is_young_too(disk):
    one = disk()
    os.utime(one.file("x"), (OLD, OLD))
    assert one.find(later=timedelta(hours=1)) == []


@pytest.mark.parametrize("pattern", ["*.nfo", "manual/*", "manual/deep/x.nfo"])
def test_more_can_be_left_alone_by_name_or_place(disk, pattern):
    one = disk()
    one.file("manual/deep/x.nfo")
    assert one.find(ignore=[pattern]) == []


@pytest.mark.parametrize("name", ["-rf", "a\nb", "$(x)", "\u202egnp.exe", "a" * 200, "*", "' OR 1"])
def test_hostile_names_are_names(disk, name):
    one = disk()
    one.file(name)
    assert one.find() == [name]
    assert json.loads(one.run("--json").stdout)["strays"][0]["path"] == str(one.root / name)
    moved = one.run("--move")
    assert moved.exit_code == 0
    assert "\u202e" not in moved.stdout
    assert not (one.root / name).exists()


def test_links_to_elsewhere_are_neither_followed_nor_strays(disk, tmp_path):
    one = disk()
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "film.mkv").write_text("film")
    (one.root / "library").symlink_to(tmp_path / "library")
    (one.root / "film.mkv").symlink_to(tmp_path / "library" / "film.mkv")
    assert one.find() == []


# In doubt nothing is


def test_a_folder_in_which_no_torrent_has_a_file_is_not_believed(disk):
    one = disk()
    one.file("x")
    one.inventory = ()
    with pytest.raises(NotCertain, match="no torrent has a file in"):
        one.find()


def test_an_unmounted_folder_is_not_believed(disk):
    one = disk()
    with pytest.raises(NotCertain):
        find([one.root / "gone"], Owners(frozenset(), frozenset()), now=NOW, min_age=DAY)


def test_an_empty_folder_is_not_believed(disk, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(NotCertain):
        find([tmp_path / "empty"], Owners.of(disk().inventory, lambda _, path: Path(path)), now=NOW, min_age=DAY)


def unavailable():
    raise Unavailable("qBit: not all torrents are known")


def test_while_a_client_does_not_answer_nothing_is_listed_or_moved(disk):
    one = disk()
    one.file("x")
    host = Host(name="orphans", worker="qBit", notes=FakeNotes(), inventory=unavailable)
    rule = one.rule(move=True)
    rule.qbitrr_worker_start(host)
    with pytest.raises(Unavailable):
        rule.qbitrr_tend(LATER)
    told = CliRunner().invoke(rule.qbitrr_commands(host), ["--move"])
    assert told.exit_code == 1
    assert "not all torrents are known" in told.stderr
    assert (one.root / "x").exists()


def test_too_many_strays_at_once_are_not_moved(disk):
    one = disk()
    for number in range(21):
        one.file(f"Old/{number}")
    told = one.run("--move")
    assert (told.exit_code, "21 of 22 files would be strays" in told.stderr) == (1, True)
    assert len(list((one.root / "Old").iterdir())) == 21
    assert one.run("--move", max_share=1.0).exit_code == 0


@pytest.mark.parametrize(("share", "moved"), [(0.01, True), (0.0, False)])
def test_few_strays_are_moved_whatever_their_share_unless_none_is_allowed(disk, share, moved):
    one = disk()
    one.file("x")
    assert one.run("--move", max_share=share).exit_code == (0 if moved else 1)
    assert (one.root / "x").exists() is not moved


def test_what_a_torrent_owns_by_the_time_it_would_be_moved_stays(disk):
    one = disk()
    one.file("Old/old.mkv")
    rule, (first,) = one.rule(), one.inventory
    strays, count = rule.look(one.host(), LATER)
    come = replace(first, hash="b" * 40, content_path="/downloads/Old", files=("/downloads/Old/old.mkv",))
    one.inventory = (first, come)
    assert rule.take_away(one.host(), strays, count, LATER) == []
    assert (one.root / "Old/old.mkv").exists()


# Moving


def test_without_a_word_from_a_person_strays_are_only_listed(disk):
    one = disk()
    one.file("Old/old.mkv", size=1234)
    told = one.run()
    assert "1,234" in told.stdout
    assert "1 files (0.0 GiB) of 2 belong to no torrent." in told.stdout
    (said,) = one.rule().qbitrr_tend(LATER)
    assert "qbitrr orphans" in said
    assert (one.root / "Old/old.mkv").exists()


@pytest.mark.parametrize("how", ["dry_run", "observing"])
def test_a_rule_that_only_observes_moves_nothing_by_itself(disk, how):
    one = disk()
    one.file("Old/old.mkv")
    rule = one.rule(move=True)
    rule.qbitrr_worker_start(replace(one.host(), **{how: True}))
    (said,) = rule.qbitrr_tend(LATER)
    assert "qbitrr orphans" in said
    assert (one.root / "Old/old.mkv").exists()


def test_a_stray_is_moved_below_its_whole_path_in_a_folder_of_the_day(disk):
    one = disk()
    one.file("Old/old.mkv")
    one.rule(move=True).qbitrr_tend(LATER)
    former = (one.root / "Old" / "old.mkv").relative_to("/")
    assert (one.holding / f"{LATER:%Y-%m-%d}" / former).exists()
    assert (one.root / "Film/film.mkv").exists()


def test_what_is_held_is_never_overwritten(disk):
    one = disk()
    for content in ("first", "second"):
        one.file("x").write_text(content)
        one.rule(move=True).qbitrr_tend(LATER)
    held = one.holding / f"{LATER:%Y-%m-%d}" / one.root.relative_to("/")
    assert sorted(path.read_text() for path in held.iterdir()) == ["first", "second"]


def test_a_file_that_has_changed_since_it_was_found_stays(disk):
    one = disk()
    one.file("x")
    owners = Owners.of(one.inventory, one.host().local_path)
    strays, _ = find([one.root], owners, now=NOW + 9 * DAY, min_age=DAY)
    one.file("x", size=4)
    moved, left = move(strays, one.holding, NOW)
    assert (moved, left) == ((), (f"{one.root / 'x'}: it has changed since it was found",))


def test_another_disk_is_refused_for_moving_is_renaming(disk, monkeypatch):
    one = disk()
    one.file("x")
    there = Path("/dev/shm/qbitrr-held")
    if not there.parent.is_dir() or there.parent.stat().st_dev == one.root.stat().st_dev:
        one.holding.mkdir()
        stat = Path.stat
        elsewhere = os.stat_result((0, 0, -1, *([0] * 7)))
        monkeypatch.setattr(Path, "stat", lambda path, **k: elsewhere if "held" in str(path) else stat(path, **k))
        there = one.holding
    told = one.run("--move", holding_folder=there)
    assert "another disk" in told.stdout
    assert (one.root / "x").exists()


def test_a_dry_run_moves_nothing(disk):
    one = disk()
    one.file("x")
    told = one.run("--move", dry_run=True)
    assert "dry run" in told.stdout
    assert (one.root / "x").exists()


def test_what_is_held_below_a_download_folder_is_no_stray(disk):
    one = disk()
    one.holding = one.root / "held"
    one.file("x")
    one.rule(move=True).qbitrr_tend(LATER)
    assert one.rule().look(one.host(), LATER) == ((), 1)


@pytest.mark.parametrize("options", [{"folders": ()}, {"holding_folder": None}])
def test_what_is_not_configured_is_said(disk, options):
    one = disk()
    one.file("x")
    told = one.run("--move", **options)
    assert (told.exit_code, "write " in told.stderr) == (1, True)


def test_it_looks_only_so_often(disk):
    one = disk()
    one.file("x")
    rule = one.rule(every=DAY)
    assert rule.qbitrr_tend(LATER)
    assert rule.qbitrr_tend(LATER + DAY - timedelta(seconds=1)) is None
    assert rule.qbitrr_tend(LATER + DAY)


@settings(max_examples=50)
@given(st.text(min_size=1, max_size=20))
def test_a_path_is_alike_to_itself_in_every_form(name):
    for form in ("NFC", "NFD"):
        assert alike(Path("/d", unicodedata.normalize(form, name))) == alike(
            Path("/d", unicodedata.normalize("NFC", name))
        )
