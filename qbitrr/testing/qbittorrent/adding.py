"""torrents/add: torrent files, magnets and addresses."""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from ..http import Reply
from .bencode import NotATorrent
from .call import Call, Refused, as_reply
from .evolution import Script
from .ledger import Row
from .making import make_torrent
from .metainfo import Metainfo, read_torrent
from .state import ADDED_STOPPED
from .torrents import SimulatedTorrent, SimulatedTracker, progressed

_ADDRESSES = ("http://", "https://", "ftp://")
_FOUND = 1 << 30
"""The size of a magnet that does not tell its own, in bytes."""


def add(call: Call) -> Reply:
    """Add all that was sent. 4.5 and 5.1 answer before the torrent is listed, 5.3 after it."""
    metainfos = [(content, _read(content, name)) for name, content in call.uploads]
    added: list[str] = []
    pending = 0
    for content, metainfo in metainfos:
        added += _accept(call, metainfo, content)
    links = call.words("urls", "\n")
    for link in links:
        if link.startswith("magnet:"):
            added += _accept(call, _read_magnet(link), b"")
        elif link in call.client.served:
            added += _accept(call, _read(call.client.served[link], link), call.client.served[link])
        elif link.startswith(_ADDRESSES):
            pending += 1
    failed = len(metainfos) + len(links) - len(added) - pending
    if not call.client.dialect.newest:
        return Reply.text("Ok." if added or pending else "Fails.")
    if not added and not pending:
        raise Refused(409)
    return _told(added, failed=failed, pending=pending)


def _told(added: list[str], *, failed: int, pending: int) -> Reply:
    told: Row = {
        "added_torrent_ids": added,
        "success_count": len(added),
        "pending_count": pending,
        "failure_count": failed,
    }
    return replace(as_reply(told), status=202 if pending else 200)


def _read(content: bytes, name: str) -> Metainfo:
    try:
        return read_torrent(content)
    except NotATorrent as reason:
        raise Refused(415, f"Error: '{name}' is not a valid torrent file.") from reason


def _read_magnet(link: str) -> Metainfo | None:
    """What a magnet says; None if it is no good."""
    said = parse_qs(urlsplit(link).query)
    first = second = ""
    for topic in said.get("xt", []):
        kind, _, value = topic.removeprefix("urn:").partition(":")
        try:
            if kind == "btih":
                raw = bytes.fromhex(value) if len(value) == 40 else base64.b32decode(value.upper())
                first = raw.hex() if len(raw) == 20 else ""
            elif kind == "btmh":
                second = bytes.fromhex(value.removeprefix("1220")).hex()
        except (ValueError, binascii.Error):
            continue
    if not first and not second:
        return None
    name = said.get("dn", [first or second[:40]])[0]
    return Metainfo(name=name, files=(), infohash_v1=first, infohash_v2=second, trackers=tuple(said.get("tr", ())))


def _accept(call: Call, metainfo: Metainfo | None, content: bytes) -> list[str]:
    """The hash, if the torrent is new."""
    client = call.client
    if not metainfo or client.knows(metainfo.hash):
        return []
    torrent = _make(call, metainfo, content)
    _settle(call, torrent)
    lag = client.listing_lag if client.dialect.lags else 0.0
    if lag:
        client.arrive(torrent, client.clock() + lag)
    else:
        client.enlist(torrent)
    _begin_arrival(call, torrent, client.clock() + lag)
    return [torrent.hash]


def _make(call: Call, metainfo: Metainfo, content: bytes) -> SimulatedTorrent:
    client, category = call.client, call.text("category")
    managed = call.flag("autoTMM")
    managed = (
        bool(client.preferences["auto_tmm_enabled"] and "savepath" not in call.parameters)
        if managed is None
        else managed
    )
    chosen = call.text("savepath").rstrip("/") or client.save_path
    share = {"ratio_limit": call.decimal("ratioLimit", -2), "seeding_time_limit": call.whole("seedingTimeLimit", -2)}
    fields: dict[str, object] = {
        **share,
        "max_ratio": max(share["ratio_limit"], -1),
        "max_seeding_time": max(share["seeding_time_limit"], -1),
        "inactive_seeding_time_limit": call.whole("inactiveSeedingTimeLimit", -2),
        "dl_limit": max(0, call.whole("dlLimit")),
        "up_limit": max(0, call.whole("upLimit")),
        "auto_tmm": managed,
        "category": category,
        "infohash_v1": metainfo.infohash_v1,
        "infohash_v2": metainfo.infohash_v2,
        "seq_dl": bool(call.flag("sequentialDownload")),
        "f_l_piece_prio": bool(call.flag("firstLastPiecePrio")),
        "name": call.text("rename") or metainfo.name,
    }
    return make_torrent(
        client.dialect,
        metainfo.name,
        now=client.clock(),
        hash=metainfo.hash,
        save_path=client.category_path(category) if managed else chosen,
        files=metainfo.files,
        state="" if metainfo.files else "metaDL",
        tags=call.text("tags"),
        trackers=[SimulatedTracker(url=url, answer="not contacted") for url in metainfo.trackers],
        private=metainfo.private,
        torrent_file=content,
        comment=metainfo.comment,
        piece_size=metainfo.piece_size,
        fields=fields,
    )


def _settle(call: Call, torrent: SimulatedTorrent) -> None:
    """Its first state: complete if its data is there, missing if that was only claimed, stopped if it was asked for."""
    client, dialect = call.client, call.client.dialect
    trusted = bool(call.flag(dialect.skip_checking)) and torrent.has_metadata
    there = torrent.has_metadata and client.disk.present(torrent)
    if there and (trusted or client.disk.folder):
        torrent.row |= {**progressed(torrent, 1), "completion_on": int(client.clock())}
    wanted = call.flag("stopped" if dialect.generation >= 5 else "paused")
    stopped = bool(client.preferences[ADDED_STOPPED[dialect.generation]]) if wanted is None else wanted
    torrent.row["state"] = torrent.stopped_state(dialect) if stopped else torrent.running_state()
    if trusted and not there:
        torrent.row["state"] = "missingFiles"


def _begin_arrival(call: Call, torrent: SimulatedTorrent, when: float) -> None:
    client = call.client
    if torrent.complete or torrent.text("state") == "missingFiles" or not client.arrivals:
        return

    def metadata(found: SimulatedTorrent, due: float) -> dict[str, object]:  # noqa: ARG001
        client.receive_metadata(found, [(found.text("name"), _FOUND)])
        return {}

    first: Script = [] if torrent.has_metadata else [(0.0, metadata)]
    client.evolution.begin(torrent.hash, [*first, *client.arrivals], when)
    if torrent.stopped:
        client.evolution.hold(torrent.hash, when)
