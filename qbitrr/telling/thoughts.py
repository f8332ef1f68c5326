"""What a section thinks of its torrents, for those who look on: in short, and only what is news to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from ..domain import Decision, Download, HealthReport, Said, Verdict
from ..pipeline import Key
from ..steps import steps_of
from .messages import Thought, Thoughts

AT_ONCE = 1000
"""Torrents in one answer: the worker that gives it has other things to do."""

NOBODY_LOOKS = timedelta(minutes=5)
"""So long after the last question nothing is kept for the next one."""

VERSIONS_A_SECOND = 1_000_000

_GRAVITY = tuple(Verdict)


class Recollection:
    """Which torrents were judged anew, in order, while somebody asks. It costs nothing while nobody does."""

    def __init__(self) -> None:
        self._version = 0
        self._first = 0
        self._changed: dict[Key, int] = {}
        self._asked: datetime | None = None

    def note(self, changed: Iterable[Key], now: datetime) -> None:
        """These were judged anew, or are gone."""
        if self._asked is None:
            return
        if not timedelta(0) <= now - self._asked <= NOBODY_LOOKS:
            self._asked = None
            self._changed.clear()
            return
        self._touch(changed)

    def since(
        self,
        version: int,
        known: Iterable[Key],
        think: Callable[[Key], Thought | None],
        now: datetime,
        *,
        dry_run: bool,
    ) -> Thoughts:
        """What has changed since a version that was told; all that is ``known`` for who has none of ours.

        ``think`` says what is thought of one, None of one that is gone.
        """
        if self._asked is None:
            self._begin(known, now)
        self._asked = now
        afresh = not self._first <= version <= self._version
        after = self._first if afresh else version
        news = _newer(self._changed, after)
        told = news[:AT_ONCE]
        thoughts = {key: think(key) for key in told}
        return Thoughts(
            version=self._changed[told[-1]] if told else max(after, self._first),
            afresh=afresh,
            more=len(news) > len(told),
            fresh=tuple(thought for thought in thoughts.values() if thought),
            gone=tuple(key for key, thought in thoughts.items() if not thought),
            dry_run=dry_run,
        )

    def _begin(self, keys: Iterable[Key], now: datetime) -> None:
        """Versions begin with the time, so that nobody takes those of another process for ours."""
        self._first = self._version = max(self._version + 1, int(now.timestamp()) * VERSIONS_A_SECOND)
        self._touch(keys)

    def _touch(self, keys: Iterable[Key]) -> None:
        for key in keys:
            self._version += 1
            self._changed.pop(key, None)
            self._changed[key] = self._version


def _newer(changed: dict[Key, int], version: int) -> list[Key]:
    """The keys that have changed after a version, the oldest change first."""
    found: list[Key] = []
    for key in reversed(changed):
        if changed[key] <= version:
            break
        found.append(key)
    found.reverse()
    return found


def thought_of(decision: Decision, download: Download | None, retention: timedelta) -> Thought:
    """A decision in short, with what is remembered now. ``retention`` is how long a removal stays in quarantine."""
    torrent, owner, action = decision.torrent, decision.classification, decision.action
    rule, report = gravest(decision.reports)
    return Thought(
        client=torrent.client,
        hash=torrent.hash,
        owner=owner.owner if owner else "",
        title=owner.title if owner else "",
        media_id=owner.media_id if owner else None,
        stage=download.stage.value if download else "",
        health=_health(decision, report),
        rule=rule,
        reason=report.reason if report else "",
        action=action.kind if action else "",
        by=decision.by,
        why=decision.why,
        refused=decision.refused,
        look_again=decision.look_again,
        imported_at=download.imported_at if download else None,
        protected=download.protected if download else "",
        steps=steps_of(action, retention) if action else (),
    )


def with_action(thought: Thought, decision: Decision | None, retention: timedelta) -> Thought:
    """With what was decided elsewhere, of the client as a whole, where nothing was decided of the torrent itself."""
    if decision is None or decision.action is None or thought.action:
        return thought
    kind, steps = decision.action.kind, steps_of(decision.action, retention)
    return replace(thought, action=kind, by=decision.by, why=decision.why, steps=steps, of_client=True)


def gravest(reports: Said[HealthReport]) -> tuple[str, HealthReport | None]:
    """The gravest opinion and whose it is; the first of several that are as grave."""
    return max(reports, key=lambda one: _GRAVITY.index(one[1].verdict), default=("", None))


def _health(decision: Decision, report: HealthReport | None) -> str:
    """Nobody vouches for a torrent that is nobody's, or about which a plugin could not answer."""
    if report and report.verdict is not Verdict.HEALTHY:
        return report.verdict.value
    return "unknown" if decision.classification is None or decision.failures else Verdict.HEALTHY.value
