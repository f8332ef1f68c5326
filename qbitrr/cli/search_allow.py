"""``qbitrr search allow``: a person lets something be searched for again that fails again and again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..control import words
from ..control.managed import managed
from ..control.place import Place
from ..control.stores import opened
from ..control.stuck import Stuck, stuck
from ..control.trouble import Trouble
from ..searching.configured import SearchPolicy, policy_of
from ..store.store import Store
from .output import emit, say
from .sentences import warn

ACTION = "search again"
"""What the ledger calls it."""

MOST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What was done: so many failures no longer count. It still rests until ``rests_until``, as after any search."""

    section: str
    title: str
    media: tuple[int, ...]
    forgotten: int
    rests_until: datetime | None


def allow(place: Place, section: str, item: str, *, json: bool) -> None:
    """Forget the failures of what is meant. Raises ConfigError, StoreNotReady and Trouble."""
    configuration = place.configuration()
    owner = managed(configuration, section, only_apps=True)[0].name
    policy, now = policy_of(configuration.settings), words.now()
    with opened(place, read_only=False) as store:
        one = chosen(item, owner, stuck(store, owner, policy.loops, now))
        done = _forget(store, one, policy, now)
    if place.database != place.lasting_database:
        warn("A dry run is running: this holds in its copy of the database, which is deleted when it ends.")
    if json:
        emit(done)
    else:
        say(_told(done))


def chosen(item: str, owner: str, known: Sequence[Stuck]) -> Stuck:
    """The one that is meant: by the number of one of its media, else by a part of its title. Raises Trouble."""
    by_number = [one for one in known if item in map(str, one.media)]
    found = by_number or [
        one for one in known if item and any(item.casefold() in title.casefold() for title in one.titles)
    ]
    if len(found) == 1:
        return found[0]
    if not known:
        raise Trouble(f"{owner} leaves nothing alone: nothing there fails again and again.")
    if not found:
        raise Trouble(
            f"Of what {owner} leaves alone nothing has the number or the title {item!a}. It is: {_list(known)}."
        )
    raise Trouble(f"{len(found)} fit {item!a}: {_list(found)}. Say the number of the one that you mean.")


def _list(known: Sequence[Stuck]) -> str:
    more = f"; and {len(known) - MOST} more" if len(known) > MOST else ""
    return "; ".join(f"{one.media[0]} {one.title}" for one in known[:MOST]) + more


def _forget(store: Store, one: Stuck, policy: SearchPolicy, now: datetime) -> Allowed:
    """Forget, and write it where the alert is written."""
    memories = store.searches.memories(one.section)
    with store.transaction():
        forgotten = store.failures.forget(one.section, one.media)
        store.ledger.append(
            at=now,
            owner=one.section,
            client="",
            hash="",
            name=one.title,
            action=ACTION,
            reason=f"a person said so: its {one.failures} failures no longer count",
            outcome="done",
        )
    last = [memories[media_id] for media_id in one.media if media_id in memories]
    rests = [policy.rest.until(memory.searched_at, memory.fruitless) for memory in last if memory.searched_at]
    return Allowed(
        section=one.section,
        title=one.title,
        media=one.media,
        forgotten=forgotten,
        rests_until=max((until for until in rests if until > now), default=None),
    )


def _told(done: Allowed) -> str:
    several = f" ({len(done.media)} media)" if len(done.media) > 1 else ""
    when = f"not before {words.moment(done.rests_until)}: it rests after its last search" if done.rests_until else ""
    return (
        f"{done.section}: the failures of {done.title}{several} no longer count. "
        f"It is searched for again when its turn comes{f', {when}' if when else ''}."
    )
