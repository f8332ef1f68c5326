"""What a simulated client holds and how that changes: torrents, categories, tags, preferences. No HTTP here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from .dialect import Dialect
from .disk import SimulatedDisk
from .evolution import Evolution, Script
from .ledger import Ledger, Row
from .making import as_trackers, give_metadata, joined, known
from .rows import tracker_fields
from .state import new_preferences, new_server_state
from .torrents import NEVER, SimulatedTorrent, SimulatedTracker, in_dialect, progressed

_STATE = "server_state"
_AT_REST: Row = {"dlspeed": 0, "upspeed": 0, "eta": NEVER, "num_seeds": 0, "num_leechs": 0}


class SimulatedClient:
    """Every call that changes something takes the time from ``clock`` (seconds since the epoch)."""

    def __init__(self, dialect: Dialect, clock: Callable[[], float], folder: Path | None, *, arrivals: Script) -> None:
        self.dialect = dialect
        self.clock = clock
        self.disk = SimulatedDisk(folder)
        self.ledger = Ledger("torrents", "categories", "tags", "trackers", _STATE)
        self.torrents: dict[str, SimulatedTorrent] = {}
        self.hashes_at: dict[str, dict[str, None]] = {}
        self.evolution = Evolution()
        self.arrivals = arrivals
        self.listing_lag = 0.05
        self.checking_seconds = 0.2
        self.served: dict[str, bytes] = {}
        self._pending: list[tuple[float, SimulatedTorrent]] = []
        self.preferences = new_preferences(dialect, str(folder or "/downloads"))
        self.ledger.put(_STATE, _STATE, new_server_state(dialect))

    @property
    def save_path(self) -> str:
        return str(self.preferences["save_path"])

    def catch_up(self) -> None:
        """Let happen what was due by now."""
        now = self.clock()
        while self._pending and self._pending[0][0] <= now:
            self.enlist(self._pending.pop(0)[1])
        for name, due, changes in self.evolution.due(now):
            if torrent := self.torrents.get(name):
                self.change(torrent, changes(torrent, due) if callable(changes) else changes)

    def arrive(self, torrent: SimulatedTorrent, when: float) -> None:
        """It will be listed at that time."""
        self._pending.append((when, torrent))
        self._pending.sort(key=lambda waiting: waiting[0])

    def knows(self, name: str) -> bool:
        """It is listed, or about to be."""
        return name in self.torrents or any(torrent.hash == name for _, torrent in self._pending)

    def restart(self, seconds: float) -> None:
        """Forget what only lives in memory; over so many seconds the torrents are listed again."""
        now, torrents = self.clock(), list(self.torrents.values())
        for torrent in torrents:
            self.forget_answers(torrent)
        for place, torrent in enumerate(torrents if seconds else ()):
            self.evolution.hold(torrent.hash, now)
            self.remove(torrent.hash, delete_files=False, script=False)
            self._pending.append((now + seconds * (place + 1) / len(torrents), torrent))
        self._pending.sort(key=lambda waiting: waiting[0])

    def enlist(self, torrent: SimulatedTorrent) -> None:
        """From now on the torrent is listed."""
        self.torrents[torrent.hash] = torrent
        if not torrent.stopped:
            self.evolution.resume(torrent.hash, self.clock())
        self._speeds(torrent.number("dlspeed"), torrent.number("upspeed"))
        self.ledger.put("torrents", torrent.hash, torrent.row)
        self.make_category(torrent.text("category"))
        self.make_tags(torrent.tags)
        self._announce_to(torrent, torrent.trackers)
        if torrent.complete and torrent.row["progress"] == 1 and torrent.text("state") != "missingFiles":
            self.disk.write(torrent)

    def remove(self, name: str, *, delete_files: bool, script: bool = True) -> None:
        """Take it off the list, with its files and its ``script`` if wanted."""
        torrent = self.torrents.pop(name)
        if script:
            self.evolution.end(name)
        self._speeds(-torrent.number("dlspeed"), -torrent.number("upspeed"))
        trackers = torrent.trackers
        self._announce_to(torrent, ())
        torrent.trackers = trackers
        self.ledger.drop("torrents", name)
        if delete_files:
            self.disk.erase(torrent)

    def change(self, torrent: SimulatedTorrent, fields: Mapping[str, object]) -> None:
        """Set fields and those that follow from them: progress brings its bytes, completion its date and files."""
        wanted = dict(fields)
        if (trackers := wanted.pop("trackers", None)) is not None:
            assert isinstance(trackers, Iterable)
            wanted = tracker_fields(self.dialect, self._announce_to(torrent, as_trackers(trackers))) | wanted
        if isinstance(tags := wanted.get("tags"), str | Iterable):
            wanted["tags"] = joined(tags)
            self.make_tags(str(wanted["tags"]).split(", "))
        if "category" in wanted:
            self.make_category(str(wanted["category"]))
        if "state" in wanted:
            wanted["state"] = in_dialect(self.dialect, str(wanted["state"]))
        if "progress" in wanted and "amount_left" not in wanted:
            wanted = {**progressed(torrent, float(str(wanted["progress"]))), **wanted}
        if wanted.get("progress") == 1 and torrent.row["completion_on"] == self.dialect.unfinished:
            wanted.setdefault("completion_on", int(self.clock()))
        wanted = known(torrent, wanted)
        before = torrent.number("dlspeed"), torrent.number("upspeed")
        self.ledger.change("torrents", torrent.hash, wanted)
        self._speeds(torrent.number("dlspeed") - before[0], torrent.number("upspeed") - before[1])
        if wanted.get("progress") == 1:
            self.disk.write(torrent)

    def touch(self, torrent: SimulatedTorrent) -> None:
        """Something happened to the torrent, so its counters catch up."""
        now = self.clock()
        passed = 0 if torrent.stopped else int(now - torrent.counted_at)
        torrent.counted_at = now
        seeding = torrent.number("seeding_time") + (passed if torrent.complete else 0)
        self.change(torrent, {"time_active": torrent.number("time_active") + passed, "seeding_time": seeding})

    def receive_metadata(self, torrent: SimulatedTorrent, files: list[tuple[str, int]]) -> None:
        """A magnet has found its metadata."""
        fresh = replace(torrent, row=dict(torrent.row))
        give_metadata(self.dialect, fresh, files)
        torrent.files = fresh.files
        self.change(torrent, fresh.row)
        if not torrent.halted:
            self.change(torrent, {"state": torrent.running_state()})

    def stop(self, torrent: SimulatedTorrent) -> None:
        """Stop it. An error stays an error; from 5 on the trackers' answers are forgotten."""
        self.touch(torrent)
        self.evolution.hold(torrent.hash, self.clock())
        self.change(torrent, _AT_REST)
        if torrent.text("state") != "error":
            self.change(torrent, {"state": torrent.stopped_state(self.dialect)})
        if self.dialect.generation >= 5:
            self.forget_answers(torrent)

    def start(self, torrent: SimulatedTorrent, *, forced: bool = False) -> None:
        self.touch(torrent)
        self.change(torrent, {"force_start": forced})
        if torrent.text("state") == "missingFiles":
            if not (self.disk.folder and self.disk.present(torrent)):
                return
            self.change(torrent, {"progress": 1})
        self.evolution.resume(torrent.hash, self.clock())
        self.change(torrent, {"state": torrent.running_state()})

    def forget_answers(self, torrent: SimulatedTorrent) -> None:
        torrent.trackers = tuple(replace(each, answer="not contacted", message="") for each in torrent.trackers)

    def make_category(self, name: str, **fields: object) -> None:
        if name and name not in self.ledger.tables["categories"]:
            row: Row = {"name": name, "savePath": "", **fields}
            if self.dialect.newest:
                row |= {
                    "download_path": None,
                    "ratio_limit": -2,
                    "seeding_time_limit": -2,
                    "inactive_seeding_time_limit": -2,
                }
                row |= {"share_limit_action": "Default", "share_limits_mode": "Default"}
            self.ledger.put("categories", name, row)

    def make_tags(self, tags: Iterable[str]) -> None:
        for tag in filter(None, tags):
            if tag not in self.ledger.tables["tags"]:
                self.ledger.put("tags", tag, {})

    def category_path(self, category: str) -> str:
        """Where torrents of a category go when the client decides."""
        own = str(self.ledger.tables["categories"].get(category, {}).get("savePath", ""))
        return str(Path(self.save_path, own or category)) if category else self.save_path

    def move(self, torrent: SimulatedTorrent, save_path: str) -> None:
        old = torrent.text("save_path")
        self.disk.move(torrent, save_path)
        moved = {"save_path": save_path, "content_path": torrent.text("content_path").replace(old, save_path, 1)}
        self.change(torrent, moved)

    def serve_state(self, fields: Mapping[str, object]) -> None:
        self.ledger.change(_STATE, _STATE, fields)

    def _speeds(self, down: int, up: int) -> None:
        state = self.ledger.tables[_STATE][_STATE]
        speeds = {"dl_info_speed": down, "up_info_speed": up}
        self.serve_state({name: int(str(state[name])) + more for name, more in speeds.items() if more})

    def _announce_to(
        self, torrent: SimulatedTorrent, trackers: tuple[SimulatedTracker, ...]
    ) -> tuple[SimulatedTracker, ...]:
        """Keep the table of trackers right; a changed list shows in the next delta."""
        old = {each.url for each in torrent.trackers if torrent.hash in self.hashes_at.get(each.url, ())}
        new = {tracker.url for tracker in trackers}
        for url in old - new:
            self.hashes_at[url].pop(torrent.hash, None)
        for url in new:
            self.hashes_at.setdefault(url, {})[torrent.hash] = None
        for url in old ^ new:
            if self.hashes_at[url]:
                self.ledger.put("trackers", url, {"changed": self.ledger.sequence})
            elif url in self.ledger.tables["trackers"]:
                self.ledger.drop("trackers", url)
        torrent.trackers = trackers
        return trackers
