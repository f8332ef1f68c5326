"""One search for another release after a failure: the app's own or ours, never both and never twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from .fields import Record, number
from .media import read_media
from .orders import Order, place

if TYPE_CHECKING:
    from .edge import Edge

type WhyNot = Callable[[Record], str]
"""Why the app should not search for one of its media now, or an empty string."""

type Replace = Callable[[Edge, tuple[int, ...], datetime], Replacement]
"""How the media of a failed download are searched for again, as far as they are still wanted."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """The orders that replace a download, and why the rest of it is not searched for."""

    orders: tuple[Order, ...] = ()
    reasons: tuple[str, ...] = ()


def search(edge: Edge, wanted: Replacement, tried_at: datetime | None, failed_at: datetime | None) -> tuple[bool, str]:
    """Give all orders, one at a time. Returns whether that is settled, and how.

    After a try, what was searched for since the failure, by whomever, is not searched for again.
    """
    if not wanted.orders:
        return True, f"not searched: {'; '.join(dict.fromkeys(wanted.reasons))}"
    said: list[str] = []
    for order in wanted.orders:
        placed = place(edge, order, tried_at, failed_at if tried_at else None)
        said.append(placed.detail)
        if not placed.settled:
            return False, "; ".join(said)
    return True, "; ".join(said)


def all_at_once(edge: Edge, media_ids: Sequence[int], why_not: WhyNot) -> Replacement:
    """One order for all of the media that are still wanted."""
    media = read_media(edge, media_ids)
    reasons = tuple(filter(None, map(why_not, media)))
    wanted = tuple(sorted(one for record in media if not why_not(record) and (one := number(record, "id")) is not None))
    if not wanted:
        return Replacement(reasons=reasons or (f"{edge.app.kind} no longer knows it",))
    order = Order(
        command=edge.app.search_command,
        body={edge.app.search_key: list(wanted)},
        media_ids=wanted,
        cost=len(wanted),
    )
    return Replacement((order,), reasons)
