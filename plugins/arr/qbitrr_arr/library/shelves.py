"""A library as it was last read, and reading again what of it is due: everything once, then what has changed."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import batched
from typing import TYPE_CHECKING

from qbitrr import Outage, Unavailable

from ..errors import NotFound, Refused, WrongAnswer
from ..fields import Record, number, text
from .kind import Library
from .medium import Holder, Medium, Shelf
from .options import SearchOptions
from .quality import Profile, Profiles, read_profiles

if TYPE_CHECKING:
    from ..edge import Edge

OLD_AFTER = timedelta(days=1)
"""What no list of holders tells of, such as a search by a person or a changed custom format, is seen so late."""

WRONG_IN_A_ROW = 5
"""So many wrong answers one after the other are no trouble of single items any more."""


class Shelves:
    """The library of one instance. ``skipped`` says of what could not be read why; its former reading is kept."""

    def __init__(self, name: str, edge: Edge, library: Library, options: SearchOptions, every: timedelta) -> None:
        self._name = name
        self._edge = edge
        self._library = library
        self._options = options
        self._every = every
        self._outage = Outage()
        self._read_at: datetime | None = None
        self._stale: set[int] = set()
        self._wrong = 0
        self._log = logging.getLogger(edge.app.logger)
        self.shelves: dict[int, Shelf] = {}
        self.profiles: Profiles = {}
        self.skipped: dict[str, str] = {}
        self._skipped_before: Mapping[str, str] = {}

    @property
    def read_at(self) -> datetime | None:
        """When it was last read through."""
        return self._read_at

    def expire(self, holder_id: int) -> None:
        """Something was done about a holder: what the library says of it is to be read again."""
        self._stale.add(holder_id)

    def look_again(self) -> None:
        """The library is to be read again at the next occasion: something in it was changed."""
        self._read_at = None

    def profile_of(self, holder: Holder) -> Profile | None:
        return None if holder.profile_id is None else self.profiles.get(holder.profile_id)

    def medium(self, holder_id: int, medium_id: int) -> Medium | None:
        """One of the media that may be wanted, as it was last read."""
        shelf = self.shelves.get(holder_id)
        return next((one for one in shelf.media if one.id == medium_id), None) if shelf else None

    def learn(self, holder: Holder, media: Iterable[Medium]) -> None:
        """A holder and some of its media as they were seen just now."""
        shelf = self.shelves.get(holder.id)
        if shelf is None:
            return
        profile = self.profile_of(holder)
        seen = {one.id: one for one in media}
        newer = tuple(seen.get(one.id, one) for one in shelf.media)
        kept = tuple(one for one in newer if self._may_be_wanted(one, profile))
        satisfied = shelf.satisfied + len(newer) - len(kept)
        self.shelves[holder.id] = replace(shelf, holder=holder, profile=profile, media=kept, satisfied=satisfied)
        self.expire(holder.id)

    def forget(self, media_ids: Collection[int]) -> None:
        """Media that the app no longer knows."""
        for holder_id, shelf in self.shelves.items():
            kept = tuple(one for one in shelf.media if one.id not in media_ids)
            if len(kept) < len(shelf.media):
                self.shelves[holder_id] = replace(shelf, media=kept)
                self.expire(holder_id)

    def read(self, now: datetime) -> None:
        """Read what is due. Raises ``Unavailable`` while the app is lost, and keeps what was read before."""
        if self._read_at is not None and timedelta() <= now - self._read_at < self._every:
            return
        if self._outage.lasts and not self._outage.due(now.timestamp()):
            raise Unavailable(self._outage.reason, retry_in=self._outage.next_try - now.timestamp())
        try:
            self._read(now)
        except Unavailable as error:
            self._outage.lost(now.timestamp(), str(error), at_least=error.retry_in or 0.0)
            raise
        except Refused as error:
            self._outage.lost(now.timestamp(), f"it refused to say: {error}")
            raise Unavailable(self._outage.reason) from error
        self._outage.back(now.timestamp())
        self._read_at = now

    def _read(self, now: datetime) -> None:
        self.profiles = read_profiles(self._edge)
        holders = self._holders(now)
        for gone in self.shelves.keys() - holders.keys():
            del self.shelves[gone]
        self._stale &= holders.keys()
        self._wrong = 0
        for some in batched(self._due(holders.values(), now), self._library.at_once):
            self._fill(some, now)

    def _holders(self, now: datetime) -> dict[int, Holder]:
        """Every holder that can be understood, and those of before that cannot be now."""
        self._skipped_before, self.skipped = self.skipped, {}
        found: dict[int, Holder] = {}
        for place, record in enumerate(self._edge.each(self._library.holders, **self._library.holders_with)):
            try:
                holder = self._library.holder(record, now)
            except WrongAnswer as error:
                self._skip(_called(record, place), str(error))
                if (known := self.shelves.get(number(record, "id") or 0)) is not None:
                    found[known.holder.id] = known.holder
            else:
                found[holder.id] = holder
        return found

    def _due(self, holders: Iterable[Holder], now: datetime) -> list[Holder]:
        """What has changed, and of what is old the oldest, a part at each reading."""
        changed, old = list[Holder](), list[tuple[datetime, Holder]]()
        count = 0
        for holder in holders:
            count += 1
            shelf = self.shelves.get(holder.id)
            if shelf is None or holder.id in self._stale or self._has_changed(shelf, holder):
                changed.append(holder)
            elif not timedelta() <= now - shelf.read_at < OLD_AFTER:
                old.append((shelf.read_at, holder))
        old.sort(key=lambda one: (one[0], one[1].id))
        share = count * self._every // OLD_AFTER + 1
        return [*changed, *(holder for _, holder in old[: 2 * share])]

    def _has_changed(self, shelf: Shelf, holder: Holder) -> bool:
        return shelf.holder != holder or shelf.profile != self.profile_of(holder)

    def _fill(self, holders: Sequence[Holder], now: datetime) -> None:
        """Read the media of some holders; when one of them cannot be read, the others all the same."""
        asked = [holder for holder in holders if self._library.may_lack(holder)]
        for holder in holders:
            if holder not in asked:
                self._keep(holder, (), now)
        if not asked:
            return
        try:
            media = self._library.media(self._edge, asked)
        except NotFound:
            self._halve(asked, now, "it is no longer in the library")
        except WrongAnswer as error:
            self._halve(asked, now, str(error))
        else:
            self._wrong = 0
            for holder in asked:
                self._keep(holder, media.get(holder.id, ()), now)

    def _halve(self, holders: Sequence[Holder], now: datetime, why: str) -> None:
        """Find the one of them that cannot be read."""
        if len(holders) > 1:
            middle = len(holders) // 2
            self._fill(holders[:middle], now)
            self._fill(holders[middle:], now)
            return
        self._skip(holders[0].title, why)
        self._wrong += 1
        if self._wrong >= WRONG_IN_A_ROW:
            raise Unavailable(f"it gave a wrong answer {self._wrong} times one after the other: {why}")

    def _keep(self, holder: Holder, media: tuple[Medium, ...], now: datetime) -> None:
        """Keep what may be wanted: what has a file and nothing better to come is only counted."""
        profile = self.profile_of(holder)
        kept = tuple(medium for medium in media if self._may_be_wanted(medium, profile))
        count = len(media) or holder.tracks or 0
        self._stale.discard(holder.id)
        self.shelves[holder.id] = Shelf(
            holder=holder, profile=profile, media=kept, satisfied=count - len(kept), read_at=now
        )

    def _may_be_wanted(self, medium: Medium, profile: Profile | None) -> bool:
        options = self._options
        return (
            not medium.has_file
            or (options.quality_unmet_search and medium.below_cutoff)
            or (options.custom_format_unmet_search and bool(profile and profile.wants_better_than(medium.score)))
            or (options.do_upgrade_search and bool(profile and profile.upgrades))
        )

    def _skip(self, title: str, why: str) -> None:
        if title not in self._skipped_before:
            self._log.warning("%s: %s in the library is skipped: %s.", self._name, title, why.rstrip("."))
        self.skipped[title] = why


def _called(record: Record, place: int) -> str:
    return text(record, "title") or text(record, "artistName") or f"number {place + 1}"
