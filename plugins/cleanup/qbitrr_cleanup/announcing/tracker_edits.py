"""What is still to be changed about a torrent so that it is as its trackers' rows say. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Annotated

from pydantic import BeforeValidator, Field, field_validator, model_validator

from qbitrr import EditTrackers, Limit, State, SuperSeed, Torrent, Tracker, TrackerStatus

from ..common.matching import Row, below, host_of, matches

KIB = 1024
DEAD_PHRASES = ("unreachable announce", "no such host", "unsupported URL protocol", "host not found")
"""Parts of what a client says of a tracker that it cannot reach, as users of such tools list them."""


def _several(value: object) -> object:
    """One word where a list is asked for."""
    return [value] if isinstance(value, str) else value


class TrackerRow(Row):
    """What holds for the torrents of one tracker, or of whatever else the row names. The highest ``Priority`` rules."""

    add_tags: Annotated[tuple[str, ...], BeforeValidator(_several)] = Field(
        default=(), description="Tags for its torrents; each is taken away again from one to which no row gives it."
    )
    download_rate_limit: int = Field(
        default=0, ge=-1, description="KiB/s for each torrent. 0 leaves it as it is; -1 lifts it."
    )
    upload_rate_limit: int = Field(
        default=0, ge=-1, description="KiB/s for each torrent. 0 leaves it as it is; -1 lifts it."
    )
    super_seed_mode: bool | None = Field(default=None, description="Super-seeding; when absent it is left as it is.")
    add: tuple[str, ...] = Field(
        default=(), description="Announce URLs to add to its torrents. Never to one that is private or may be."
    )
    remove: bool = Field(default=False, description="Take the tracker at Host away, unless it is the last one.")

    @field_validator("add")
    @classmethod
    def _are_announce_urls(cls, urls: tuple[str, ...]) -> tuple[str, ...]:
        for url in urls:
            if not url.startswith(("http://", "https://", "udp://", "wss://")) or not host_of(url):
                raise ValueError(f"announce URLs such as https://tracker.example.org/announce, not {url!r}")
        return urls

    @model_validator(mode="after")
    def _says_which_tracker_goes(self) -> TrackerRow:
        if self.remove and not self.host:
            raise ValueError("Remove needs a Host: the tracker that is to be taken away")
        return self


def edit(torrent: Torrent, rows: Sequence[TrackerRow], dead: Collection[str]) -> EditTrackers | None:
    """The trackers to add and to take away; ``dead`` are phrases in lower case. One tracker always stays.

    While none of its trackers works, the way to them may be what is dead: then none is taken away for that.
    """
    if torrent.trackers is None or torrent.state in (State.MOVING, State.CHECKING):
        return None
    if all(one.status is not TrackerStatus.WORKING for one in torrent.trackers):
        dead = ()
    mine = tuple(row for row in rows if matches(row, torrent))
    wanted = dict.fromkeys(url for row in mine for url in row.add) if torrent.private is False else {}
    there = {one.url.rstrip("/") for one in torrent.trackers} if wanted else set()
    add = tuple(url for url in wanted if url.rstrip("/") not in there)
    unwanted = tuple(one.url for one in torrent.trackers if _is_unwanted(one, mine, dead) and one.url not in wanted)
    remove = unwanted if len(unwanted) < len(torrent.trackers) + len(add) else unwanted[1:]
    if not add and not remove:
        return None
    said = [*(f"adds {host_of(url)}" for url in add), *(f"takes away {host_of(url)}" for url in remove)]
    return EditTrackers(", ".join(said), add=add, remove=remove)


def _is_unwanted(tracker: Tracker, rows: Iterable[TrackerRow], dead: Collection[str]) -> bool:
    if any(row.remove and row.host and below(tracker.host, row.host) for row in rows):
        return True
    if tracker.status is not TrackerStatus.FAILED:
        return False
    said = tracker.message.casefold()
    return any(phrase in said for phrase in dead)


def limit(torrent: Torrent, row: TrackerRow) -> Limit | None:
    """The speed limits that are not yet as the row says."""
    download = _due(torrent.download_limit, row.download_rate_limit)
    upload = _due(torrent.upload_limit, row.upload_rate_limit)
    if download is None and upload is None:
        return None
    return Limit(f"the speed limits of {row.label}", download=download, upload=upload)


def _due(now: int, wanted: int) -> int | None:
    """Bytes a second to set, or None when it is as wanted or is to be left alone."""
    if wanted == 0:
        return None
    due = 0 if wanted < 0 else wanted * KIB
    return None if now == due else due


def super_seed(torrent: Torrent, row: TrackerRow) -> SuperSeed | None:
    """Super-seeding as the row says, for what seeds."""
    wanted = row.super_seed_mode
    if wanted is None or torrent.super_seeding is wanted or torrent.state is not State.SEEDING or not torrent.complete:
        return None
    return SuperSeed(f"the super-seeding of {row.label}", on=wanted)


def tags(torrent: Torrent, rows: Iterable[TrackerRow]) -> frozenset[str] | None:
    """The tags that it should have of those that any row gives; None while a row may match whose facts are unknown."""
    wanted: set[str] = set()
    for row in rows:
        if not row.add_tags:
            continue
        match matches(row, torrent):
            case True:
                wanted.update(row.add_tags)
            case None:
                return None
    return frozenset(wanted)
