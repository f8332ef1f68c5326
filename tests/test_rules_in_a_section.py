"""The rules for slow, unavailable and erroneous downloads at work in a section: what is really done, and what not."""

from dataclasses import replace
from datetime import timedelta

import pytest
from qbitrr_cleanup.errors import Errors
from qbitrr_cleanup.metadata import Metadata
from qbitrr_cleanup.slow import Slow
from qbitrr_cleanup.stalled import Stalled
from qbitrr_cleanup.unavailable import Unavailable

from qbitrr import Remove, ServerState, State, Verdict, hookimpl
from qbitrr.safety import Limits
from qbitrr.testing.builders import make_complete, make_torrent
from tests.section_world import DAY, World

MINUTES = 60
KIB = 1 << 10


class Removes:
    """Proposes to be rid of whatever somebody found failed."""

    @hookimpl
    def qbitrr_action(self, reports):
        failed = next((report for report in reports if report.verdict is Verdict.FAILED), None)
        return Remove(failed.reason) if failed else None


def make_rules():
    return {
        "stalled": Stalled(Stalled.Config(StallTimeout="6h")),
        "slow": Slow(Slow.Config(MinSpeed="50K")),
        "unavailable": Unavailable(Unavailable.Config(Window="2h")),
        "metadata": Metadata(Metadata.Config()),
        "errors": Errors(Errors.Config()),
    }


@pytest.fixture
def world(tmp_path):
    opened = []

    def _world(*torrents, **options):
        opened.append(World(tmp_path, *torrents, removes=Removes(), **make_rules(), **options))
        begin(opened[-1])
        return opened[-1]

    yield _world
    for one in opened:
        one.close()


def begin(one):
    """Start the rules as a worker does, but for the thread that looks at disks: ``turns`` looks instead."""
    one.cycling.start()
    one.plugins["errors"]._disks._sights._begin = lambda: None


def restart(one):
    one.plugins |= make_rules()
    one.begin()
    begin(one)


def turns(one, minutes, change=lambda torrent: torrent):
    """Let minutes pass; each changes the torrents."""
    for _ in range(minutes):
        one.client.put(*map(change, one.client.torrents.values()))
        one.turn(MINUTES)
        one.plugins["errors"]._disks._sights.work(wait=False)


def removed(one):
    return {call for call, _ in one.client.calls} & {"stop", "delete"}


def loading(speed):
    def change(torrent):
        left = max(1, torrent.left - speed * 60)
        return replace(torrent, left=left)

    return change


def test_a_slow_download_is_removed_after_its_window_and_its_strikes(world):
    one = world(make_torrent())
    turns(one, 31, loading(10 * KIB))
    assert removed(one) == set()
    turns(one, 5, loading(10 * KIB))
    assert removed(one) == {"stop"}


def test_a_slow_download_is_kept_in_alternative_speed_mode(world):
    one = world(make_torrent())
    one.client.server = ServerState("connected", alternative_speed=True)
    turns(one, 120, loading(10 * KIB))
    assert removed(one) == set()


def test_a_fast_download_is_kept(world):
    one = world(make_torrent(availability=3.5))
    turns(one, 120, loading(60 * KIB))
    assert removed(one) == set()


def test_an_unavailable_download_is_removed_before_it_counts_as_stalled(world):
    one = world(make_torrent(state=State.STALLED, availability=0.998))
    turns(one, 120)
    assert removed(one) == set()
    turns(one, 6)
    assert removed(one) == {"stop"}


def test_a_restart_gives_an_unavailable_download_its_whole_window_again(world):
    one = world(make_torrent(state=State.STALLED, availability=0.998))
    turns(one, 119)
    restart(one)
    turns(one, 120)
    assert removed(one) == set()


def test_a_dead_magnet_is_removed(world):
    one = world(make_torrent(state=State.METADATA, has_metadata=False, progress=0.0, size=0, idle=timedelta(hours=1)))
    turns(one, 6)
    assert removed(one) == {"stop"}


def test_an_error_gets_one_recheck_over_restarts_and_then_fails(world):
    torrent = make_torrent(state=State.ERRORED)
    one = world(torrent)
    turns(one, 2)
    assert one.client.calls == [("recheck", torrent.hash)]
    one.client.put(torrent)
    restart(one)
    turns(one, 14)
    assert one.client.calls == [("recheck", torrent.hash)]
    turns(one, 8)
    assert [call for call, _ in one.client.calls][:2] == ["recheck", "stop"]


def test_a_dry_run_checks_nothing_again(world):
    one = world(make_torrent(state=State.ERRORED), dry_run=True)
    turns(one, 60)
    assert one.client.calls == []
    assert one.ledger() == [("recheck", "done")]


def test_a_full_disk_fails_nobody(world):
    one = world(*(make_torrent(hash=f"{number:040x}", state=State.ERRORED) for number in range(8)))
    one.client.server = ServerState("connected", free_space=0)
    turns(one, 120)
    assert one.client.calls == []


def test_many_errors_at_once_are_a_mass_event(world):
    torrents = [make_torrent(hash=f"{number:040x}", state=State.ERRORED) for number in range(8)]
    one = world(*torrents, limits=Limits())
    for checked in (3, 6, 8):
        turns(one, 2)
        assert [call for call, _ in one.client.calls] == ["recheck"] * checked
        one.client.put(*torrents)
    turns(one, 60)
    assert removed(one) == set()
    assert one.store.freezes.current(one.arr.name)


def missing(folder, **changes):
    """Unfinished torrents of which the client says that their files are missing."""
    return [
        make_torrent(
            hash=f"{number:040x}",
            state=State.MISSING_FILES,
            progress=0.0,
            content_path=str(folder / f"Film.{number}"),
            **changes,
        )
        for number in range(3)
    ]


def test_a_disk_that_is_not_mounted_costs_nothing(world, tmp_path):
    """Not even when something was loaded into its bare folder meanwhile."""
    folder = tmp_path / "disk"
    folder.mkdir()
    (folder / "New.Film").touch()
    new = make_complete(hash="b" * 40, content_path=str(folder / "New.Film"))
    one = world(*missing(folder), new)
    turns(one, 300)
    assert one.client.calls == []


def test_a_disk_that_comes_back_late_costs_nothing(world, tmp_path):
    """The client looks for files only when it begins: to it they stay missing."""
    folder = tmp_path / "disk"
    old = make_complete(hash="b" * 40, content_path=str(folder / "Old.Film"), completed=make_torrent().added - DAY)
    one = world(*missing(folder), old)
    turns(one, 90)
    folder.mkdir()
    for name in ("Old.Film", "Film.0", "Film.1", "Film.2"):
        (folder / name).touch()
    turns(one, 90)
    assert one.client.calls == []


def test_files_that_somebody_deleted_fail_their_download(world, tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    (folder / "Old.Film").touch()
    old = make_complete(hash="b" * 40, content_path=str(folder / "Old.Film"), completed=make_torrent().added - DAY)
    one = world(missing(folder)[0], old)
    turns(one, 59)
    assert removed(one) == set()
    turns(one, 10)
    assert [call for call in one.client.calls if call[0] == "stop"] == [("stop", f"{0:040x}")]


def test_the_rules_fail_at_nothing(world):
    """Whatever state a torrent is in, no rule raises."""
    one = world(*(make_torrent(hash=f"{number:040x}", state=state) for number, state in enumerate(State)))
    turns(one, 40, loading(KIB))
    assert one.failures == []
