"""One qBittorrent: what it lists, and changes to single torrents."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from ..errors import Unavailable
from ..logs import hide
from ..ports import Details, Limits, Refused, SavedTorrent, Unsure
from .details import DetailsReader
from .maindata import MainData, OutOfStepError, Update
from .session import DroppedError, Session, checked
from .tuning import Tuning
from .webapi import Address, alive

LISTED_WITHIN = 5.0
"""Seconds in which a torrent that was added is listed: 4.5 and 5.1 answer before it exists."""


class Gateway:
    """Speaks to one qBittorrent in one session; not for several threads.

    Reads raise Unavailable, and are tried a second time when an idle connection was cut. Changes are sent once: they
    raise Unavailable when nothing was done, Unsure when it may have been, Refused or Missing when the client says no.
    After a NotAuthorized nothing is sent until ``trust_again``, because the client bans after five failures.
    In a dry run every change is Refused.
    """

    def __init__(
        self,
        name: str,
        config: Address,
        *,
        dry_run: bool = False,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        hide(config.password.get_secret_value())
        self.name = name
        self._config = config
        self._now = now
        self._sleep = sleep
        self._maindata = MainData(name)
        self._session = Session(
            name, config, dry_run=dry_run, renewed=lambda: self._maindata.forget(fresh=True), clock=clock
        )
        self._api = self._session.api
        self._tuning = Tuning(self._session)
        self._details = DetailsReader(self._session, clock=clock)

    def close(self) -> None:
        """Give the session back, for a client keeps only so many, and hang up. Takes a second at the most."""
        self._session.close()

    def alive(self) -> bool:
        """Does it answer at all? Signs nobody in."""
        return alive(self._config)

    def trust_again(self) -> None:
        """The client or the credentials are not those that said no."""
        self._session.trust_again()

    def sync(self, *, everything: bool = False) -> Update:
        """What changed since the last call, or all there is when that is asked for or not known."""
        if everything:
            self._maindata.forget(fresh=False)
        try:
            return self._maindata.take(self._sync_now(), now=self._now())
        except OutOfStepError:
            self._maindata.forget(fresh=True)
            return self._maindata.take(self._sync_now(), now=self._now())

    def stop(self, hash: str) -> None:  # noqa: A002 -- the client's own word for it, here and below
        self._session.change(hash, lambda: self._api.torrents_stop(torrent_hashes=hash))

    def start(self, hash: str, *, forced: bool = False) -> None:  # noqa: A002
        if forced:
            self._session.change(hash, lambda: self._api.torrents_set_force_start(enable=True, torrent_hashes=hash))
        else:
            self._session.change(hash, lambda: self._api.torrents_start(torrent_hashes=hash))

    def recheck(self, hash: str) -> None:  # noqa: A002
        self._session.change(hash, lambda: self._api.torrents_recheck(torrent_hashes=hash))

    def add_tags(self, hash: str, tags: frozenset[str]) -> None:  # noqa: A002
        self._session.change(hash, lambda: self._api.torrents_add_tags(tags=_listed(tags), torrent_hashes=hash))

    def remove_tags(self, hash: str, tags: frozenset[str]) -> None:  # noqa: A002
        # Without tags the client takes all of them away.
        if tags:
            self._session.change(hash, lambda: self._api.torrents_remove_tags(tags=_listed(tags), torrent_hashes=hash))

    def set_category(self, hash: str, category: str) -> None:  # noqa: A002
        if category and not self._session.dry_run and category not in self._session.read(self._categories):
            self._session.send(lambda: self._api.torrents_create_category(name=category))
        self._session.change(hash, lambda: self._api.torrents_set_category(category=category, torrent_hashes=hash))

    def limits(self, hash: str) -> Limits:  # noqa: A002
        return self._tuning.limits(hash)

    def set_limits(self, hash: str, limits: Limits) -> None:  # noqa: A002
        """Give it these limits; those not named become the client's own. Whether it is forced is for ``start``."""
        self._tuning.set_limits(hash, limits)

    def set_speed(self, hash: str, *, download: int | None = None, upload: int | None = None) -> None:  # noqa: A002
        self._tuning.set_speed(hash, download=download, upload=upload)

    def deselect(self, hash: str, files: frozenset[int]) -> None:  # noqa: A002
        self._tuning.deselect(hash, files)

    def super_seed(self, hash: str, *, on: bool) -> None:  # noqa: A002
        self._tuning.super_seed(hash, on=on)

    def add_trackers(self, hash: str, urls: tuple[str, ...]) -> None:  # noqa: A002
        self._tuning.add_trackers(hash, urls)

    def remove_trackers(self, hash: str, urls: tuple[str, ...]) -> None:  # noqa: A002
        self._tuning.remove_trackers(hash, urls)

    def reannounce(self, hash: str) -> None:  # noqa: A002
        self._session.change(hash, lambda: self._api.torrents_reannounce(torrent_hashes=hash))

    def promote(self, hash: str) -> None:  # noqa: A002
        """Put it at the top of the queue. Refused where the client keeps none."""
        self._session.change(hash, lambda: self._api.torrents_top_priority(torrent_hashes=hash))

    def details(self, hashes: tuple[str, ...], *, files: bool = False, trackers: bool = False) -> Mapping[str, Details]:
        return self._details.read(hashes, files=files, trackers=trackers)

    def export(self, hash: str) -> bytes | None:  # noqa: A002
        """The torrent file, or None when the client cannot give it (before 4.5, or a magnet without metadata)."""
        try:
            torrent = self._session.read(lambda: self._api.torrents_export(torrent_hash=checked(hash)))
        except Refused:
            if self.exists(hash):
                return None
            raise self._session.missing(hash) from None
        if torrent[:1] != b"d":
            raise Unavailable("what it gave is no torrent file")
        return torrent

    def add(self, saved: SavedTorrent) -> None:
        """Put a torrent back, and see it listed. Its data is checked before it seeds."""
        hash, limits = checked(saved.hash), saved.limits  # noqa: A001
        said = self._session.send(
            lambda: self._api.torrents_add(
                torrent_files=saved.torrent,
                save_path=saved.save_path or None,
                category=saved.category,
                tags=_listed(saved.tags),
                is_skip_checking=False,
                is_stopped=saved.stopped,
                use_auto_torrent_management=limits.get("auto_tmm") is True,
            )
        )
        if said == "Fails.":
            raise Refused(f"{self.name} did not take the torrent: it has it, or the file is damaged")
        self._see_listed(hash)
        self.set_limits(hash, limits)

    def delete(self, hash: str, *, with_data: bool = True) -> None:  # noqa: A002
        """Delete the torrent, together with its data unless that is to stay."""
        self._session.change(hash, lambda: self._api.torrents_delete(delete_files=with_data, torrent_hashes=hash))
        if self.exists(hash):
            raise Unsure(f"{self.name} still lists the torrent that it was told to delete")

    def exists(self, hash: str) -> bool:  # noqa: A002
        return self._session.row(hash) is not None

    def _sync_now(self) -> object:
        """Ask for changes. An answer that was lost costs a full read: 5.1 does not repeat all that was in it."""
        self._session.hang_up_idle()
        try:
            return self._session.ask(self._changes, change=False)
        except DroppedError:
            self._maindata.forget(fresh=False)
            return self._session.ask(self._changes, change=False)
        except Unavailable:
            self._maindata.forget(fresh=False)
            raise

    def _changes(self) -> object:
        return self._api.sync_maindata(rid=self._maindata.rid)

    def _categories(self) -> Mapping[str, object]:
        return self._api.torrents_categories()

    def _see_listed(self, hash: str) -> None:  # noqa: A002
        for _ in range(int(LISTED_WITHIN / 0.1)):
            if self.exists(hash):
                return
            self._sleep(0.1)
        raise Unsure(f"{self.name} took the torrent but does not list it")


def _listed(tags: frozenset[str]) -> list[str]:
    if any("," in tag for tag in tags):
        raise Refused("a tag cannot have a comma in it")
    return sorted(tags)
