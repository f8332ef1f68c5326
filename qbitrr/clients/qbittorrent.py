"""One qBittorrent: what it lists, and changes to single torrents."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

import requests
from qbittorrentapi import exceptions as api

from ..errors import NotAuthorized, QbitrrError, Unavailable
from ..logs import hide
from ..ports import Limits, Missing, Refused, SavedTorrent, Unsure
from .maindata import HASH, MainData, OutOfStepError, Update
from .webapi import Address, WebApi, alive, dropped, in_our_words

LISTED_WITHIN = 5.0
"""Seconds in which a torrent that was added is listed: 4.5 and 5.1 answer before it exists."""

LIMITS = (
    "ratio_limit",
    "seeding_time_limit",
    "inactive_seeding_time_limit",
    "share_limit_action",
    "share_limits_mode",
    "dl_limit",
    "up_limit",
    "auto_tmm",
    "force_start",
)
CLIENTS_OWN = -2
"""A share limit that is the client's own."""


IDLE = 5.0
"""Seconds after which a connection is not used again: the client closes an idle one after seven."""


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
        self._dry_run = dry_run
        self._now = now
        self._sleep = sleep
        self._clock = clock
        self._asked_at = clock()
        self._api = WebApi(config)
        self._maindata = MainData(name)
        self._signed_in = not config.user_name
        self._no_entry = ""

    def close(self) -> None:
        """Give the session back, for a client keeps only so many, and hang up. Takes a second at the most."""
        if self._signed_in and self._config.user_name:
            self._api.sign_out()
        self._api.close()

    def alive(self) -> bool:
        """Does it answer at all? Signs nobody in."""
        return alive(self._config)

    def trust_again(self) -> None:
        """The client or the credentials are not those that said no."""
        self._no_entry = ""
        self._signed_in = not self._config.user_name

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
        self._change(hash, lambda: self._api.torrents_stop(torrent_hashes=hash))

    def start(self, hash: str, *, forced: bool = False) -> None:  # noqa: A002
        if forced:
            self._change(hash, lambda: self._api.torrents_set_force_start(enable=True, torrent_hashes=hash))
        else:
            self._change(hash, lambda: self._api.torrents_start(torrent_hashes=hash))

    def recheck(self, hash: str) -> None:  # noqa: A002
        self._change(hash, lambda: self._api.torrents_recheck(torrent_hashes=hash))

    def add_tags(self, hash: str, tags: frozenset[str]) -> None:  # noqa: A002
        self._change(hash, lambda: self._api.torrents_add_tags(tags=_listed(tags), torrent_hashes=hash))

    def remove_tags(self, hash: str, tags: frozenset[str]) -> None:  # noqa: A002
        # Without tags the client takes all of them away.
        if tags:
            self._change(hash, lambda: self._api.torrents_remove_tags(tags=_listed(tags), torrent_hashes=hash))

    def set_category(self, hash: str, category: str) -> None:  # noqa: A002
        if category and not self._dry_run and category not in self._read(self._categories):
            self._send(lambda: self._api.torrents_create_category(name=category))
        self._change(hash, lambda: self._api.torrents_set_category(category=category, torrent_hashes=hash))

    def limits(self, hash: str) -> Limits:  # noqa: A002
        row = self._row(hash)
        if row is None:
            raise Missing(f"{self.name} has no torrent {hash}")
        return {name: value for name in LIMITS if isinstance(value := row.get(name), bool | int | float | str)}

    def set_limits(self, hash: str, limits: Limits) -> None:  # noqa: A002
        """Give it these limits; those not named become the client's own. Whether it is forced is for ``start``."""
        self._change(hash, lambda: self._share_limits(hash, limits))
        download, upload = _speed(limits.get("dl_limit", 0)), _speed(limits.get("up_limit", 0))
        self._send(lambda: self._api.torrents_set_download_limit(limit=download, torrent_hashes=hash))
        self._send(lambda: self._api.torrents_set_upload_limit(limit=upload, torrent_hashes=hash))
        if "auto_tmm" in limits:
            managed = limits["auto_tmm"] is True
            self._send(lambda: self._api.torrents_set_auto_management(enable=managed, torrent_hashes=hash))

    def export(self, hash: str) -> bytes | None:  # noqa: A002
        """The torrent file, or None when the client cannot give it (before 4.5, or a magnet without metadata)."""
        try:
            torrent = self._read(lambda: self._api.torrents_export(torrent_hash=_checked(hash)))
        except Refused:
            if self.exists(hash):
                return None
            raise Missing(f"{self.name} has no torrent {hash}") from None
        if torrent[:1] != b"d":
            raise Unavailable("what it gave is no torrent file")
        return torrent

    def add(self, saved: SavedTorrent) -> None:
        """Put a torrent back, and see it listed. Its data is checked before it seeds."""
        hash, limits = _checked(saved.hash), saved.limits  # noqa: A001
        said = self._send(
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

    def delete(self, hash: str) -> None:  # noqa: A002
        """Delete the torrent together with its data."""
        self._change(hash, lambda: self._api.torrents_delete(delete_files=True, torrent_hashes=hash))
        if self.exists(hash):
            raise Unsure(f"{self.name} still lists the torrent that it was told to delete")

    def exists(self, hash: str) -> bool:  # noqa: A002
        return self._row(hash) is not None

    def _sync_now(self) -> object:
        """Ask for changes. An answer that was lost costs a full read: 5.1 does not repeat all that was in it."""
        if self._clock() - self._asked_at > IDLE:
            self._api.hang_up()
        try:
            return self._ask(self._changes, change=False)
        except _DroppedError:
            self._maindata.forget(fresh=False)
            return self._ask(self._changes, change=False)
        except Unavailable:
            self._maindata.forget(fresh=False)
            raise

    def _changes(self) -> object:
        return self._api.sync_maindata(rid=self._maindata.rid)

    def _categories(self) -> Mapping[str, object]:
        return self._api.torrents_categories()

    def _share_limits(self, hash: str, limits: Limits) -> None:  # noqa: A002
        self._api.torrents_set_share_limits(
            ratio_limit=limits.get("ratio_limit", CLIENTS_OWN),
            seeding_time_limit=int(limits.get("seeding_time_limit", CLIENTS_OWN)),
            inactive_seeding_time_limit=int(limits.get("inactive_seeding_time_limit", CLIENTS_OWN)),
            share_limit_action=limits.get("share_limit_action", "Default"),  # type: ignore[arg-type]
            share_limits_mode=limits.get("share_limits_mode", "Default"),  # type: ignore[arg-type]
            torrent_hashes=hash,
        )

    def _row(self, hash: str) -> Mapping[str, object] | None:  # noqa: A002
        rows: object = self._read(lambda: self._api.torrents_info(torrent_hashes=_checked(hash)))
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise Unavailable("its list of torrents has the wrong shape")
        ours = (row for row in rows if str(row.get("hash")).lower() == hash.lower())
        return next(map(MappingProxyType, ours), None)

    def _see_listed(self, hash: str) -> None:  # noqa: A002
        for _ in range(int(LISTED_WITHIN / 0.1)):
            if self.exists(hash):
                return
            self._sleep(0.1)
        raise Unsure(f"{self.name} took the torrent but does not list it")

    def _change(self, hash: str, call: Callable[[], None]) -> None:  # noqa: A002
        """Change one torrent that is there. The look at it also makes sure that the connection is not a dead one."""
        if not self._dry_run and not self.exists(hash):
            raise Missing(f"{self.name} has no torrent {hash}")
        self._send(call)

    def _send[T](self, call: Callable[[], T]) -> T:
        """Every change goes through here, once."""
        if self._dry_run:
            raise Refused("this is a dry run: nothing is changed")
        return self._ask(call, change=True)

    def _read[T](self, call: Callable[[], T]) -> T:
        try:
            return self._ask(call, change=False)
        except _DroppedError:
            return self._ask(call, change=False)

    def _ask[T](self, call: Callable[[], T], *, change: bool) -> T:
        if self._no_entry:
            raise NotAuthorized(self._no_entry)
        self._asked_at = self._clock()
        try:
            if not self._signed_in:
                self._sign_in()
            try:
                return call()
            except api.Forbidden403Error:  # the session has ended, and nothing was done
                self._sign_in()
                return call()
        except (requests.RequestException, api.APIError) as error:
            if dropped(error) and not change:
                raise _DroppedError("the connection was cut") from error
            raise self._remembered(in_our_words(error, change=change)) from error

    def _sign_in(self) -> None:
        self._signed_in = False
        if not self._config.user_name:
            raise self._remembered(NotAuthorized("it asks for a user name, and none is configured"))
        try:
            self._api.sign_in()
        except NotAuthorized as error:
            raise self._remembered(error) from None
        except (requests.RequestException, api.APIError) as error:
            raise in_our_words(error, change=False) from error
        self._signed_in = True
        self._maindata.forget(fresh=True)

    def _remembered(self, error: QbitrrError) -> QbitrrError:
        if isinstance(error, NotAuthorized):
            self._no_entry = str(error)
        return error


class _DroppedError(Unavailable):
    """An idle connection was cut: a read may be sent again."""


def _checked(hash: str) -> str:  # noqa: A002
    """The hash, if it is one: the client takes ``all`` for every torrent."""
    if not HASH.fullmatch(hash):
        raise Refused(f"{hash!r} is not the hash of a torrent")
    return hash


def _listed(tags: frozenset[str]) -> list[str]:
    if any("," in tag for tag in tags):
        raise Refused("a tag cannot have a comma in it")
    return sorted(tags)


def _speed(limit: float | str) -> int:
    """In bytes a second; 0 is none, which some versions call -1."""
    return max(0, int(limit))
