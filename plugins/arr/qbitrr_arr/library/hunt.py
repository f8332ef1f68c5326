"""Making one search of a library: look again whether it is wanted, and order it unless something else is going on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qbitrr import Answer, LibrarySearch, SearchOutcome, Unavailable, Want

from ..errors import NotFound, Refused, WrongAnswer
from ..orders import CLOCKS_DIFFER_BY, Order, Standing, busy, is_searching, place
from .kind import Library
from .medium import Holder, Medium
from .options import SearchOptions
from .quality import Profile, read_profiles
from .shelves import Shelves
from .wants import Look, Queued

if TYPE_CHECKING:
    from ..edge import Edge

JUST = timedelta(hours=1)
ANSWERS = {
    Standing.GIVEN: Answer.BEGUN,
    Standing.RUNNING: Answer.BEGUN,
    Standing.DONE: Answer.BEGUN,
    Standing.BUSY: Answer.BUSY,
}


class Hunt:
    """Searches for one library."""

    def __init__(self, edge: Edge, library: Library, options: SearchOptions, shelves: Shelves) -> None:
        self._edge = edge
        self._library = library
        self._options = options
        self._shelves = shelves
        self._was_busy = False

    def make(self, search: LibrarySearch, now: datetime, tried_at: datetime | None) -> SearchOutcome:
        """Make a search. Raises ``Unavailable`` when it is not known whether it was made.

        While the app goes on searching for something else, it is asked about that alone.
        """
        try:
            return self._make(search, now, tried_at)
        except NotFound:
            self._shelves.forget(search.media_ids)
            return SearchOutcome(Answer.NOT_WANTED, f"{self._edge.app.kind} no longer knows it")
        except Refused as error:
            return SearchOutcome(Answer.NOT_WANTED, f"{self._edge.app.kind} refused: {error}")

    def _make(self, search: LibrarySearch, now: datetime, tried_at: datetime | None) -> SearchOutcome:
        if self._was_busy and not tried_at and is_searching(self._edge):
            return SearchOutcome(Answer.BUSY, busy(self._edge.app.kind))
        self._was_busy = False
        try:
            holder, media = self._library.again(self._edge, search.media_ids, now)
        except WrongAnswer as error:
            if tried_at:
                raise
            return SearchOutcome(Answer.NOT_WANTED, f"it cannot be looked at: {error}")
        if gone := set(search.media_ids) - {one.id for one in media}:
            self._shelves.forget(gone)
        if tried_at and any(one.searched_at and one.searched_at >= tried_at - CLOCKS_DIFFER_BY for one in media):
            self._shelves.expire(holder.id)
            return SearchOutcome(Answer.BEGUN, f"{self._edge.app.kind} has searched for {search.title} already")
        wanted, why_not = self._still_wanted(search, holder, media, now)
        if not wanted:
            self._shelves.learn(holder, media)
            return SearchOutcome(Answer.NOT_WANTED, why_not)
        if not tried_at and all(self._was_just_searched(holder, one, now) for one in wanted):
            self._shelves.learn(holder, media)
            return SearchOutcome(Answer.NOT_WANTED, f"{self._edge.app.kind} has just searched for it by itself")
        return self._order(self._library.order(holder, wanted, search.group), holder, tried_at)

    def _order(self, order: Order, holder: Holder, tried_at: datetime | None) -> SearchOutcome:
        placed = place(self._edge, order, tried_at)
        if placed.standing is Standing.LOST:
            raise Unavailable(placed.detail)
        self._was_busy = placed.standing is Standing.BUSY
        if not self._was_busy:
            self._shelves.expire(holder.id)
        return SearchOutcome(ANSWERS[placed.standing], placed.detail)

    def _still_wanted(
        self, search: LibrarySearch, holder: Holder, media: Sequence[Medium], now: datetime
    ) -> tuple[list[Medium], str]:
        """The media that a search is still wanted for, or else why it is not."""
        look = Look(
            library=self._library,
            options=self._options,
            queued=Queued(self._library.queued(self._edge, holder)),
            now=now,
            requested=lambda _holder, _medium: search.want is Want.REQUESTED,
        )
        profile = self._profile(holder)
        reasons = [
            look.why_not(holder, one) if look.want(holder, one, profile) else "it has come meanwhile" for one in media
        ]
        wanted = [one for one, why_not in zip(media, reasons, strict=True) if not why_not]
        return wanted, next(iter(reasons), f"{self._edge.app.kind} no longer knows it")

    def _profile(self, holder: Holder) -> Profile | None:
        if not self._shelves.profiles:
            self._shelves.profiles = read_profiles(self._edge)
        return self._shelves.profile_of(holder)

    def _was_just_searched(self, holder: Holder, medium: Medium, now: datetime) -> bool:
        """Whether somebody else has searched for it since the list was made, a short time ago."""
        known = self._shelves.medium(holder.id, medium.id)
        searched = medium.searched_at
        if searched is None or known is None or now - searched > JUST:
            return False
        return known.searched_at is None or searched > known.searched_at
