"""A torrent client in memory, for tests of what acts on one: it does what it is told, or fails as it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from ..domain import State, Torrent, Tracker, TrackerStatus
from ..errors import Unavailable
from ..ports import Details, Limits, Missing, SavedTorrent, ServerState, View, overlap
from .builders import NOW, make_torrent


class FakeClient:
    """Fulfils ``qbitrr.ports.Client``. Set its fields to decide what it shows.

    ``calls`` are the changes asked for, as (method, hash), in order. ``before`` is called ahead of each change and may
    raise what a client raises; ``after`` likewise when the change is done, as if only the answer were lost.
    """

    def __init__(self, *torrents: Torrent, name: str = "qBit") -> None:
        self.name = name
        self.torrents = {torrent.hash: torrent for torrent in torrents}
        self.kept_limits: dict[str, dict[str, float | bool | str]] = {}
        self.exported: bytes | None = b"d4:infode"
        self.complete = True
        self.why_incomplete = ""
        self.contested: frozenset[str] = frozenset()
        self.server = ServerState(connection_status="connected")
        self.calls: list[tuple[str, str]] = []
        self.reads: list[tuple[str, str]] = []
        self.before: Callable[[str, str], None] = lambda _call, _hash: None
        self.after: Callable[[str, str], None] = lambda _call, _hash: None
        self._shown: dict[str, Torrent] = {}

    def put(self, *torrents: Torrent) -> None:
        """List these, in place of what was listed under their hashes."""
        self.torrents |= {torrent.hash: torrent for torrent in torrents}

    def lose(self, hashes: Iterable[str] = ()) -> None:
        """List these no more; all of them when none is named."""
        for one in tuple(hashes) or tuple(self.torrents):
            del self.torrents[one]

    def drain(self) -> View:
        changed = frozenset(key for key, torrent in self.torrents.items() if self._shown.get(key) != torrent)
        gone = frozenset(self._shown) - self.torrents.keys()
        self._shown = dict(self.torrents)
        return View(
            torrents=MappingProxyType(self._shown),
            changed=changed,
            gone=gone,
            complete=self.complete,
            why_incomplete=self.why_incomplete or ("" if self.complete else "the client does not answer"),
            connected=self.complete,
            contested=self.contested,
            server=self.server,
            at=NOW,
        )

    def stop(self, hash: str) -> None:  # noqa: A002 -- the port's own word for it, here and below
        self._change("stop", hash, lambda torrent: replace(torrent, state=State.STOPPED))

    def start(self, hash: str, *, forced: bool = False) -> None:  # noqa: A002
        def started(torrent: Torrent) -> Torrent:
            return replace(torrent, state=State.SEEDING if torrent.complete else State.DOWNLOADING, forced=forced)

        self._change("start", hash, started)

    def recheck(self, hash: str) -> None:  # noqa: A002
        self._change("recheck", hash, lambda torrent: replace(torrent, state=State.CHECKING))

    def add_tags(self, hash: str, tags: frozenset[str]) -> None:  # noqa: A002
        self._change("add_tags", hash, lambda torrent: replace(torrent, tags=torrent.tags | tags))

    def remove_tags(self, hash: str, tags: frozenset[str]) -> None:  # noqa: A002
        self._change("remove_tags", hash, lambda torrent: replace(torrent, tags=torrent.tags - tags))

    def set_category(self, hash: str, category: str) -> None:  # noqa: A002
        self._change("set_category", hash, lambda torrent: replace(torrent, category=category))

    def limits(self, hash: str) -> Limits:  # noqa: A002
        self._read("limits", hash)
        return dict(self.kept_limits.get(hash, {}))

    def set_limits(self, hash: str, limits: Limits) -> None:  # noqa: A002
        self._change("set_limits", hash, lambda torrent: torrent)
        self.kept_limits[hash] = dict(limits)

    def export(self, hash: str) -> bytes | None:  # noqa: A002
        self._read("export", hash)
        return self.exported

    def add(self, saved: SavedTorrent) -> None:
        self.calls.append(("add", saved.hash))
        self.before("add", saved.hash)
        self.torrents[saved.hash] = make_torrent(
            client=self.name,
            hash=saved.hash,
            category=saved.category,
            tags=saved.tags,
            save_path=saved.save_path,
            state=State.STOPPED if saved.stopped else State.CHECKING,
        )
        self.kept_limits[saved.hash] = dict(saved.limits)
        self.after("add", saved.hash)

    def delete(self, hash: str, *, with_data: bool = True) -> None:  # noqa: A002
        self._change("delete" if with_data else "delete_without_data", hash, lambda _torrent: None)

    def deselect(self, hash: str, files: frozenset[int]) -> None:  # noqa: A002
        def deselected(torrent: Torrent) -> Torrent:
            known = torrent.files or ()
            left = tuple(replace(one, wanted=one.wanted and one.index not in files) for one in known)
            return replace(torrent, files=left)

        self._change("deselect", hash, deselected)

    def set_speed(self, hash: str, *, download: int | None = None, upload: int | None = None) -> None:  # noqa: A002
        def limited(torrent: Torrent) -> Torrent:
            down = torrent.download_limit if download is None else download
            up = torrent.upload_limit if upload is None else upload
            return replace(torrent, download_limit=down, upload_limit=up)

        self._change("set_speed", hash, limited)

    def super_seed(self, hash: str, *, on: bool) -> None:  # noqa: A002
        self._change("super_seed", hash, lambda torrent: replace(torrent, super_seeding=on))

    def add_trackers(self, hash: str, urls: tuple[str, ...]) -> None:  # noqa: A002
        def added(torrent: Torrent) -> Torrent:
            new = tuple(Tracker(url, TrackerStatus.WAITING) for url in urls)
            return replace(torrent, trackers=(torrent.trackers or ()) + new)

        self._change("add_trackers", hash, added)

    def remove_trackers(self, hash: str, urls: tuple[str, ...]) -> None:  # noqa: A002
        def removed(torrent: Torrent) -> Torrent:
            return replace(torrent, trackers=tuple(one for one in torrent.trackers or () if one.url not in urls))

        self._change("remove_trackers", hash, removed)

    def reannounce(self, hash: str) -> None:  # noqa: A002
        self._change("reannounce", hash, lambda torrent: torrent)

    def promote(self, hash: str) -> None:  # noqa: A002
        def moved(torrent: Torrent) -> Torrent:
            for other in tuple(self.torrents.values()):
                if 0 < other.position < torrent.position:
                    self.torrents[other.hash] = replace(other, position=other.position + 1)
            return replace(torrent, position=1)

        self._change("promote", hash, moved)

    def details(self, hashes: tuple[str, ...], *, files: bool = False, trackers: bool = False) -> Mapping[str, Details]:
        self.reads.extend(("details", one) for one in hashes)
        return {
            one: Details(self.torrents[one].files if files else None, self.torrents[one].trackers if trackers else None)
            for one in hashes
            if one in self.torrents
        }

    def sharing(self, path: str) -> frozenset[str]:
        self.reads.append(("sharing", path))
        if not self.complete:
            raise Unavailable(f"{self.name} does not list all of its torrents")
        return frozenset(key for key, one in self.torrents.items() if overlap(one.content_path, path))

    def exists(self, hash: str) -> bool:  # noqa: A002
        self.reads.append(("exists", hash))
        return hash in self.torrents

    def _read(self, call: str, torrent_hash: str) -> None:
        self.reads.append((call, torrent_hash))
        if torrent_hash not in self.torrents:
            raise Missing(f"{self.name} has no torrent {torrent_hash}")

    def _change(self, call: str, torrent_hash: str, change: Callable[[Torrent], Torrent | None]) -> None:
        self.calls.append((call, torrent_hash))
        self.before(call, torrent_hash)
        if torrent_hash not in self.torrents:
            raise Missing(f"{self.name} has no torrent {torrent_hash}")
        changed = change(self.torrents[torrent_hash])
        if changed is None:
            del self.torrents[torrent_hash]
        else:
            self.torrents[torrent_hash] = changed
        self.after(call, torrent_hash)
