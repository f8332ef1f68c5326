"""One cycle: look, judge, decide. Stopping here, before the decisions are carried out, is the dry run."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import process_time

from .bench import Bench
from .domain import (
    Decision,
    Download,
    Torrent,
)
from .errors import SkipTorrent
from .facts import Facts
from .hooks import Hooks
from .judging import judge
from .lifecycle import Stage
from .losses import Losses
from .ports import View
from .restraint import Restraint
from .safeguards import Safeguards
from .schedule import Schedule
from .standing import Standing
from .tracking import enter

log = logging.getLogger(__name__)

type Key = tuple[str, str]


ASK_AGAIN = timedelta(seconds=30)
"""How soon a torrent is judged again whose removal was refused, or about which a plugin could not answer.

Where they are many, as while an app is away, they cost no more than all torrents do, and are judged later.
"""

ALL_AT_LEAST = timedelta(minutes=1)
COST_FACTOR = 1000
"""All torrents are judged at least so often, but never for more than one part in so many of a processor."""


JUDGED_IN_A_TURN = 250
MOST_TURNS = 20
"""When all are judged again, those that wait for their turn do so only where they are many: a turn is a cycle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """What came of one cycle: fresh decisions, who is gone, why removals are frozen, when to look next."""

    decisions: tuple[Decision, ...]
    gone: tuple[Download, ...]
    freeze: str
    next_look: datetime
    of_client: tuple[Decision, ...] = ()
    """What was last decided of the client as a whole, where it is the client's own section."""


class Pipeline:
    """Remembers what was decided about each torrent, so that a cycle asks only about what may have changed."""

    def __init__(
        self,
        hooks: Hooks,
        remembered: Mapping[Key, Download],
        *,
        safeguards: Safeguards = Safeguards(),  # noqa: B008 -- frozen
        broken: str = "",
        clients: frozenset[str] = frozenset(),
        all_at_least: timedelta = ALL_AT_LEAST,
        spread: timedelta = timedelta(0),
    ) -> None:
        """``spread``: over so long the judging of all is spread; those that are imported wait for their turn in it."""
        self.downloads = dict(remembered)
        self.latest: dict[Key, Decision] = {}
        self._hooks = hooks
        self._safeguards = safeguards
        self._broken = broken
        self._clients = clients
        self._all_at_least = all_at_least
        self._spread = spread
        self._facts = Facts()
        self._losses = Losses()
        self._restraint = Restraint(safeguards.limits)
        self._words: frozenset[tuple[Key, str]] = frozenset()
        self._schedule = Schedule(self._last)
        self._whole: set[str] = set()
        self._round_ends: datetime | None = None
        self._round_cost = timedelta(0)
        self._round_began = self._all_due = self._ran_at = datetime.min.replace(tzinfo=UTC)

    def distrust(self, broken: str) -> None:
        """Remove nothing from now on: these plugins do not run, and might have objected."""
        self._broken = " and ".join(filter(None, (self._broken, broken)))

    @property
    def frozen(self) -> bool:
        """Whether removals wait for the cause of a mass event to pass."""
        return self._restraint.holds

    def look_again_at(self, key: Key, when: datetime) -> None:
        """Judge a torrent again at a time, whatever else happens."""
        self._schedule.plan(key, when)

    def believe(self, facts: Facts, now: datetime) -> Facts:
        """The facts as far as they are believed: a list that lacks most of what is remembered is incomplete."""
        remembered = (key for key, download in self.downloads.items() if download.stage is not Stage.DELETED)
        return self._losses.believed(facts, remembered, now)

    def run(self, facts: Facts, now: datetime, standing: Standing) -> Cycle:
        """Judge every torrent that may have changed; restrain removals that would be too many at once."""
        facts = self.believe(facts, now)
        views = views_of(facts)
        began = process_time()
        set_back = now < self._ran_at  # every time to look again lies too far ahead
        everything = now >= self._all_due or set_back or _differ(self._facts, facts)
        bench = self.bench(facts, now, standing)
        self._hear(standing, views, now)
        fresh = [
            self._judged(torrent, bench)
            for torrent in self._chosen(views, now, everything=everything)
            if torrent.key not in standing.held
        ]
        cost = timedelta(seconds=process_time() - began)
        self._count(cost, now, everything=everything)
        self._facts, self._ran_at = facts, now
        fresh, freeze = self._restraint.restrain(
            fresh, self.latest, bench, views, standing, round_ends=self._round_ends
        )
        self._remember(fresh, now, cost)
        cycle = Cycle(
            decisions=tuple(fresh),
            gone=tuple(
                gone
                for client, view in views.items()
                if view.complete and (everything or view.gone or client not in self._whole)
                for gone in self._gone(client, view, now)
            ),
            freeze=freeze,
            next_look=min(self._all_due, self._schedule.next or self._all_due),
        )
        self._whole = {client for client, view in views.items() if view.complete}
        return cycle

    def _count(self, cost: timedelta, now: datetime, *, everything: bool) -> None:
        """All are judged again when the time of a processor allows it that this round takes, in all of its turns."""
        if everything:
            self._round_began, self._round_cost = now, cost
        elif self._round_ends and now <= self._round_ends:
            self._round_cost += cost
        self._all_due = self._round_began + max(self._all_at_least, self._round_cost * COST_FACTOR)

    def bench(self, facts: Facts, now: datetime, standing: Standing) -> Bench:
        """What judging needs in this cycle besides the torrent."""
        views = views_of(facts)
        return Bench(
            hooks=self._hooks,
            facts=facts,
            now=now,
            safeguards=self._safeguards,
            broken=self._broken,
            clients=self._clients,
            contested=frozenset().union(*(view.contested for view in views.values())),
            offline=frozenset(client for client, view in views.items() if not view.server.online),
            protected=standing.protected,
            stopped_by_us=standing.stopped_by_us,
            failures=standing.failures,
            causes=self._restraint.causes(views, standing),
            released=standing.released,
            told=standing.told,
            rejected=standing.rejected,
        )

    def _hear(self, standing: Standing, views: Mapping[str, View], now: datetime) -> None:
        """Judge again what people have said something about; what is set aside is not looked at."""
        news = {key for key, _ in self._words ^ standing.words}
        for key in news:
            if key[0] in views and key[1] in views[key[0]].torrents:
                self._schedule.plan(key, now)
        self._words = standing.words
        for key in standing.held:
            self._schedule.drop(key)

    def _judged(self, torrent: Torrent, bench: Bench) -> Decision:
        before = self.downloads.get(torrent.key)
        try:
            return judge(torrent, before, bench)
        except SkipTorrent as error:
            log.warning("%s is left alone in this cycle: %s", torrent.name, error)
            return Decision(torrent=torrent, classification=None, download=before, why=str(error))

    def _chosen(self, views: Mapping[str, View], now: datetime, *, everything: bool) -> Iterator[Torrent]:
        """What is judged in this cycle: what is due, and when something else is known than before, everything."""
        if not everything:
            yield from self._schedule.due(views, now)
            return
        settled = [one for one in _all(views) if self._is_settled(one)] if self._spread else []
        turns = min(len(settled) // JUDGED_IN_A_TURN, MOST_TURNS)
        if turns < 2:
            yield from _all(views)
            return
        yield from (one for one in _all(views) if not self._is_settled(one))
        if self._round_ends is None or not timedelta(0) <= self._round_ends - now <= self._spread:
            self._round_ends = now + self._spread
        for torrent in settled:
            self._schedule.soon(torrent.key, now, self._spread, turns=turns)
        yield from (one for one in self._schedule.due(views, now, new=False) if self._is_settled(one))

    def _is_settled(self, torrent: Torrent) -> bool:
        """Whether it has its import behind it: nobody waits for what becomes of it."""
        download = self.downloads.get(torrent.key)
        return torrent.complete and download is not None and download.imported_at is not None

    def _last(self, key: Key) -> Torrent | None:
        latest = self.latest.get(key)
        return latest.torrent if latest else None

    def _remember(self, fresh: Collection[Decision], now: datetime, cost: timedelta) -> None:
        """Keep the decisions, when to look again, and what is remembered of their torrents.

        ``cost`` is the time of a processor that the decisions took.
        """
        unsettled = sum(decision.unsettled for decision in fresh)
        ask_again = max(ASK_AGAIN, cost * COST_FACTOR * unsettled / max(len(fresh), 1))
        for decision in fresh:
            key = decision.torrent.key
            self.latest[key] = decision
            when = now + ask_again if decision.unsettled else decision.look_again
            if decision.look_again and when:
                when = min(when, decision.look_again)
            self._schedule.judged(key, now, when)
            if decision.download and decision.download != self.downloads.get(key):
                self.downloads[key] = decision.download

    def _gone(self, client: str, view: View, now: datetime) -> Iterator[Download]:
        """Forget downloads that a complete list no longer has."""
        for key in [key for key in self.downloads if key[0] == client and key[1] not in view.torrents]:
            self.latest.pop(key, None)
            self._schedule.forget(key)
            self._restraint.forget(key)
            yield enter(self.downloads.pop(key), Stage.DELETED, now)


def _all(views: Mapping[str, View]) -> Iterator[Torrent]:
    return (torrent for view in views.values() for torrent in view.torrents.values())


def _differ(before: Facts, now: Facts) -> bool:
    """Whether anything but the torrents themselves is known differently, or how well it is known."""
    if before.missing.keys() != now.missing.keys() or before.observations.keys() != now.observations.keys():
        return True
    for key, seen in now.observations.items():
        known = before.observations[key]
        if known.complete != seen.complete:
            return True
        if seen.kind != "torrents" and known.value is not seen.value and known.value != seen.value:
            return True
    return False


def views_of(facts: Facts) -> dict[str, View]:
    """Each client's torrents as they were observed."""
    return {seen.source: seen.value for seen in facts.of("torrents") if isinstance(seen.value, View)}
