"""The conversation with sync/maindata: response ids and deltas in, what changed out. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..domain import Torrent
from ..errors import Unavailable
from ..ports import ServerState
from .states import merge, parse

HASH = re.compile(r"[0-9a-fA-F]{40}(?:[0-9a-fA-F]{24})?")
"""What a torrent's hash looks like. The client takes other words in its place, such as ``all``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One answer. A ``full`` one lists every torrent in ``torrents``; a delta those that changed and those ``removed``.

    ``fresh`` says that the client no longer knew us: it was restarted, or our session ended.
    """

    full: bool
    torrents: Mapping[str, Torrent]
    removed: frozenset[str] = frozenset()
    server: ServerState = field(default_factory=ServerState)
    fresh: bool = False


class OutOfStepError(Exception):
    """A delta does not follow what we know: ask for everything."""


class MainData:
    """What one session has been told so far."""

    def __init__(self, client: str) -> None:
        self.client = client
        self.rid = 0
        self._fresh = True
        self._server = ServerState()
        self._torrents: dict[str, Torrent] = {}

    def forget(self, *, fresh: bool) -> None:
        """Ask for everything next time. ``fresh``: because the client does not know us any more."""
        self.rid = 0
        self._fresh = self._fresh or fresh

    def take(self, reply: object, *, now: datetime) -> Update:
        """What an answer to ``rid`` means. Raises Unavailable when it is none, OutOfStepError when it cannot follow."""
        answer = _table(reply)
        rid = answer.get("rid")
        full = answer.get("full_update") is True
        if type(rid) is not int:
            raise Unavailable("its answer is not that of qBittorrent")
        if not full and not self.rid:
            raise Unavailable("it answered with changes where everything was asked for")
        rows = {key: _table(row) for key, row in _table(answer.get("torrents", {})).items() if HASH.fullmatch(key)}
        update = self._everything(rows, now) if full else self._changes(rows, answer.get("torrents_removed", []), now)
        self._server = _server(self._server, _table(answer.get("server_state", {})))
        self.rid = rid
        self._fresh = False
        return replace(update, server=self._server)

    def _everything(self, rows: Mapping[str, Mapping[str, object]], now: datetime) -> Update:
        unasked = self.rid != 0
        self._torrents = {key: parse(self.client, key, row, now=now) for key, row in rows.items()}
        return Update(full=True, torrents=dict(self._torrents), fresh=self._fresh or unasked)

    def _changes(self, rows: Mapping[str, Mapping[str, object]], removed: object, now: datetime) -> Update:
        if not isinstance(removed, list):
            raise Unavailable("its list of removed torrents is not a list")
        changed: dict[str, Torrent] = {}
        for key, row in rows.items():
            known = self._torrents.get(key)
            if known is None and not row.keys() >= {"name", "state", "progress"}:
                raise OutOfStepError(key)
            changed[key] = parse(self.client, key, row, now=now) if known is None else merge(known, row)
        gone = frozenset(map(str, removed))
        self._torrents |= changed
        for key in gone:
            self._torrents.pop(key, None)
        return Update(full=False, torrents=changed, removed=gone)


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise Unavailable("its answer has the wrong shape")
    return value


def _server(known: ServerState, said: Mapping[str, object]) -> ServerState:
    status = said.get("connection_status")
    space = said.get("free_space_on_disk")
    slow = said.get("use_alt_speed_limits")
    queueing = said.get("queueing")
    return ServerState(
        connection_status=status if isinstance(status, str) else known.connection_status,
        free_space=space if type(space) is int and space >= 0 else known.free_space,
        alternative_speed=slow if isinstance(slow, bool) else known.alternative_speed,
        queueing=queueing if isinstance(queueing, bool) else known.queueing,
    )
