"""The links rule, on real files: who has them too, whether the library has them, and what is not known."""

import os
from datetime import timedelta

import pytest
from qbitrr_cleanup.disks.background import Background
from qbitrr_cleanup.disks.hard_links import Links, count_links, links_of
from qbitrr_cleanup.links import HardLinks, Options

from qbitrr import Classification, Facts, Host, Keep, Tag, Verdict
from qbitrr.paths import PathMapping
from qbitrr.testing.builders import NOW, make_complete, make_download, make_facts, make_torrent
from qbitrr.testing.notes import FakeNotes

HOUR = timedelta(hours=1)
RADARR = Classification("Radarr", 7)


class Disk:
    """A download folder and a library, with a rule that looks at them when it is told to."""

    def __init__(self, folder, **options):
        self.downloads, self.library = folder / "downloads", folder / "library"
        self.library.mkdir()
        self.file("Film/film.mkv")
        self.rule = HardLinks(Options(**options))
        paths = (PathMapping("/downloads", str(self.downloads)),)
        self.rule._index._begin = self.rule._links._begin = lambda: None
        self.rule.qbitrr_worker_start(Host(name="links", worker="Radarr", notes=FakeNotes(), paths=paths))

    def file(self, name):
        path = self.downloads / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
        return path

    def link(self, name, to):
        to.parent.mkdir(parents=True, exist_ok=True)
        os.link(self.downloads / name, to)

    def torrent(self, name="Film", **changes):
        return make_complete(content_path=f"/downloads/{name}", save_path="/downloads", **changes)

    def ask(self, torrent=None, *others, now=NOW, owner=RADARR, imported=NOW, facts=None):
        """What the rule reports and proposes once it has looked."""
        torrent = torrent or self.torrent()
        download = make_download(torrent, imported_at=imported)
        facts = facts or make_facts(torrent, *others)
        for _ in range(3):
            self.rule.qbitrr_cycle_start(now)
            report = self.rule.qbitrr_health_check(torrent, owner, download, facts, now)
            action = self.rule.qbitrr_action(torrent, owner, download, facts, now)
            self.rule._index.work(wait=False)
            self.rule._links.work(wait=False)
        return report, action


@pytest.fixture
def disk(tmp_path):
    return lambda **options: Disk(tmp_path, **options)


def test_a_torrent_that_the_library_has_may_go(disk):
    one = disk()
    one.link("Film/film.mkv", one.library / "Film.mkv")
    report, action = one.ask()
    assert (report.reason, action) == ("the library has it", None)
    assert report.evidence == {"files": 1, "in_library": 1, "shared": False}


def test_a_torrent_whose_files_another_download_has_too_is_kept(disk):
    one = disk()
    one.link("Film/film.mkv", one.downloads / "cross-seed" / "film.mkv")
    assert one.ask()[1] == Keep("another download has its files too")


def test_a_link_among_the_downloads_is_no_copy_in_the_library(disk):
    one = disk(keep_shared=False, keep_last_copy=True)
    one.link("Film/film.mkv", one.downloads / "cross-seed" / "film.mkv")
    assert one.ask()[1] == Keep("the library has no copy of it")


@pytest.mark.parametrize(("keep", "action"), [(True, Keep("the library has no copy of it")), (False, None)])
def test_a_last_copy_is_kept_only_if_that_is_wanted(disk, keep, action):
    assert disk(keep_last_copy=keep).ask()[1] == action


def test_a_last_copy_is_tagged_until_the_library_has_one(disk):
    one = disk(tag_last_copy="noHL")
    assert one.ask()[1] == Tag("the library has no copy of it", add=frozenset({"noHL"}))
    tagged = one.torrent(tags=frozenset({"noHL"}))
    assert one.ask(tagged)[1] is None
    one.link("Film/film.mkv", one.library / "Film.mkv")
    assert one.ask(tagged, now=NOW + HOUR)[1] == Tag("the library has it", remove=frozenset({"noHL"}))


@pytest.mark.parametrize(
    ("shared", "last", "action"),
    [
        (True, False, Keep("who else has its files is not known yet")),
        (False, True, Keep("who else has its files is not known yet")),
        (False, False, None),
    ],
)
def test_while_nothing_is_known_the_torrent_counts_as_shared_and_as_the_last(disk, shared, last, action):
    one = disk(keep_shared=shared, keep_last_copy=last)
    torrent, download = one.torrent(), make_download(one.torrent(), imported_at=NOW)
    facts = make_facts(torrent)
    assert one.rule.qbitrr_action(torrent, RADARR, download, facts, NOW) == action
    assert one.rule.qbitrr_health_check(torrent, RADARR, download, facts, NOW).look_again is not None


def test_the_folders_of_all_complete_torrents_are_counted_from_the_first(disk):
    one = disk(keep_last_copy=True)
    one.link("Film/film.mkv", one.downloads.parent / "cross" / "film.mkv")
    other = make_complete(hash="b" * 40, save_path=str(one.downloads.parent / "cross"))
    assert one.ask(None, other)[1] == Keep("another download has its files too")


def test_a_new_folder_is_counted_before_anything_goes(disk):
    one = disk()
    one.link("Film/film.mkv", one.library / "Film.mkv")
    assert one.ask()[1] is None
    one.link("Film/film.mkv", one.downloads.parent / "cross" / "film.mkv")
    other = make_complete(hash="b" * 40, save_path=str(one.downloads.parent / "cross"))
    facts = make_facts(one.torrent(), other)
    download, soon = make_download(one.torrent(), imported_at=NOW), NOW + timedelta(seconds=5)
    assert isinstance(one.rule.qbitrr_action(one.torrent(), RADARR, download, facts, soon), Keep)
    assert one.ask(None, other, now=soon)[1] == Keep("another download has its files too")


@pytest.mark.parametrize("view", [{"complete": False}, {"connected": False}, None], ids=["part", "away", "no word"])
def test_where_the_others_are_is_not_known_from_a_client_that_cannot_say(disk, view):
    one = disk()
    facts = Facts(missing={"qBit": "it does not answer"}) if view is None else make_facts(one.torrent(), **view)
    assert one.ask(facts=facts)[1] == Keep("who else has its files is not known yet")


def test_what_was_never_imported_is_no_last_copy(disk):
    one = disk(keep_last_copy=True, tag_last_copy="noHL")
    assert one.ask(owner=Classification("qBit", library=False), imported=None)[1] is None


@pytest.mark.parametrize("path", ["/downloads/Nothing", "/elsewhere/Film", "", "/downloads/a\0b"])
def test_what_cannot_be_seen_counts_as_shared(disk, path):
    one = disk()
    torrent = make_complete(content_path=path, save_path="/downloads")
    report, action = one.ask(torrent)
    assert isinstance(action, Keep)
    assert report.verdict is Verdict.DEGRADED


def test_where_downloads_cannot_be_counted_everything_counts_as_shared(disk):
    one = disk()
    report, action = one.ask(make_complete(content_path="/downloads/Film", save_path="/unmounted"))
    assert isinstance(action, Keep)
    assert "No such file" in report.reason


@pytest.mark.parametrize(
    ("torrent", "owner", "imported"),
    [
        (make_torrent(), RADARR, None),
        (make_complete(content_path="/downloads/Film"), RADARR, None),
    ],
)
def test_what_could_not_be_removed_anyway_is_not_looked_at(disk, torrent, owner, imported):
    assert disk().ask(torrent, owner=owner, imported=imported) == (None, None)


def test_what_no_library_owns_is_looked_at_when_it_is_complete(disk):
    assert disk().ask(owner=Classification("qBit", library=False), imported=None)[0].verdict is Verdict.HEALTHY


def test_it_is_counted_again_after_a_while(disk):
    one = disk(keep_last_copy=True, every=HOUR)
    assert isinstance(one.ask()[1], Keep)
    one.link("Film/film.mkv", one.library / "Film.mkv")
    assert isinstance(one.ask(now=NOW + HOUR - timedelta(seconds=1))[1], Keep)
    assert one.ask(now=NOW + HOUR)[1] is None


# Counting


def test_a_symbolic_link_is_not_followed(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "film.mkv").write_text("film")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert links_of(tmp_path / "b", {}) is None
    assert links_of(tmp_path, {}) == Links(files=1, in_library=0, shared=False)


def test_folders_within_others_are_counted_once(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "film.mkv").write_text("film")
    os.link(tmp_path / "a" / "film.mkv", tmp_path / "film.mkv")
    assert list(count_links([tmp_path, tmp_path / "a"]).values()) == [2]


def test_a_single_file_is_counted_too(tmp_path):
    (tmp_path / "film.mkv").write_text("film")
    assert links_of(tmp_path / "film.mkv", {}) == Links(files=1, in_library=0, shared=False)


# Looking in the background


def background(look, **spans):
    one = Background(look, **{"fresh": HOUR, "valid": 3 * HOUR, **spans})
    one._begin = lambda: None
    return one


def test_nothing_is_known_until_it_was_looked_up():
    one = background(str.upper)
    assert one.ask("a", NOW) is None
    one.work(wait=False)
    assert one.ask("a", NOW).value == "A"


def test_what_is_being_looked_up_is_not_asked_for_twice():
    asked = []
    one = background(asked.append)
    for _ in range(5):
        one.ask("a", NOW)
    one.work(wait=False)
    assert asked == ["a"]


@pytest.mark.parametrize(
    ("later", "known", "asked"),
    [(HOUR - timedelta(seconds=1), True, 1), (HOUR, True, 2), (3 * HOUR, False, 2), (-HOUR, False, 2)],
)
def test_an_old_answer_is_looked_up_again_and_a_very_old_one_is_none(later, known, asked):
    looked = []
    one = background(lambda key: looked.append(key) or key)
    one.ask("a", NOW)
    one.work(wait=False)
    assert (one.ask("a", NOW + later) is not None) is known
    one.work(wait=False)
    assert len(looked) == asked


def test_what_nobody_asks_for_is_forgotten():
    one = background(str.upper)
    one.ask("a", NOW)
    one.work(wait=False)
    one.forget(NOW + HOUR)
    assert one.ask("a", NOW) is None


def test_a_thread_looks_and_ends_when_it_is_told_to():
    one = Background(str.upper, fresh=HOUR, valid=HOUR)
    one.ask("a", NOW)
    one.close()
    assert one.ask("a", NOW).value == "A"
