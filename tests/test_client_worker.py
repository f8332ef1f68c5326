"""A client's own worker in the whole program, beside a simulated qBittorrent: its categories, its room, its queue."""

import pytest

from qbitrr.reporting import reports
from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent
from tests.daemon import Daemon

pytestmark = pytest.mark.slow

GIB = 1 << 30


@pytest.fixture
def program(tmp_path):
    with SimulatedQbittorrent(folder=tmp_path / "downloads") as qbittorrent:
        daemon = Daemon(tmp_path / "data")
        (daemon.folder / "config.toml").write_text(
            f"""
[Settings]
IgnoreTorrentsYoungerThan = 0
LoopSleepTimer = "1s"

[qBit]
Host = "127.0.0.1"
Port = {qbittorrent.port}
UserName = "admin"
Password = "adminadmin"
ManagedCategories = ["mine"]

[qBit.Plugins.space]
KeepFree = "10G"
"""
        )
        daemon.qbittorrent = qbittorrent
        yield daemon
        daemon.end()


def test_a_client_without_apps_is_looked_after_by_a_worker_of_its_own(program):
    qbittorrent = program.qbittorrent
    small = qbittorrent.add("Small", category="mine", state="downloading", files=[("Small/a.mkv", GIB)], progress=0.0)
    large = qbittorrent.add(
        "Large", category="theirs", state="downloading", files=[("Large/b.mkv", 200 * GIB)], progress=0.0
    )
    program.start()
    program.until(lambda: (child := program.child("qBit.worker")) and child.state == "running")
    program.ready("qBit")
    program.until(lambda: qbittorrent.torrents[large]["state"] in ("pausedDL", "stoppedDL"))
    assert qbittorrent.torrents[small]["state"] == "downloading"
    (report,) = program.asked(reports)
    assert (report.name, report.stages) == ("qBit", {"downloading": 1})

    qbittorrent.client.make_category("failed")
    qbittorrent.change(small, category="failed")
    program.until(lambda: program.asked(lambda store: store.quarantine.held()))
    (held,) = program.asked(lambda store: store.quarantine.held())
    assert (held.owner, held.hash, held.reason) == ("qBit", small, "a person put it into the category 'failed'")
    program.stop()
    assert program.left() == set()


def test_files_that_no_torrent_owns_are_moved_aside_by_the_worker_and_listed_by_the_command(program, tmp_path):
    qbittorrent, downloads = program.qbittorrent, tmp_path / "downloads"
    (program.folder / "config.toml").write_text(
        (program.folder / "config.toml").read_text()
        + f"""
[qBit.Plugins.orphans]
Folders = ["{downloads}"]
HoldingFolder = "{tmp_path}/held"
MinAge = 0
Move = true
"""
    )
    owned, stray = downloads / "Film" / "film.mkv", downloads / "Old" / "old.mkv"
    for path in (owned, stray):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("data")
    qbittorrent.add(
        "Film", category="mine", state="stalledUP", files=[("Film/film.mkv", 4)], progress=1.0, save_path=str(downloads)
    )
    listed = program.command("orphans")
    assert str(stray) in listed.stdout, listed
    program.start()
    program.until(lambda: not stray.exists())
    assert [path.name for path in (tmp_path / "held").rglob("*.mkv")] == ["old.mkv"]
    assert owned.exists()
