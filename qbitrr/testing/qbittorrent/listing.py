"""torrents/info: which torrents it lists, and how."""

from __future__ import annotations

from collections.abc import Callable

from .call import Call, Refused
from .details import file_entries, tracker_entry
from .ledger import Row
from .rows import shown
from .torrents import SimulatedTorrent

_DOWNLOADING = {
    "downloading",
    "metaDL",
    "stalledDL",
    "checkingDL",
    "pausedDL",
    "stoppedDL",
    "queuedDL",
    "forcedDL",
    "forcedMetaDL",
}
_SEEDING = {"uploading", "stalledUP", "checkingUP", "queuedUP", "forcedUP"}
_CHECKING = {"checkingUP", "checkingDL", "checkingResumeData"}


def _active(torrent: SimulatedTorrent) -> bool:
    moving = torrent.number("dlspeed") or torrent.number("upspeed")
    return bool(moving) or torrent.text("state") in ("downloading", "uploading")


FILTERS: dict[str, Callable[[SimulatedTorrent], bool]] = {
    "downloading": lambda torrent: torrent.text("state") in _DOWNLOADING,
    "seeding": lambda torrent: torrent.text("state") in _SEEDING,
    "completed": lambda torrent: torrent.text("state") in _SEEDING | {"pausedUP", "stoppedUP"},
    "active": _active,
    "inactive": lambda torrent: not _active(torrent),
    "stalled": lambda torrent: torrent.text("state") in ("stalledDL", "stalledUP"),
    "stalled_uploading": lambda torrent: torrent.text("state") == "stalledUP",
    "stalled_downloading": lambda torrent: torrent.text("state") == "stalledDL",
    "checking": lambda torrent: torrent.text("state") in _CHECKING,
    "moving": lambda torrent: torrent.text("state") == "moving",
    "errored": lambda torrent: torrent.text("state") in ("error", "missingFiles"),
}


def info(call: Call) -> list[Row]:
    dialect = call.client.dialect
    found = [torrent for torrent in _chosen(call) if _matches(call, torrent)]
    if column := call.text("sort"):
        if found and column not in shown(found[0]):
            raise Refused(400, "'sort' parameter is invalid")
        found.sort(key=lambda torrent: _order(shown(torrent)[column]), reverse=bool(call.flag("reverse")))
    offset, limit = call.whole("offset"), call.whole("limit")
    offset = max(0, offset + len(found)) if offset < 0 else offset
    rows: list[Row] = []
    for torrent in found[offset : offset + limit if limit > 0 else None]:
        row = shown(torrent)
        if call.flag("includeTrackers") and dialect.generation >= 5:
            row["trackers"] = [tracker_entry(call, tracker) for tracker in torrent.trackers]
        if call.flag("includeFiles") and dialect.newest and torrent.has_metadata:
            row["files"] = [
                {key: value for key, value in file.items() if key != "is_seed"} for file in file_entries(torrent)
            ]
        rows.append(row)
    return rows


def _chosen(call: Call) -> list[SimulatedTorrent]:
    names = set(call.words("hashes", "|"))
    torrents = call.client.torrents
    if not names:
        return list(torrents.values())
    return [torrents[name] for name in torrents if name in names] if len(names) > 99 else _few(call, names)


def _few(call: Call, names: set[str]) -> list[SimulatedTorrent]:
    return [call.client.torrents[name] for name in sorted(names) if name in call.client.torrents]


def _matches(call: Call, torrent: SimulatedTorrent) -> bool:
    said = call.parameters
    if "category" in said and said["category"] != torrent.row["category"]:
        return False
    if "tag" in said and (said["tag"] not in torrent.tags if said["tag"] else torrent.tags):
        return False
    private = call.flag("private") if call.client.dialect.generation >= 5 else None
    if private is not None and torrent.private != private:
        return False
    stopped, running = ("stopped", "running") if call.client.dialect.generation >= 5 else ("paused", "resumed")
    match said.get("filter", ""):
        case name if name == stopped:
            return torrent.stopped
        case name if name == running:
            return not torrent.stopped
        case name:
            return name not in FILTERS or FILTERS[name](torrent)


def _order(value: object) -> tuple[bool, float, str]:
    return (False, float(value), "") if isinstance(value, int | float) else (True, 0.0, str(value))
