"""Temporary quality profiles: given while something is missing, and taken back, whatever happens in between."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import batched
from typing import TYPE_CHECKING

from qbitrr import Notes, Unavailable

from ..errors import NotFound, Refused, WrongAnswer
from .kind import Library
from .medium import Shelf
from .options import SearchOptions
from .shelves import Shelves
from .switches import Rules, Seen, Switch, read_switches, step, take_back, written
from .wants import Look, Queued

if TYPE_CHECKING:
    from ..edge import Edge

NOTE = "temporary profiles"
AT_ONCE = 50


class Switching:
    """The temporary profiles of one library. What is about to be done is noted first, and confirmed by reading."""

    def __init__(self, edge: Edge, library: Library, options: SearchOptions, shelves: Shelves, notes: Notes) -> None:
        self._edge = edge
        self._library = library
        self._options = options
        self._shelves = shelves
        self._notes = notes
        self._log = logging.getLogger(edge.app.logger)
        self._switches = read_switches(notes.get(NOTE))
        self._reset = options.force_reset_temp_profiles
        self._complaints: set[str] = set()
        self._rules = Rules(
            timeout=options.temp_profile_reset_timeout_minutes,
            attempts=options.profile_switch_retry_attempts,
            keep=options.keep_temp_profile and options.use_temp_for_missing,
        )

    def tend(self, now: datetime) -> list[str]:
        """Give and take back what is due. Returns a sentence for each profile that was given."""
        if not self._options.use_temp_for_missing and not self._switches:
            return []
        self._shelves.read(now)
        after = self._steps(now)
        if _orders(after, now) and self._shelves.read_at != now:  # a person may have chosen since
            self._shelves.look_again()
            self._shelves.read(now)
            after = self._steps(now)
        if after != self._switches:
            self._notes.put(NOTE, written(after))
            self._switches = after
        self._reset = False
        return [said for profile_id, ids in _orders(after, now).items() if (said := self._give(profile_id, ids))]

    def _steps(self, now: datetime) -> dict[int, Switch]:
        """How it stands with every item now."""
        mapping = self._mapping()
        after = {one: switch for one in self._gone() if (switch := self._switches.get(one))}
        for holder_id, shelf in self._shelves.shelves.items():
            switch = self._switches.get(holder_id)
            if switch and self._reset and shelf.holder.profile_id in (switch.own, switch.temporary):
                after[holder_id] = take_back(switch, now)
            elif stepped := self._step(switch, shelf, mapping, now):
                after[holder_id] = stepped
        return after

    def _step(self, switch: Switch | None, shelf: Shelf, mapping: Mapping[int, int], now: datetime) -> Switch | None:
        holder, read_at = shelf.holder, self._shelves.read_at
        if holder.profile_id is None or read_at is None:
            return switch
        own = switch.own if switch else holder.profile_id
        if switch is None and own not in mapping:
            return None
        seen = Seen(
            profile=holder.profile_id, missing=self._is_missing(shelf, now), at=read_at, mapped=mapping.get(own)
        )
        return step(switch, seen, self._rules, now)

    def _is_missing(self, shelf: Shelf, now: datetime) -> bool:
        look = Look(library=self._library, options=self._options, queued=Queued(), now=now)
        return any(not one.has_file and not look.why_not(shelf.holder, one) for one in shelf.media)

    def _gone(self) -> Iterable[int]:
        """Those of which the last reading says nothing, unless the app no longer knows them."""
        for holder_id in self._switches.keys() - self._shelves.shelves.keys():
            try:
                self._edge.read(f"{self._library.holders}/{holder_id}")
            except NotFound:
                continue
            except WrongAnswer:
                pass  # it is there, but cannot be read: the others need not wait for it
            yield holder_id

    def _give(self, profile_id: int, ids: Sequence[int]) -> str:
        """Give a profile to all of them. Returns a sentence, or nothing if the app does not do it."""
        profile = self._shelves.profiles.get(profile_id)
        what = f"the quality profile {profile.name if profile else profile_id}"
        try:
            for some in batched(ids, AT_ONCE):
                chosen = {self._library.holder_ids: list(some)}
                self._edge.put(f"{self._library.holders}/editor", **chosen, qualityProfileId=profile_id)
        except (Refused, WrongAnswer) as error:  # the profile may have been deleted; the others are given theirs
            self._complain(f"{self._edge.app.kind} does not give {what} to {self._titles(ids)}: {error}")
            return ""
        except Unavailable:  # it may have been done
            self._shelves.look_again()
            raise
        self._shelves.look_again()
        return f"{what} was given to {self._titles(ids)}"

    def _complain(self, sentence: str) -> None:
        if sentence not in self._complaints:
            self._log.error("%s.", sentence.rstrip("."))
            self._complaints.add(sentence)

    def _mapping(self) -> Mapping[int, int]:
        """The temporary profile of each profile, by their ids. Names that the app does not know are complained of."""
        if not self._options.use_temp_for_missing:
            return {}
        ids = {profile.name: profile.id for profile in self._shelves.profiles.values()}
        pairs = self._options.quality_profile_mappings
        for name in sorted({name for pair in pairs.items() for name in pair} - ids.keys()):
            known = ", ".join(sorted(ids))
            self._complain(
                f"{self._edge.app.kind} has no quality profile named {name}, which QualityProfileMappings names. "
                f"It has: {known}"
            )
        return {ids[main]: ids[temp] for main, temp in pairs.items() if main in ids and temp in ids}

    def _titles(self, ids: Sequence[int]) -> str:
        titles = [self._shelves.shelves[one].holder.title for one in ids if one in self._shelves.shelves]
        more = f" and {len(titles) - 3} more" if len(titles) > 3 else ""
        return f"{', '.join(titles[:3])}{more}"


def _orders(switches: Mapping[int, Switch], now: datetime) -> dict[int, list[int]]:
    """Who is to be given which profile now."""
    orders: dict[int, list[int]] = {}
    for holder_id, switch in switches.items():
        if switch.ordered is not None and switch.at == now:
            orders.setdefault(switch.ordered, []).append(holder_id)
    return orders
