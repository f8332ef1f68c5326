"""The calls that read one torrent: properties, trackers, files, export, limits."""

from __future__ import annotations

from itertools import accumulate

from ..http import Reply
from .call import Answer, Call, Refused
from .ledger import Row
from .torrents import SimulatedTorrent, SimulatedTracker, torrent_bytes


def properties(call: Call) -> Row:
    torrent, dialect = call.torrent(), call.client.dialect
    row = torrent.row
    limits = {f"{way}_limit": row[f"{way}_limit"] or -1 for way in ("dl", "up")}
    date = row["completion_on"] if row["completion_on"] != dialect.unfinished else -1
    average = -1 if dialect.generation >= 5 else 0
    told: Row = {
        "addition_date": row["added_on"], "comment": torrent.comment, "completion_date": date, "created_by": "",
        "creation_date": dialect.unfinished if torrent.has_metadata else -1, "dl_speed": row["dlspeed"],
        "dl_speed_avg": average, "download_path": row["download_path"],
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
    return first + [tracker_entry(call, tracker) for tracker in torrent.trackers]


def tracker_entry(call: Call, tracker: SimulatedTracker) -> Row:
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
    torrent = call.torrent()
    listed = file_entries(torrent)
    if listed:
        listed[0]["is_seed"] = torrent.complete
    if "indexes" not in call.parameters:
        return listed
    try:
        return [listed[int(index)] for index in call.words("indexes", "|")]
    except (ValueError, IndexError) as reason:
        raise Refused(409) from reason


def file_entries(torrent: SimulatedTorrent) -> list[Row]:
    progress = torrent.row["progress"]
    starts = list(accumulate((file.size for file in torrent.files), initial=0))
    return [
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


DETAILS: dict[str, Answer] = {
    "torrents/properties": properties,
    "torrents/trackers": trackers,
    "torrents/webseeds": lambda call: [] if call.torrent() else None,
    "torrents/files": files,
    "torrents/export": export,
    "torrents/downloadLimit": limits("dl_limit"),
    "torrents/uploadLimit": limits("up_limit"),
}
