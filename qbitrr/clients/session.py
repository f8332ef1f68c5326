"""One session with one qBittorrent: signing in, what may be sent twice and what only once, and looks at single rows."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from types import MappingProxyType

import requests
from qbittorrentapi import exceptions as api

from ..errors import NotAuthorized, QbitrrError, Unavailable
from ..ports import Missing, Refused
from .maindata import HASH
from .webapi import Address, WebApi, dropped, in_our_words

IDLE = 5.0
"""Seconds after which a connection is not used again: the client closes an idle one after seven."""


class DroppedError(Unavailable):
    """An idle connection was cut: a read may be sent again."""


class Session:
    """Not for several threads. ``renewed`` is called when a new session begins, in which the client knows us not.

    After a NotAuthorized nothing is sent until ``trust_again``, because the client bans after five failures.
    In a dry run every change is Refused.
    """

    def __init__(
        self,
        name: str,
        config: Address,
        *,
        dry_run: bool,
        renewed: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = name
        self.dry_run = dry_run
        self.api = WebApi(config)
        self._config = config
        self._renewed = renewed
        self._clock = clock
        self._asked_at = clock()
        self._signed_in = not config.user_name
        self._no_entry = ""

    def close(self) -> None:
        """Give the session back, for a client keeps only so many, and hang up. Takes a second at the most."""
        if self._signed_in and self._config.user_name:
            self.api.sign_out()
        self.api.close()

    def trust_again(self) -> None:
        """The client or the credentials are not those that said no."""
        self._no_entry = ""
        self._signed_in = not self._config.user_name

    def hang_up_idle(self) -> None:
        """Use no connection that the client may have closed."""
        if self._clock() - self._asked_at > IDLE:
            self.api.hang_up()

    def version(self) -> tuple[int, ...]:
        """Of its Web API; empty when what it says has no numbers. Raises Unavailable when it does not answer."""
        return tuple(map(int, re.findall(r"\d+", self.read(self.api.app_web_api_version))))

    def rows(
        self, hashes: tuple[str, ...], *, files: bool = False, trackers: bool = False
    ) -> dict[str, Mapping[str, object]]:
        """What it lists of these torrents, by hash in lower case. What else a client lists is left out."""
        wanted = frozenset(checked(one).lower() for one in hashes)
        rows: object = self.read(
            lambda: self.api.torrents_info(
                torrent_hashes="|".join(hashes), include_files=files or None, include_trackers=trackers or None
            )
        )
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise Unavailable("its list of torrents has the wrong shape")
        listed = {str(row.get("hash")).lower(): MappingProxyType(row) for row in rows}
        return {key: row for key, row in listed.items() if key in wanted}

    def row(self, key: str) -> Mapping[str, object] | None:
        return self.rows((key,)).get(key.lower())

    def missing(self, key: str) -> Missing:
        return Missing(f"{self.name} has no torrent {key}")

    def change(self, key: str, call: Callable[[], None]) -> None:
        """Change one torrent that is there. The look at it also makes sure that the connection is not a dead one."""
        if not self.dry_run and self.row(key) is None:
            raise self.missing(key)
        self.send(call)

    def send[T](self, call: Callable[[], T]) -> T:
        """Every change goes through here, once."""
        if self.dry_run:
            raise Refused("this is a dry run: nothing is changed")
        return self.ask(call, change=True)

    def read[T](self, call: Callable[[], T]) -> T:
        try:
            return self.ask(call, change=False)
        except DroppedError:
            return self.ask(call, change=False)

    def ask[T](self, call: Callable[[], T], *, change: bool) -> T:
        """Make a call once. Raises DroppedError where a read may be sent again."""
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
                raise DroppedError("the connection was cut") from error
            raise self._remembered(in_our_words(error, change=change)) from error

    def _sign_in(self) -> None:
        self._signed_in = False
        if not self._config.user_name:
            raise self._remembered(NotAuthorized("it asks for a user name, and none is configured"))
        try:
            self.api.sign_in()
        except NotAuthorized as error:
            raise self._remembered(error) from None
        except (requests.RequestException, api.APIError) as error:
            raise in_our_words(error, change=False) from error
        self._signed_in = True
        self._renewed()

    def _remembered(self, error: QbitrrError) -> QbitrrError:
        if isinstance(error, NotAuthorized):
            self._no_entry = str(error)
        return error


def checked(key: str) -> str:
    """The hash, if it is one: the client takes ``all`` for every torrent."""
    if not HASH.fullmatch(key):
        raise Refused(f"{key!r} is not the hash of a torrent")
    return key
