"""One search for another release after a failure: the app's own or ours, never both and never twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qbitrr import Unavailable

from .fields import Record, text, when

if TYPE_CHECKING:
    from .edge import Edge

UNFINISHED = frozenset({"queued", "started"})
MOST_AT_ONCE = 2
"""An app has three workers; three long searches at once would stop its queue."""

CLOCKS_DIFFER_BY = timedelta(seconds=5)

type WhyNot = Callable[[Record], str]
"""Why the app should not search for one of its media now, or an empty string."""


def search(edge: Edge, media_id: int, why_not: WhyNot, now: datetime, tried_at: datetime | None) -> tuple[bool, str]:
    """Search for one of the app's media if it is still wanted. Returns whether that is settled, and how."""
    kind = edge.app.kind
    media = edge.read(f"{edge.app.media_path}/{media_id}")
    if reason := why_not(media):
        return True, f"not searched: {reason}"
    if tried_at and _done(edge, media, media_id, tried_at):
        return True, f"{kind} has searched for it already"
    orders = _searches(edge)
    if any(media_id in _wanted(edge, order) for order in orders):
        return True, f"{kind} is searching for it"
    if len(orders) >= MOST_AT_ONCE:
        return False, f"{kind} is busy with {len(orders)} other searches"
    try:
        edge.command(edge.app.search_command, **{edge.app.search_key: [media_id]})
    except Unavailable as error:  # it may have begun all the same
        if _done(edge, edge.read(f"{edge.app.media_path}/{media_id}"), media_id, now):
            return True, f"{kind} searches for another release"
        return False, f"{kind} did not take the order to search: {error}"
    return True, f"{kind} searches for another release"


def _done(edge: Edge, media: Record, media_id: int, after: datetime) -> bool:
    """Whether a search for it began after a moment: its order is still remembered, or the media has its time."""
    after -= CLOCKS_DIFFER_BY
    searched = when(media, "lastSearchTime")
    if searched and searched >= after:
        return True
    return any(
        media_id in _wanted(edge, order) and (queued := when(order, "queued")) and queued >= after
        for order in edge.read_all("command")
    )


def _searches(edge: Edge) -> list[Record]:
    """Every search that the app is doing or has before it, whoever asked for it."""
    return [
        order
        for order in edge.read_all("command")
        if text(order, "name").endswith("Search") and text(order, "status") in UNFINISHED
    ]


def _wanted(edge: Edge, order: Record) -> tuple[object, ...]:
    body = order.get("body")
    if text(order, "name") != edge.app.search_command or not isinstance(body, dict):
        return ()
    ids = body.get(edge.app.search_key)
    return tuple(ids) if isinstance(ids, list) else ()
