"""``qbitrr search history``: what was searched for, and what it has brought."""

from __future__ import annotations

from datetime import UTC, datetime

from ..control import words
from ..control.managed import managed
from ..control.place import Place
from ..control.stores import opened
from ..store.searches import BEGUN, Searched
from .output import emit, lines, say, show_table
from .past import since_when

EVER = datetime.fromtimestamp(0, UTC)


def history(place: Place, section: str | None, *, limit: int, since: str | None, json: bool) -> None:
    """Print the account of searches. Raises Misuse, ConfigError, StoreNotReady and Trouble."""
    now = words.now()
    after = since_when(since, now) if since else EVER
    owner = managed(place.configuration(), section, only_apps=True)[0].name if section is not None else None
    with opened(place) as store:
        found = store.searches.recent(after, owner)[: -limit - 1 : -1]
    if json:
        emit([{**_plain(one), "brought": brought(one)} for one in found])
    elif found:
        show_table(
            "when", "section", "searched for", "it has brought", rows=[_row(one, now) for one in found], narrow=2
        )
    else:
        say("Nothing was searched for.")


def brought(search: Searched) -> str:
    """What became of a search, in words."""
    if search.state == BEGUN:
        return "not known yet: nobody could say whether it was made"
    if search.grabs is None:
        return "not known yet"
    if not search.grabs:
        return "nothing"
    return search.grabbed if search.grabs == 1 else f"{search.grabs} releases, the last: {search.grabbed}"


def _plain(search: Searched) -> dict[str, object]:
    return {name: getattr(search, name) for name in Searched.__slots__}


def _row(search: Searched, now: datetime) -> tuple[object, ...]:
    cost = f"{search.cost} searches" if search.cost > 1 else ""
    why = search.want if search.want == search.detail or not search.detail else f"{search.want}: {search.detail}"
    return words.ago(search.at, now), search.owner, lines(search.title or _numbers(search), why, cost), brought(search)


def _numbers(search: Searched) -> str:
    return f"number {', '.join(map(str, search.media))}"
