"""One section's searching: at most one search at a time, paid for before it is made and settled after."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from functools import partial

from ..facts import Facts
from ..hooks import Hooks
from ..store.searches import Searched
from ..store.store import Store
from . import reports
from .configured import SearchPolicy
from .outlook import Outlook, Situation, look_out, too_dear
from .policy import Wait
from .results import CLOCKS_DIFFER_BY, WITHIN, Open, brought
from .values import Answer, GrabHistory, LibrarySearch, SearchOutcome, Want

log = logging.getLogger(__name__)

LOOK_EVERY = timedelta(minutes=1)
AT_ONCE = timedelta(seconds=1)
SOON = timedelta(seconds=15)
"""How soon to ask again an app that is searching for something else."""

SET_ASIDE_FOR = timedelta(minutes=30)
"""How long what was not wanted after all is left out: by then its library has been read again."""

NEVER_KNOWN = timedelta(days=1)
"""A search of which so long nobody could say whether it was made was made."""


class Searcher:
    """Searches for one owner. ``turn`` may take as long as its plugins take, and says when to call it again."""

    def __init__(self, owner: str, hooks: Hooks, store: Store, policy: SearchPolicy) -> None:
        self._owner = owner
        self._hooks = hooks
        self._store = store
        self._policy = policy
        self._set_aside: dict[int, tuple[str, datetime]] = {}
        self._untended: dict[str, str] = {}
        self._said: LibrarySearch | None = None

    def turn(self, situation: Situation, now: datetime) -> datetime:
        """Tend, settle, see what has come, and make the next search if it may be made now."""
        self._store.searches.put_right(now)
        if not self._policy.dry_run:
            self._tend(situation.facts, now)
            self._resume(now)
        self._see_what_came(situation.facts, now)
        outlook = self._look_out(situation, now)
        reports.tell(self._store, outlook)
        search = outlook.next_search
        if search is None:
            return _next_look(outlook, now)
        if self._policy.dry_run:
            self._say(search)
            return _next_look(outlook, now)
        return self._make(search, outlook, now)

    def _say(self, search: LibrarySearch) -> None:
        """What would be searched for in a dry run: it stays the next, and is said once."""
        if search != self._said:
            log.info("%s: %s would be searched for (%s): dry run", self._owner, search.title, search.want.value)
        self._said = search

    def _look_out(self, situation: Situation, now: datetime) -> Outlook:
        self._set_aside = {media_id: kept for media_id, kept in self._set_aside.items() if now < kept[1]}
        aside = {media_id: why for media_id, (why, _) in self._set_aside.items()}
        return look_out(self._owner, self._hooks, self._store, self._policy, situation, now, set_aside=aside)

    def _tend(self, facts: Facts, now: datetime) -> None:
        tended = self._hooks.tend(facts, now)
        for plugin, said in tended.given:
            for sentence in said:
                log.info("%s: %s", plugin, sentence)
        untended = {failure.plugin: failure.error for failure in tended.failed}
        for plugin, error in untended.items():
            if self._untended.get(plugin) != error:
                log.warning("%s could not do what is due from time to time: %s", plugin, error)
        self._untended = untended

    def _resume(self, now: datetime) -> None:
        """Learn what became of the searches that an earlier process or an earlier try has left."""
        for left in self._store.searches.unsettled(self._owner):
            if now - left.at > NEVER_KNOWN:
                self._store.searches.done(left, "nobody could say whether it was made")
                continue
            answers = self._hooks.search(search_of(left), now, left.at)
            if answers.failed or not answers.given:
                continue
            ((_, outcome),) = answers.given
            if outcome.answer is Answer.BUSY:
                return
            self._store.searches.done(left, outcome.detail)
            log.info(
                "%s: it is known now what became of the search for %s: %s", self._owner, left.title, outcome.detail
            )

    def _make(self, search: LibrarySearch, outlook: Outlook, now: datetime) -> datetime:
        """Pay, then order; what is not made is paid back."""
        price = partial(too_dear, self._owner, outlook.survey, outlook.till, self._policy, now)
        number = self._store.searches.begin(search, now, price)
        if isinstance(number, Wait):
            return now + SOON
        answers = self._hooks.search(search, now, None)
        if answers.failed:
            said = answers.failed[0].error
            log.warning("%s: it is not known whether %s is searched for: %s", self._owner, search.title, said)
            return now + LOOK_EVERY
        answer = answers.values[0] if answers.given else SearchOutcome(Answer.NOT_WANTED, "no plugin searches for it")
        return self._settle(number, search, answer, now)

    def _settle(self, number: int, search: LibrarySearch, outcome: SearchOutcome, now: datetime) -> datetime:
        if outcome.answer is Answer.BEGUN:
            (begun,) = [one for one in self._store.searches.unsettled(self._owner) if one.id == number]
            self._store.searches.done(begun, outcome.detail)
            log.info("%s: %s is searched for (%s)", self._owner, search.title, search.want.value)
            return now + max(self._policy.budget.pause, AT_ONCE)
        self._store.searches.take_back(number)
        if outcome.answer is Answer.NOT_WANTED:
            until = now + SET_ASIDE_FOR
            self._set_aside |= dict.fromkeys(search.media_ids, (outcome.detail or "not wanted", until))
        return now + SOON

    def _see_what_came(self, facts: Facts, now: datetime) -> None:
        """Note what the searches have brought, as far as the app's history says."""
        seen = facts.get("history", self._owner)
        waiting = self._store.searches.waiting_for_grabs(self._owner, now - WITHIN)
        if not waiting or seen is None or not isinstance(seen.value, GrabHistory):
            return
        grabs = seen.value.grabbed_since(waiting[0].at - CLOCKS_DIFFER_BY)
        searches = [Open(id=one.id, media_ids=one.media, at=one.at) for one in waiting]
        known_until = seen.at if seen.complete else waiting[0].at
        found = brought(searches, grabs, known_until)
        for one in waiting:
            grabbed = found.get(one.id)
            if grabbed is None or len(grabbed) == one.grabs:
                continue
            last = grabbed[-1].title if grabbed else ""
            media = {media_id for grab in grabbed for media_id in grab.media_ids}
            self._store.searches.brought(one, len(grabbed), last, media)
            if last:
                log.info("%s: the search for %s has brought %s", self._owner, one.title, last)


def _next_look(outlook: Outlook, now: datetime) -> datetime:
    """When the wait is over; soon where that may be at any moment; once a minute in any case."""
    if outlook.wait is None:
        return now + LOOK_EVERY
    until = outlook.wait.until or now + SOON
    return min(max(until, now + AT_ONCE), now + LOOK_EVERY)


def search_of(row: Searched) -> LibrarySearch:
    """The search that was begun, as its plugin knows it."""
    return LibrarySearch(
        owner=row.owner,
        media_ids=row.media,
        title=row.title,
        want=Want(row.want),
        group=row.group_key,
        cost=row.cost,
    )
