"""What of a library is wanted, and what speaks against a search for it now. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from qbitrr import Facts, Group, Want, Wanted

from ..queue import QueueView
from .kind import Library
from .medium import Holder, Medium, Shelf, title_of
from .options import SearchOptions
from .quality import Profile

LAST = 9999.0
"""The year of what has none: it comes last in either direction."""


@dataclass(frozen=True, slots=True)
class Queued:
    """The media in an app's queue; while that is not known, ``unknown`` says why, and nothing may be searched for."""

    media: frozenset[int] = frozenset()
    unknown: str = ""


type Requested = Callable[[Holder, Medium], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """All that a judgement of the media of one library needs."""

    library: Library
    options: SearchOptions
    queued: Queued
    now: datetime
    requested: Requested = lambda _holder, _medium: False

    def want(self, holder: Holder, medium: Medium, profile: Profile | None) -> Want | None:
        """Why it is worth a search, or None when it is not."""
        options = self.options
        if not medium.has_file:
            if self.requested(holder, medium):
                return Want.REQUESTED
            return Want.MISSING if options.search_missing else None
        if options.quality_unmet_search and medium.below_cutoff:
            return Want.CUTOFF_UNMET
        if options.custom_format_unmet_search and profile and profile.wants_better_than(medium.score):
            return Want.FORMAT_UNMET
        return Want.UPGRADE if options.do_upgrade_search and profile and profile.upgrades else None

    def why_not(self, holder: Holder, medium: Medium) -> str:
        """What speaks against a search now, the most lasting first, or an empty string."""
        return (
            self._not_monitored(holder, medium)
            or self.library.why_not(holder, medium)
            or not_out(medium, self.now)
            or self.queued.unknown
            or ("it is in the queue" if medium.id in self.queued.media else "")
        )

    def _not_monitored(self, holder: Holder, medium: Medium) -> str:
        return "" if self.options.unmonitored else not_monitored(holder, medium)


def queue_of(name: str, facts: Facts) -> Queued:
    """What the facts of the last cycle say of a section's queue."""
    seen = facts.get("queue", name)
    if seen is None or not isinstance(seen.value, QueueView):
        why = facts.missing.get(name, "it was not read yet")
        return Queued(unknown=f"its queue is not known: {why}")
    if not seen.complete:
        return Queued(unknown=f"its queue may not be whole: {seen.why_incomplete or 'no reason given'}")
    media = frozenset(one for item in seen.value.items.values() for one in item.media_ids)
    return Queued(media | seen.value.pending)


def not_monitored(holder: Holder, medium: Medium) -> str:
    """What of all that must be monitored is not, or an empty string. Seasons need not be, if an episode is."""
    if not holder.monitored:
        return f"{holder.title} is not monitored"
    return "" if medium.monitored else "it is not monitored"


def not_out(medium: Medium, now: datetime) -> str:
    if medium.out_at is not None and medium.out_at > now:
        return f"it is not out before {medium.out_at:%d %b %Y %H:%M} UTC"
    return medium.why_not_out


def judge(shelf: Shelf, look: Look, rank: int) -> tuple[Wanted, ...]:
    """The media of a shelf that are wanted. ``rank`` is its holder's place among all titles."""
    holder = shelf.holder
    found = [
        (medium, want, look.why_not(holder, medium))
        for medium in shelf.media
        if (want := look.want(holder, medium, shelf.profile))
    ]
    groups = look.library.groups(holder, [medium for medium, _, why_not in found if not why_not])
    return tuple(
        Wanted(
            media_id=medium.id,
            title=title_of(holder, medium),
            want=want,
            order=_order(look.options, holder, medium, rank),
            urgent=want is Want.REQUESTED or (want is Want.MISSING and look.library.urgent(medium, look.now)),
            groups=_groups(groups.get(medium.id, ()), want),
            searched_at=medium.searched_at,
            why_not=why_not,
        )
        for medium, want, why_not in found
    )


def ranks(holders: Iterable[Holder]) -> Mapping[int, int]:
    """The place of each holder among all titles."""
    ordered = sorted(holders, key=lambda holder: (holder.title.casefold(), holder.id))
    return {holder.id: place for place, holder in enumerate(ordered)}


def _groups(groups: tuple[Group, ...], want: Want) -> tuple[Group, ...]:
    """What was requested is searched for by itself or in one search; never with more than was asked for."""
    return tuple(group for group in groups if group.cost == 1) if want is Want.REQUESTED else groups


def _order(options: SearchOptions, holder: Holder, medium: Medium, rank: int) -> tuple[float, ...]:
    within = (float(medium.season or 0), float(medium.number))
    if not options.search_by_year:
        return (float(-rank if options.search_in_reverse else rank), *within)
    year = float(medium.out_at.year if medium.out_at else holder.year)
    if not year:
        return (LAST, float(rank), *within)
    return (year if options.search_in_reverse else -year, float(rank), *within)
