"""The calls that read torrents: info, properties, trackers, files, export, categories, tags."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

from .http import Reply
from .simulated_call import Answer, Call, Refused
from .simulated_ledger import Row
from .simulated_torrents import SimulatedTorrent, SimulatedTracker, shown, torrent_bytes

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
            row["trackers"] = [_tracker(call, tracker) for tracker in torrent.trackers]
        if call.flag("includeFiles") and dialect.newest:
            row["files"] = [{key: value for key, value in file.items() if key != "is_seed"} for file in _files(torrent)]
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


def properties(call: Call) -> Row:
    torrent, dialect = call.torrent(), call.client.dialect
    row = torrent.row
    limits = {f"{way}_limit": row[f"{way}_limit"] or -1 for way in ("dl", "up")}
    date = row["completion_on"] if row["completion_on"] != dialect.unfinished else -1
    average = -1 if dialect.generation >= 5 else 0
    told: Row = {
        "addition_date": row["added_on"], "comment": torrent.comment, "completion_date": date, "created_by": "",
        "creation_date": dialect.unfinished, "dl_speed": row["dlspeed"], "dl_speed_avg": average,
        "download_path": row["download_path"],
        "eta": row["eta"], "hash": torrent.hash, "infohash_v1": row["infohash_v1"], "infohash_v2": row["infohash_v2"],
        "is_private": torrent.private, "last_seen": -1, "name": row["name"], "nb_connections": 0,
        "nb_connections_limit": 100, "piece_size": torrent.piece_size if torrent.has_metadata else -1, "pieces_have": 0,
        "pieces_num": torrent.pieces, "peers": row["num_leechs"], "peers_total": row["num_incomplete"],
        "reannounce": 0, "save_path": row["save_path"], "seeding_time": row["seeding_time"], "seeds": row["num_seeds"],
        "seeds_total": row["num_complete"], "share_ratio": row["ratio"], "time_elapsed": row["time_active"],
        "total_downloaded": row["downloaded"], "total_downloaded_session": row["downloaded_session"],
        "total_size": row["total_size"], "total_uploaded": row["uploaded"],
        "total_uploaded_session": row["uploaded_session"], "total_wasted": 0, "up_speed": row["upspeed"],
        "up_speed_avg": average,
    }  # fmt: skip
    if dialect.generation >= 5:
        told |= {name: row[name] for name in ("has_metadata", "popularity", "private", "progress")}
    if dialect.newest:
        told["availability"] = row["availability"]
    return told | limits


def trackers(call: Call) -> list[Row]:
    torrent = call.torrent()
    preferences = call.client.preferences
    counts = {f"num_{what}": 0 for what in ("peers", "seeds", "leeches", "downloaded")}
    message = "This torrent is private" if torrent.private else ""
    first: list[Row] = [
        {
            "url": f"** [{name}] **",
            "tier": -1,
            "status": 2 if preferences[name.lower()] and not torrent.private else 0,
            "msg": message,
            **counts,
        }
        for name in ("DHT", "PeX", "LSD")
    ]
    return first + [_tracker(call, tracker) for tracker in torrent.trackers]


def _tracker(call: Call, tracker: SimulatedTracker) -> Row:
    silent = tracker.answer in ("not contacted", "updating")
    row: Row = {
        "url": tracker.url,
        "tier": tracker.tier,
        "status": tracker.status(call.client.dialect),
        "msg": tracker.message,
        "num_peers": -1 if silent else tracker.seeds + tracker.leeches,
        "num_seeds": -1 if silent else tracker.seeds,
        "num_leeches": -1 if silent else tracker.leeches,
        "num_downloaded": -1,
    }
    if call.client.dialect.newest:
        row |= {"updating": tracker.answer == "updating", "next_announce": 0, "min_announce": 0, "endpoints": []}
    return row


def files(call: Call) -> list[Row]:
    listed = _files(call.torrent())
    if "indexes" not in call.parameters:
        return listed
    try:
        return [listed[int(index)] for index in call.words("indexes", "|")]
    except (ValueError, IndexError) as reason:
        raise Refused(409) from reason


def _files(torrent: SimulatedTorrent) -> list[Row]:
    progress = torrent.row["progress"]
    starts = list(accumulate((file.size for file in torrent.files), initial=0))
    rows: list[Row] = [
        {
            "index": index,
            "name": file.name,
            "size": file.size,
            "progress": progress if file.priority else 0,
            "priority": file.priority,
            "availability": torrent.row["availability"],
            "piece_range": [starts[index] // torrent.piece_size, max(0, starts[index + 1] - 1) // torrent.piece_size],
        }
        for index, file in enumerate(torrent.files)
    ]
    if rows:
        rows[0]["is_seed"] = torrent.complete
    return rows


def export(call: Call) -> Reply:
    torrent = call.torrent()
    if not torrent.has_metadata:
        raise Refused(409, "Unable to export torrent file. Error: Missing metadata")
    dialect = call.client.dialect
    if dialect.generation < 5:
        return Reply(200, torrent_bytes(torrent), "text/plain; charset=UTF-8")
    name = torrent.row["name"] if dialect.newest else torrent.hash
    attachment = {"Content-Disposition": f'attachment; filename="{name}.torrent"'}
    return Reply(200, torrent_bytes(torrent), "application/x-bittorrent", attachment)


def limits(name: str) -> Answer:
    """torrents/downloadLimit and torrents/uploadLimit; an unknown hash has -1."""

    def answer(call: Call) -> Row:
        call.need("hashes")
        torrents = call.client.torrents
        return {key: torrents[key].row[name] if key in torrents else -1 for key in call.words("hashes", "|")}

    return answer


READING: dict[str, Answer] = {
    "torrents/info": info,
    "torrents/properties": properties,
    "torrents/trackers": trackers,
    "torrents/webseeds": lambda call: [] if call.torrent() else None,
    "torrents/files": files,
    "torrents/export": export,
    "torrents/downloadLimit": limits("dl_limit"),
    "torrents/uploadLimit": limits("up_limit"),
    "torrents/categories": lambda call: call.client.ledger.tables["categories"],
    "torrents/tags": lambda call: sorted(call.client.ledger.tables["tags"]),
}
