"""Recipes that put a real torrent into each state of the client within seconds."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.lab.swarm import Seen, Swarm, until
from tests.lab.torrents import TorrentFile, fake_torrent, magnet, sparse_torrent, torrent_of

MB = 1 << 20
ONE_AT_A_TIME = {
    "queueing_enabled": True,
    "max_active_downloads": 1,
    "max_active_uploads": 1,
    "max_active_torrents": 1,
    "dont_count_slow_torrents": False,
}


@dataclass(frozen=True, slots=True)
class Recipe:
    """``prepare`` starts what leads to the state and gives the torrent's hash; ``met`` says that it is there."""

    prepare: Callable[[Swarm], str]
    met: Callable[[Seen], bool]
    slow: bool = False

    def cook(self, swarm: Swarm) -> Seen:
        """Bring a torrent into the state; the torrent as the client shows it then."""
        return swarm.wait(self.prepare(swarm), self.met)


def stopped_incomplete(swarm: Swarm) -> str:
    return swarm.add(_fake("stopped"), stopped=True)


def stopped_complete(swarm: Swarm) -> str:
    return swarm.add_complete(stopped=True).hash


def without_tracker(swarm: Swarm) -> str:
    return swarm.add(_fake("alone"))


def with_absent_seeds(swarm: Swarm) -> str:
    """The tracker claims fifty seeds that are not there."""
    return swarm.add(_fake("abandoned", swarm.tracker.url("fake", c=50)))


def unregistered(swarm: Swarm) -> str:
    url = swarm.tracker.url("unregistered")
    torrent = swarm.add(_fake("unregistered", url))
    swarm.wait_for_tracker(torrent, url, "unregistered torrent")
    return torrent


def half_done(swarm: Swarm) -> str:
    """Half of the data was there before the torrent, and nobody has the rest."""
    payload = swarm.payload(MB)
    torrent = torrent_of(payload)
    (swarm.client.downloads / payload.name).write_bytes(payload.read_bytes()[: MB // 2] + bytes(MB // 2))
    return swarm.add(torrent)


def without_metadata(swarm: Swarm) -> str:
    return _add_magnet(swarm, os.urandom(20).hex())


def forced_without_metadata(swarm: Swarm) -> str:
    return _forced(swarm, without_metadata(swarm))


def magnet_to_complete(swarm: Swarm) -> str:
    """Metadata comes from a real seed, then the data."""
    return _add_magnet(swarm, swarm.seeded(MB // 4).hash, swarm.tracker.url())


def from_slow_seed(swarm: Swarm) -> str:
    return swarm.add(swarm.seeded(4 * MB, upload_limit=20_000))


def limited_by_client(swarm: Swarm) -> str:
    return swarm.add(swarm.seeded(4 * MB), download_limit=50_000)


def forced_download(swarm: Swarm) -> str:
    return _forced(swarm, from_slow_seed(swarm))


def forced_alone(swarm: Swarm) -> str:
    """A forced torrent is never called stalled."""
    return _forced(swarm, without_tracker(swarm))


def complete(swarm: Swarm) -> str:
    return swarm.add_complete().hash


def forced_seed(swarm: Swarm) -> str:
    return _forced(swarm, complete(swarm))


def uploading(swarm: Swarm) -> str:
    torrent = swarm.add_complete(8 * MB)
    swarm.api.torrents_set_upload_limit(limit=100_000, torrent_hashes=torrent.hash)
    swarm.peer.leech(torrent, swarm.client.folder / "leeched", peer_port=swarm.client.peer_port)
    return torrent.hash


def queued_download(swarm: Swarm) -> str:
    swarm.api.app_set_preferences(ONE_AT_A_TIME)
    swarm.add(_fake("first"))
    return swarm.add(_fake("second"))


def queued_seed(swarm: Swarm) -> str:
    swarm.api.app_set_preferences(ONE_AT_A_TIME)
    complete(swarm)
    return complete(swarm)


def checking_download(swarm: Swarm) -> str:
    return swarm.add(sparse_torrent(swarm.client.downloads / "large-1.bin", 2048 * MB))


def checking_seed(swarm: Swarm) -> str:
    torrent = swarm.add(sparse_torrent(swarm.client.downloads / "large-2.bin", 2048 * MB), checked=True)
    swarm.wait(torrent, {"stalledUP"})
    swarm.api.torrents_recheck(torrent_hashes=torrent)
    return torrent


def missing_files(swarm: Swarm) -> str:
    """The client believes that the data is there, and it is not."""
    return swarm.add(_fake("missing"), checked=True)


def missing_files_after_restart(swarm: Swarm) -> str:
    """The data goes while the client is down, as when a disk is not mounted."""
    torrent = complete(swarm)
    until(swarm.client.resume_file(torrent).exists, "the client saves what it knows")
    swarm.restart(swarm.content(torrent).unlink)
    return torrent


def write_error(swarm: Swarm) -> str:
    """The download folder lies below a regular file, which stops root too."""
    obstacle = swarm.client.folder / "obstacle"
    obstacle.touch()
    return swarm.add(swarm.seeded(MB // 4), folder=obstacle / "downloads")


def read_error(swarm: Swarm) -> str:
    """The data goes under a running client, and a peer asks for it."""
    torrent = swarm.add_complete(MB)
    swarm.content(torrent.hash).unlink()
    swarm.peer.leech(torrent, swarm.client.folder / "unread", peer_port=swarm.client.peer_port)
    return torrent.hash


def moving(swarm: Swarm) -> str:
    """Half a gigabyte goes to another file system."""
    path = swarm.client.downloads / "moved.bin"
    torrent = sparse_torrent(path, 512 * MB)
    path.write_bytes(bytes(512 * MB))  # holes would be moved in no time
    swarm.add(torrent, checked=True)
    swarm.wait(torrent.hash, {"stalledUP"})
    swarm.api.torrents_set_location(location=str(swarm.elsewhere()), torrent_hashes=torrent.hash)
    return torrent.hash


def _is(*states: str) -> Callable[[Seen], bool]:
    return lambda seen: seen["state"] in states


def _moves(state: str, speed: str) -> Callable[[Seen], bool]:
    return lambda seen: seen["state"] == state and _number(seen[speed]) > 0


def _stalled_with_absent_seeds(seen: Seen) -> bool:
    return seen["state"] == "stalledDL" and seen["num_complete"] == 50


def _half_stalled(seen: Seen) -> bool:
    return seen["state"] == "stalledDL" and 0.4 < _number(seen["progress"]) < 0.6


RECIPES: Mapping[str, Recipe] = {
    # A stopped torrent is "paused" in 4.x.
    "stoppedDL": Recipe(stopped_incomplete, _is("stoppedDL", "pausedDL")),
    "stoppedUP": Recipe(stopped_complete, _is("stoppedUP", "pausedUP")),
    "stalledDL": Recipe(without_tracker, _is("stalledDL")),
    "stalledDL with absent seeds": Recipe(with_absent_seeds, _stalled_with_absent_seeds),
    "stalledDL unregistered": Recipe(unregistered, _is("stalledDL")),
    "stalledDL half done": Recipe(half_done, _half_stalled),
    "metaDL": Recipe(without_metadata, _is("metaDL")),
    "metaDL to complete": Recipe(magnet_to_complete, _is("stalledUP"), slow=True),
    "forcedMetaDL": Recipe(forced_without_metadata, _is("forcedMetaDL")),
    "downloading": Recipe(from_slow_seed, _moves("downloading", "dlspeed"), slow=True),
    "downloading limited": Recipe(limited_by_client, _moves("downloading", "dlspeed"), slow=True),
    "forcedDL": Recipe(forced_download, _moves("forcedDL", "dlspeed"), slow=True),
    "forcedDL alone": Recipe(forced_alone, _is("forcedDL")),
    "queuedDL": Recipe(queued_download, _is("queuedDL")),
    "queuedUP": Recipe(queued_seed, _is("queuedUP")),
    "checkingDL": Recipe(checking_download, _is("checkingDL")),
    "checkingUP": Recipe(checking_seed, _is("checkingUP")),
    "stalledUP": Recipe(complete, _is("stalledUP")),
    "forcedUP": Recipe(forced_seed, _is("forcedUP")),
    "uploading": Recipe(uploading, _moves("uploading", "upspeed"), slow=True),
    "missingFiles": Recipe(missing_files, _is("missingFiles")),
    "missingFiles after restart": Recipe(missing_files_after_restart, _is("missingFiles")),
    "error writing": Recipe(write_error, _is("error")),
    "error reading": Recipe(read_error, _is("error"), slow=True),
}
MOVING = Recipe(moving, _is("moving"), slow=True)
"""Apart from the others, because not every machine has two file systems."""


def _fake(name: str, *trackers: str) -> TorrentFile:
    # A number makes each one new: a client may still be deleting the last of that name.
    return fake_torrent(f"Some.Show.{name}.{os.urandom(4).hex()}", trackers=trackers)


def _add_magnet(swarm: Swarm, torrent_hash: str, *trackers: str) -> str:
    swarm.api.torrents_add(
        urls=magnet(torrent_hash, name="Some.Show", trackers=trackers), save_path=str(swarm.client.downloads)
    )
    swarm.wait(torrent_hash, lambda _: True)
    return torrent_hash


def _forced(swarm: Swarm, torrent_hash: str) -> str:
    swarm.api.torrents_set_force_start(enable=True, torrent_hashes=torrent_hash)
    return torrent_hash


def _number(value: object) -> float:
    assert isinstance(value, int | float)
    return value
