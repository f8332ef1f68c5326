"""The files rule at work in a section: what is really asked of the client, once, and what becomes of a fake."""

from dataclasses import replace

import pytest
from qbitrr_cleanup.files import Files
from qbitrr_cleanup.selection.file_options import FileOptions

from qbitrr import Remove, TorrentFile, Verdict, hookimpl
from qbitrr.testing.builders import make_torrent
from tests.section_world import World

MINUTE = 60
SAMPLES = {"file_name_exclusion_regex": ("sample",)}
FILES = (
    TorrentFile(index=0, path="A/a.mkv", size=1 << 32),
    TorrentFile(index=1, path="A/a-sample.mkv", size=1 << 20),
    TorrentFile(index=2, path="A/a.nfo", size=1 << 10, wanted=False),
)


class Removes:
    """Proposes to be rid of whatever somebody found failed."""

    @hookimpl
    def qbitrr_action(self, reports):
        failed = next((report for report in reports if report.verdict is Verdict.FAILED), None)
        return Remove(failed.reason) if failed else None


@pytest.fixture
def begin(tmp_path):
    worlds = []

    def make(files=FILES, *, dry_run=False, **options):
        torrent = make_torrent(files=files)
        rule = Files(FileOptions(**options))
        world = World(tmp_path, torrent, files=rule, removes=Removes(), dry_run=dry_run)
        world.cycling.start()
        worlds.append(world)
        return world

    yield make
    for world in worlds:
        world.close()


def restart(world, **options):
    world.plugins["files"] = Files(FileOptions(**options))
    world.begin()
    world.cycling.start()


def selected(world):
    (torrent,) = world.client.torrents.values()
    return [one.index for one in torrent.files if one.wanted]


def select_all(world):
    (torrent,) = world.client.torrents.values()
    world.client.put(replace(torrent, files=tuple(replace(one, wanted=True) for one in torrent.files)))


def test_a_file_is_left_out_once_and_only_that(begin):
    world = begin(**SAMPLES)
    world.turns(5, MINUTE)
    assert world.changed == (["deselect"], [])
    assert selected(world) == [0]
    assert world.ledger() == [("deselect", "done")]


@pytest.mark.parametrize("restarted", [False, True])
def test_what_a_person_selects_again_is_loaded(begin, restarted):
    world = begin(**SAMPLES)
    world.turns(2, MINUTE)
    if restarted:
        restart(world, **SAMPLES)
    select_all(world)
    world.turns(5, MINUTE)
    assert world.changed == (["deselect"], [])
    assert selected(world) == [0, 1, 2]


def test_a_dry_run_says_what_would_be_left_out_and_leaves_it(begin):
    world = begin(dry_run=True, **SAMPLES)
    world.turns(3, MINUTE)
    assert world.changed == ([], [])
    assert world.ledger() == [("deselect", "done")]
    assert selected(world) == [0, 1]


def test_a_fake_is_blocklisted_replaced_and_quarantined(begin):
    world = begin((TorrentFile(index=0, path="A.Film.2030.mkv.exe", size=1 << 30),))
    world.turns(3, 2 * MINUTE)
    assert world.changed == (["stop", "add_tags"], ["blocklist", "search"])
    assert world.held()[0].reason.startswith("A.Film.2030.mkv.exe is an executable: it calls itself video (strike")


@pytest.mark.parametrize("files", [None, ()])
def test_while_its_files_are_not_known_nothing_is_done(begin, files):
    world = begin(files, **SAMPLES)
    world.turns(5, MINUTE)
    assert world.changed == ([], [])
