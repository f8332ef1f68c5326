"""Restrain removals that would be too many at once, or whose cause is not the torrents' own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from .actions import Reject, Remove
from .bench import Bench
from .domain import Decision, Torrent, Verdict
from .gate import calls_failed, refuse, told_to_go
from .mass_events import Causes, Together
from .ports import View
from .safety import Limits, Load, mass_event
from .standing import Standing

type Key = tuple[str, str]

TAKEN = (Remove, Reject)
"""What is restrained when it is too much at once, or has a cause in common."""

IN_TURNS = "all torrents are being judged, in turns: what is to go is decided when that is known of all"


class Restraint:
    """Counts what is bad together, and remembers what waits until the cause has passed."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._together = Together()
        self._frozen: dict[Key, Torrent] = {}
        self._spared: dict[Key, str] = {}

    @property
    def holds(self) -> bool:
        """Whether removals wait for a cause to pass."""
        return bool(self._frozen or self._spared)

    def causes(self, views: Mapping[str, View], standing: Standing) -> Causes:
        """What spares torrents now. A person can say that it does not."""
        return Causes() if standing.unfrozen else self._together.causes(views, self._limits)

    def restrain(
        self,
        fresh: list[Decision],
        latest: Mapping[Key, Decision],
        bench: Bench,
        views: Mapping[str, View],
        standing: Standing,
        *,
        round_ends: datetime | None = None,
    ) -> tuple[list[Decision], str]:
        """The decisions of a cycle as far as they are allowed, and why others are not. ``latest`` came before them.

        Until a round ends in which all torrents are judged in turns, nothing is taken away: how many are wanted
        together is only known then.
        """
        for one in fresh:
            self._together.note(one.torrent, failing=one.ailing)
            self._frozen.pop(one.torrent.key, None)
            self._spared.pop(one.torrent.key, None)
        fresh = self._spare(fresh, bench, self.causes(views, standing))
        freeze = self._mass_event(fresh, latest, views, standing)
        if waits := freeze or (IN_TURNS if round_ends and bench.now < round_ends else ""):
            self._frozen |= {one.torrent.key: one.torrent for one in fresh if isinstance(one.action, TAKEN)}
            fresh = [refuse(one, waits) if isinstance(one.action, TAKEN) else one for one in fresh]
        return fresh, freeze or next(iter(self._spared.values()), "")

    def forget(self, key: Key) -> None:
        """It is there no more."""
        self._frozen.pop(key, None)
        self._spared.pop(key, None)
        self._together.forget(key)

    def _spare(self, fresh: Iterable[Decision], bench: Bench, after: Causes) -> list[Decision]:
        """The decisions without what has a cause in common, be that known before or seen only now."""
        kept: list[Decision] = []
        for one in fresh:
            reason = ""
            if isinstance(one.action, TAKEN):
                failed = calls_failed(one.action) and not told_to_go(one.torrent, bench)
                reason = after.of(one.torrent, failed=failed)
            kept.append(refuse(one, reason) if reason else one)
            if one.refused and one.refused == bench.causes.of(one.torrent):
                reason = one.refused
            if reason := reason or (after.of(one.torrent) if one.ailing else ""):
                self._spared[one.torrent.key] = reason
        return kept

    def _mass_event(
        self,
        fresh: Iterable[Decision],
        latest: Mapping[Key, Decision],
        views: Mapping[str, View],
        standing: Standing,
    ) -> str:
        if standing.unfrozen:
            return ""
        wanted = {decision.torrent.key: decision.torrent for decision in fresh if isinstance(decision.action, TAKEN)}
        if not wanted:
            return ""
        already = {key: size for key, size in standing.rehearsed.items() if key not in wanted}
        aside = standing.held | already.keys()
        asked = {decision.torrent.key for decision in fresh}
        wanted |= {key: torrent for key, torrent in self._frozen.items() if key not in asked and key in latest}
        judged = {**latest, **{decision.torrent.key: decision for decision in fresh}}.values()
        unfinished = [decision for decision in judged if decision.download and not decision.torrent.complete]
        failing = [one for one in unfinished if one.ailing and _is_failed(one)]
        load = Load(
            removed=standing.removed + len(already),
            removed_size=standing.removed_size + sum(already.values()),
            present=sum(sum((client, hash_) not in aside for hash_ in view.torrents) for client, view in views.items()),
            failing=len(failing),
            unfinished=len(unfinished),
        )
        return mass_event(wanted.values(), load, self._limits)


def _is_failed(decision: Decision) -> bool:
    return any(report.verdict is Verdict.FAILED for _, report in decision.reports)
