"""The fields by which the API describes a torrent, in each version."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from .dialect import LATER_FIELDS, TRACKER_FLAGS, Dialect
from .ledger import Row
from .torrents import NEVER, SimulatedTorrent, SimulatedTracker


def magnet(dialect: Dialect, torrent: SimulatedTorrent) -> str:
    """Its magnet link; from 5 on with the size."""
    size = torrent.number("total_size")
    length = f"&xl={size}" if dialect.generation >= 5 and size >= 0 else ""
    link = f"magnet:?xt=urn:btih:{torrent.hash}&dn={quote(torrent.text('name'))}{length}"
    urls = [quote(tracker.url, "") for tracker in torrent.trackers]
    if dialect.generation < 5:
        urls = [re.sub("%..", lambda code: code[0].lower(), url) for url in urls]
    return link + "".join(f"&tr={url}" for url in urls)


def new_row(dialect: Dialect, *, name: str, hash: str, now: float) -> Row:  # noqa: A002 - the API's own word
    """A torrent without metadata, as it was just added. Times in seconds since the epoch."""
    row: Row = {
        "added_on": int(now), "amount_left": 0, "auto_tmm": False, "availability": 0, "category": "", "comment": "",
        "completed": 0, "completion_on": dialect.unfinished, "connections_count": 0, "connections_limit": 100,
        "content_path": "", "created_by": "", "creation_date": -1, "dl_limit": 0, "dlspeed": 0, "download_path": "",
        "downloaded": 0, "downloaded_session": 0, "eta": NEVER, "f_l_piece_prio": False, "force_start": False,
        "has_metadata": False, "has_other_announce_error": False, "has_tracker_error": False,
        "has_tracker_warning": False, "inactive_seeding_time_limit": -2, "infohash_v1": hash, "infohash_v2": "",
        "last_activity": int(now), "magnet_uri": "", "max_inactive_seeding_time": -1,
        "max_ratio": -1, "max_seeding_time": -1, "name": name, "num_complete": 0, "num_incomplete": 0,
        "num_leechs": 0, "num_seeds": 0, "piece_size": -1, "pieces_have": 0, "pieces_num": -1, "popularity": 0,
        "priority": 0, "private": None, "progress": 0, "ratio": 0, "ratio_limit": -2, "reannounce": 0,
        "root_path": "", "save_path": "", "seeding_time": 0, "seeding_time_limit": -2,
        "seen_complete": dialect.unfinished, "seq_dl": False, "share_limit_action": "Default",
        "share_limits_mode": "Default", "size": 0, "state": "metaDL", "super_seeding": False, "tags": "",
        "time_active": 0, "total_size": -1, "total_wasted": 0, "tracker": "", "trackers_count": 0, "up_limit": 0,
        "uploaded": 0, "uploaded_session": 0, "upspeed": 0,
    }  # fmt: skip
    for absent in LATER_FIELDS - dialect.info_has:
        del row[absent]
    return row


def shown(torrent: SimulatedTorrent) -> Row:
    """How torrents/info shows it: with its hash, and without what only sync/maindata tells."""
    row = {"hash": torrent.hash, **torrent.row}
    for flag in TRACKER_FLAGS:
        row.pop(flag, None)
    return row


def tracker_fields(dialect: Dialect, trackers: Sequence[SimulatedTracker]) -> Row:
    """What the torrent itself says of its trackers. 4.5 names only one that works."""
    working = [tracker.url for tracker in trackers if tracker.answer == "working"]
    others = [] if dialect.generation < 5 else [tracker.url for tracker in trackers]
    fields: Row = {"tracker": next(iter(working + others), ""), "trackers_count": len(trackers)}
    if dialect.newest:
        fields["has_tracker_error"] = any(tracker.answer == "failure" for tracker in trackers)
        fields["has_other_announce_error"] = any(tracker.answer == "unreachable" for tracker in trackers)
        fields["has_tracker_warning"] = any(tracker.answer == "working" and tracker.message for tracker in trackers)
    return fields
