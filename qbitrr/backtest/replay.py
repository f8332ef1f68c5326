"""Let the recorded time pass again: judge as a worker would have, and see what it would have removed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from ..actions import Action, Reject, Remove
from ..domain import Decision, Torrent
from ..hooks import Hooks
from ..intents import rule_of
from ..pipeline import Cycle, Pipeline
from ..recording.batch import Event, Off
from ..safeguards import Safeguards
from ..standing import Standing
from ..tracking import first_sight, look, unseen
from .recorded import Damaged, World
from .removals import Fate, Freeze, Removal, Report

type Key = tuple[str, str]
type Taken = Callable[[Key, datetime], datetime | None]
"""When qbitrr has in truth removed a torrent after a moment, as its ledger says."""

SOONEST = timedelta(seconds=5)
"""Time alone brings about no two looks that are closer to each other."""

SWEEP = timedelta(minutes=30)
"""How often every torrent is judged, though nothing has changed and no rule has asked for it."""

REFUSED_AGAIN = timedelta(minutes=5)
"""How soon a removal that was refused is tried again."""

TAKES_AWAY = (Remove, Reject)


@dataclass(slots=True)
class Replay:
    """One section's time, passing once more. ``distrusted`` is why nothing may be removed at all."""

    section: str
    world: World
    hooks: Hooks
    safeguards: Safeguards
    since: datetime
    until: datetime
    distrusted: str = ""
    _pipeline: Pipeline | None = None
    _now: datetime = field(init=False)
    _began: datetime | None = None
    _next_look: datetime | None = None
    _removals: dict[Key, Removal] = field(default_factory=dict)
    _finished: dict[Key, datetime] = field(default_factory=dict)
    _freezes: list[Freeze] = field(default_factory=list)
    _frozen: dict[Key, str] = field(default_factory=dict)
    _freezing: bool = False
    _unfinished: set[Key] = field(default_factory=set)
    _seen: set[Key] = field(default_factory=set)
    _taken: set[Key] = field(default_factory=set)
    _off_for: timedelta = timedelta(0)

    def __post_init__(self) -> None:
        self._now = self._next_look = self.since

    def run(self, recorded: Iterable[Event | Damaged], taken: Taken = lambda _key, _since: None) -> Report:
        """Go through all of it."""
        for moment in self._moments(recorded):
            self._now = max(moment, self._now) if self._began else moment
            if self._now < self.since:
                self._remember()
            elif not self.world.off:
                self._cycle()
        return self._report(taken)

    def _moments(self, recorded: Iterable[Event | Damaged]) -> Iterator[datetime]:
        """Each moment at which something is to be looked at: what happened then is in the world already."""
        coming = iter(recorded)
        event = next(coming, None)
        while True:
            due = None if self.world.off or self._next_look is None else self._next_look
            if event is not None and (due is None or event.at <= due):
                at = event.at
                self.world.apply(event)
                event = next(coming, None)
                while event is not None and event.at <= at and not isinstance(event, Off):
                    self.world.apply(event)  # the end of a recording comes after what was seen last
                    event = next(coming, None)
            elif due is not None:
                at = due
            else:
                return
            if at > self.until:
                return
            yield at

    def _remember(self) -> None:
        """Before the replay begins only time passes for what is remembered; nothing is judged."""
        self._bridge()
        for key in self.world.changed():
            torrent, claim = self.world.torrent(key), self.world.claims.get(key)
            if torrent is None or claim is None:
                continue
            before = self.world.remembered.get(key) or first_sight(torrent, claim, self._now)
            imported = self.world.history.imported(torrent.hashes)
            special = self.safeguards.special_categories
            self.world.remembered[key] = look(before, torrent, claim, imported, self._now, special)

    def _cycle(self) -> None:
        pipeline = self._started()
        changed = self.world.changed()
        for key in changed:
            if key not in pipeline.downloads and (known := self.world.remembered.get(key)):
                pipeline.downloads[key] = known
        self._bridge()
        self._watch(changed)
        self.hooks.cycle_start(self._now)
        facts = pipeline.believe(self.world.facts(changed, self._now), self._now)
        cycle = pipeline.run(facts, self._now, self._standing())
        for decision in cycle.decisions:
            self._see(decision, pipeline)
        self._note_freeze(cycle, pipeline)
        self.hooks.cycle_end(cycle.decisions, self._now)
        self._next_look = max(cycle.next_look, self._now + SOONEST)

    def _started(self) -> Pipeline:
        """The pipeline, made when the replay begins."""
        if self._pipeline is None:
            self._began = self._now
            present = {torrent.key for torrents in self.world.torrents.values() for torrent in torrents.values()}
            self._pipeline = Pipeline(
                self.hooks,
                {key: known for key, known in self.world.remembered.items() if key in present},
                safeguards=self.safeguards,
                broken=self.distrusted,
                clients=frozenset(self.world.clients),
                all_at_least=SWEEP,
            )
            self._seen |= present
        return self._pipeline

    def _bridge(self) -> None:
        """After a time in which a client was not seen, no seeding is counted for it."""
        downloads = self._pipeline.downloads if self._pipeline else self.world.remembered
        for gap in self.world.gaps:
            for key, download in downloads.items():
                if key[0] == gap.client:
                    downloads[key] = unseen(download, gap.last, gap.again)
        if self.world.gaps and self._began:
            self._off_for += max(gap.again - max(gap.last, self._began) for gap in self.world.gaps)
        self.world.gaps.clear()

    def _watch(self, changed: frozenset[Key]) -> None:
        """See what becomes of what would have been removed."""
        self._seen |= changed
        for key in changed & self._removals.keys():
            torrent = self.world.torrent(key)
            if torrent and torrent.complete and key in self._unfinished:
                self._finished.setdefault(key, self._now)
        self._taken |= {key for key, (how, _) in self.world.ended.items() if how == "held"} - self._removals.keys()

    def _standing(self) -> Standing:
        since = self._now - self.safeguards.limits.window
        lately = [one for one in self._removals.values() if one.at >= since and one.action == "remove"]
        return Standing(
            held=frozenset(self._removals),
            protected=self.world.protected,
            stopped_by_us=frozenset(self.world.stopped_by_us),
            removed=len(lately),
            removed_size=sum(one.size for one in lately),
        )

    def _see(self, decision: Decision, pipeline: Pipeline) -> None:
        """Take note of a removal, after those who may object to it were asked."""
        key, action = decision.torrent.key, decision.action
        if decision.refused:
            pipeline.look_again_at(key, self._now + REFUSED_AGAIN)
        if not isinstance(action, TAKES_AWAY) or decision.classification is None:
            return
        objections = self.hooks.pre_action(action, decision.torrent, decision.classification)
        if objections.given or objections.failed:
            pipeline.look_again_at(key, self._now + REFUSED_AGAIN)
            return
        if not decision.torrent.complete:
            self._unfinished.add(key)
        self._removals[key] = _removal(self.section, decision, decision.torrent, action, self._now)
        pipeline.look_again_at(key, self.until + SWEEP)

    def _note_freeze(self, cycle: Cycle, pipeline: Pipeline) -> None:
        if cycle.freeze:
            if not self._freezing:
                self._freezes.append(Freeze(section=self.section, since=self._now, until=None, reason=cycle.freeze))
            self._freezing = True
            kept = (one.torrent for one in cycle.decisions if one.ailing or one.refused == cycle.freeze)
            self._frozen |= {torrent.key: torrent.name for torrent in kept}
        elif self._freezing and not pipeline.frozen:
            self._thaw(self._now)

    def _thaw(self, until: datetime | None) -> None:
        """The cause of the last freeze has passed, or the recording is at its end."""
        names = tuple(sorted(self._frozen.values()))
        self._freezes[-1] = replace(self._freezes[-1], until=until, torrents=names)
        self._frozen.clear()
        self._freezing = False

    def _report(self, taken: Taken) -> Report:
        if self._freezing:
            self._thaw(None)
        return Report(
            section=self.section,
            since=self._began or self.since,
            until=self.until,
            torrents=len(self._seen),
            removals=tuple(self._with_fate(one, taken) for one in self._removals.values()),
            freezes=tuple(self._freezes),
            taken=len(self._taken),
            unseen=self._off_for.total_seconds(),
            notes=tuple(_said(one) for one in self.world.damages),
        )

    def _with_fate(self, one: Removal, taken: Taken) -> Removal:
        """What became of it in truth, the most telling first."""
        how, at = self.world.ended.get(one.key, ("", None))
        torrent = self.world.torrent(one.key)
        if finished := self._finished.get(one.key):
            return replace(one, fate=Fate.FINISHED, fate_at=finished)
        if removed := taken(one.key, one.at):
            return replace(one, fate=Fate.REMOVED, fate_at=removed)
        if how:
            return replace(one, fate=Fate.REMOVED if how == "held" else Fate.GONE, fate_at=at)
        if torrent is None:
            return replace(one, fate=Fate.UNKNOWN if self.world.damages else Fate.GONE)
        return replace(one, fate=Fate.COMPLETE if torrent.complete else Fate.UNFINISHED)


def _said(damaged: Damaged) -> str:
    return f"What was recorded around {damaged.at:%Y-%m-%d %H:%M} UTC is skipped: {damaged.why}."


def _removal(section: str, decision: Decision, torrent: Torrent, action: Action, now: datetime) -> Removal:
    return Removal(
        at=now,
        section=section,
        client=torrent.client,
        hash=torrent.hash,
        name=torrent.name,
        action="reject" if isinstance(action, Reject) else "remove",
        rule=rule_of(decision) or decision.by,
        reason=action.reason,
        progress=torrent.progress,
        size=torrent.size,
        evidence={plugin: dict(report.evidence) for plugin, report in decision.reports if report.evidence},
    )
