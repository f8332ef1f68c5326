"""Carry out decisions, journalled step by step: a killed process finishes or drops each, and repeats none."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from .actions import Action, Delete, Reject, Remove
from .bench import Bench
from .domain import (
    Classification,
    Decision,
    Download,
    Outcome,
    Torrent,
)
from .hooks import Hooks
from .intents import action_of, context_of, evidence_of, owner_of, rule_of, torrent_of
from .lifecycle import Stage
from .paths import PathMapping
from .ports import Client, View
from .reconsider import reconsider
from .searching.policy import LoopLimits
from .searching.repeats import remember_failure
from .steps import STAGE_AFTER, STEPS, end_quarantine, steps_of
from .store.journal import BEGUN, AlreadyInFlight, Intent
from .store.quarantine import RESTORED
from .store.store import Store
from .tracking import enter
from .unfinished import has_effect, in_flight, left, pointless, takes_away
from .wording import called, noun
from .work import DecideAnew, NotDone, Step, Unsettled, Work

log = logging.getLogger(__name__)

type Key = tuple[str, str]

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 30))
"""How long to leave a torrent alone after an action on it could not be done."""

LASTS = timedelta(minutes=1)
"""A refusal that passes sooner is not worth a word in the history."""

TOLD_OF = 50
"""Of so many torrents the log says the same; of more of them only the ledger does."""

NUMBERS = re.compile(r"\d[\d.,]*")
"""What may differ in a reason that was told already."""

IRREVERSIBLE = (Remove, Reject, Delete)

AFTER_FAILED = (Stage.FAILED, Stage.BLOCKLISTED, Stage.RESEARCHING)


@dataclass(slots=True)
class Executor:
    """Does what was decided about one owner's torrents; in a dry run only says so."""

    owner: str
    hooks: Hooks
    clients: Mapping[str, Client]
    store: Store
    retention: timedelta
    dry_run: bool = False
    tagless: bool = False
    paths: tuple[PathMapping, ...] = ()
    loop_limits: LoopLimits = LoopLimits()  # noqa: RUF009 -- frozen
    steps: Mapping[str, Step] = field(default_factory=lambda: STEPS)
    stopped_at: dict[Key, datetime] = field(default_factory=dict)
    _pauses: dict[Key, tuple[int, datetime]] = field(default_factory=dict)
    _refused: dict[Key, tuple[str, datetime, datetime]] = field(default_factory=dict)
    _recorded: dict[Key, tuple[str, ...]] = field(default_factory=dict)
    _told: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def carry_out(self, decision: Decision, now: datetime) -> Download | None:
        """Do it. Returns the download as it is to be remembered afterwards, or None when nothing came of it."""
        action, owner, download = decision.action, decision.classification, decision.download
        if action is None or owner is None or self._pausing(decision.torrent.key, now):
            return None
        if self.dry_run:
            self._record(decision, "done", "dry run: nothing was done", now)
            return None
        if veto := self._veto(action, decision.torrent, owner):
            self._pause(decision.torrent.key, now)
            self._record(decision, "refused", veto, now)
            return None
        try:
            intent = self.store.journal.begin(
                self.owner,
                decision.torrent.client,
                decision.torrent.hash,
                type(action).__name__,
                steps_of(action, self.retention),
                context_of(decision),
                now,
            )
        except AlreadyInFlight:
            return None
        return self._advance(self._work(intent, decision.torrent, owner, action, now), download)

    def resume(self, views: Mapping[str, View], downloads: Mapping[Key, Download], bench: Bench) -> Iterable[Download]:
        """Take up what an earlier process or an earlier try has left; yield the downloads that it changed.

        Only what belongs to a client whose view is complete: what is not in it is gone.
        """
        now = bench.now
        for intent in self.store.journal.unsettled(self.owner):
            key = (intent.client, intent.hash)
            view = views.get(intent.client)
            if self._pausing(key, now) or intent.client not in self.clients or view is None or not view.complete:
                continue
            if in_flight(intent, now):
                continue
            torrent = view.torrents.get(intent.hash)
            try:
                action = action_of(intent)
            except LookupError as error:
                self._pause(key, now)
                log.warning("%s: what was begun cannot be finished: %s", _called(torrent_of(intent)), error)
                continue
            work = self._work(intent, torrent or torrent_of(intent), owner_of(intent), action, now)
            told = isinstance(action, Remove) and action.told
            again = reconsider(torrent, bench, told=told) if torrent and takes_away(intent) else None
            if reason := pointless(intent, torrent, now) or self._restored(intent):
                self._drop(work, reason)
            elif again and again.refused:
                if not again.unsure:
                    self._drop(work, again.refused)
            elif (download := downloads.get(key)) is None:
                self._advance(work, None)
            elif changed := self._advance(work, download):
                yield changed

    def refused(self, decision: Decision, now: datetime) -> None:
        """Write down that a removal is wanted and refused, once for each reason that lasts.

        At a start, or while somebody is away, there is for a moment a reason for every torrent.
        """
        key, reason = decision.torrent.key, NUMBERS.sub("#", decision.refused)
        known, since, last = self._refused.get(key, ("", now, now))
        if known != reason or not timedelta() <= now - last <= 2 * LASTS:  # it had passed, or the clock was set back
            since = now
        self._refused[key] = reason, since, now
        if now - since >= LASTS:
            self._record(decision, "refused", decision.refused, now)

    def end_pauses(self, now: datetime) -> None:
        """Who was away is back: what may have failed because of that is tried now. Further failures pause longer."""
        self._pauses = {key: (times, min(until, now)) for key, (times, until) in self._pauses.items()}

    def _advance(self, work: Work, download: Download | None) -> Download | None:
        """Do the steps that are left. What fails before any effect is dropped, what fails later resumed."""
        said: list[str] = []
        for name in left(work.intent):
            self.store.journal.step_begun(work.intent.id, name, work.now)
            try:
                said.append(self.steps[name](work))
            except NotDone as error:
                if isinstance(error, DecideAnew):
                    self._drop(work, str(error))
                    return None
                if not has_effect(work.intent, name):
                    self._pause(work.torrent.key, work.now)
                    self._drop(work, str(error), outcome="failed")
                    return None
                return self._wait(work, name, str(error), download)
            except Unsettled as error:
                return self._wait(work, name, str(error), download)
            if name == "stop":
                self.stopped_at[work.torrent.key] = work.now
            download = _staged(download, work, name)
            with self.store.transaction():
                self.store.journal.step_done(work.intent.id, name, work.now)
                self.store.downloads.save_all([download] if download else [])
            work = replace(work, tried_at=None)
        self._settle(work, "done", "; ".join(filter(None, said)))
        return download

    def _wait(self, work: Work, step: str, reason: str, download: Download | None) -> Download | None:
        self._pause(work.torrent.key, work.now)
        log.warning("%s: its %s waits at the step %r: %s", _called(work.torrent), noun(work.action), step, reason)
        return download

    def _restored(self, intent: Intent) -> str:
        states = self.store.quarantine.states(self.owner)
        taken_back = intent.action == Remove.__name__ and states.get((intent.client, intent.hash)) == RESTORED
        return "it was restored meanwhile" if taken_back else ""

    def _drop(self, work: Work, reason: str, *, outcome: str = "dropped") -> None:
        """End an action that will not be finished. A torrent that was not stopped is not in quarantine either."""
        begun = work.intent.step == "stop" and work.intent.step_state == BEGUN
        if "stop" in left(work.intent) and not begun:
            end_quarantine(work, "dropped")
        self._settle(work, outcome, reason)

    def _settle(self, work: Work, outcome: str, detail: str) -> None:
        with self.store.transaction():
            self.store.journal.settle(work.intent.id, outcome, work.now)
            self._append(work.torrent, work.action, work.intent.context, outcome, detail, work.now)
            if outcome == "done" and (
                isinstance(work.action, Reject) or (isinstance(work.action, Remove) and work.action.failed)
            ):
                remember_failure(
                    self.store, work.torrent, work.classification, self.loop_limits, work.now, dry_run=self.dry_run
                )
        if outcome == "done":
            log.info("%s: %s (%s)", _called(work.torrent), detail or noun(work.action), work.action.reason)
            self._pauses.pop(work.torrent.key, None)
        else:
            log.warning("%s: its %s was %s: %s", _called(work.torrent), noun(work.action), outcome, detail)
        self.hooks.post_action(Outcome(work.action, outcome == "done", detail), work.torrent)

    def _work(self, intent: Intent, torrent: Torrent, owner: Classification, action: Action, now: datetime) -> Work:
        return Work(
            torrent=torrent,
            classification=owner,
            action=action,
            intent=intent,
            client=self.clients[torrent.client],
            hooks=self.hooks,
            store=self.store,
            clients=self.clients,
            retention=self.retention,
            tagless=self.tagless,
            paths=self.paths,
            now=now,
            tried_at=intent.step_at if intent.step_state == BEGUN else None,
        )

    def _veto(self, action: Action, torrent: Torrent, owner: Classification) -> str:
        asked = self.hooks.pre_action(action, torrent, owner)
        for plugin, veto in asked.given:
            return f"{plugin} objects: {veto.reason}"
        if asked.failed and isinstance(action, IRREVERSIBLE):
            return f"{asked.failed[0].plugin} could not answer and might have objected: {asked.failed[0].error}"
        return ""

    def _record(self, decision: Decision, outcome: str, detail: str, now: datetime) -> None:
        """Write a decision that was not carried out into the ledger, once until it changes."""
        key = decision.torrent.key
        what = "would be done" if outcome == "done" else f"was {outcome}"
        told = (noun(decision.action or Remove(decision.refused)), what, NUMBERS.sub("#", detail))
        said = (decision.by, *told)
        if self._recorded.get(key) == said:
            return
        self._recorded[key] = said
        action = decision.action or Remove(decision.refused)
        context = {"by": decision.by, "rule": rule_of(decision), "evidence": evidence_of(decision)}
        self._append(decision.torrent, action, context, outcome, detail, now)
        self._told[told] += 1
        level = logging.INFO if self._told[told] <= TOLD_OF else logging.DEBUG
        log.log(level, "%s: its %s %s: %s", _called(decision.torrent), noun(action), what, detail)
        if self._told[told] == TOLD_OF:
            log.info("The same of further torrents is only in `qbitrr history`.")

    def _append(
        self, torrent: Torrent, action: Action, context: Mapping[str, object], outcome: str, detail: str, now: datetime
    ) -> None:
        evidence = context.get("evidence")
        self.store.ledger.append(
            at=now,
            owner=self.owner,
            client=torrent.client,
            hash=torrent.hash,
            name=torrent.name,
            action=type(action).__name__.lower(),
            reason=action.reason,
            outcome=outcome,
            plugin=str(context.get("by", "")),
            rule=str(context.get("rule", "")),
            evidence=evidence if isinstance(evidence, Mapping) else {},
            detail=detail,
            dry_run=self.dry_run,
            size=torrent.size,
        )

    def _pausing(self, key: Key, now: datetime) -> bool:
        """Not when that lasts too long: then the clock was set back."""
        return key in self._pauses and timedelta() < self._pauses[key][1] - now <= PAUSES[-1]

    def _pause(self, key: Key, now: datetime) -> None:
        times = self._pauses[key][0] + 1 if key in self._pauses else 0
        self._pauses[key] = (times, now + PAUSES[min(times, len(PAUSES) - 1)])


def _called(torrent: Torrent) -> str:
    return called(torrent.name, torrent.hash)


def _staged(download: Download | None, work: Work, step: str) -> Download | None:
    """The download after a step. One that is removed as failed has failed, whatever its stage was."""
    stage = STAGE_AFTER.get((type(work.action), step))
    if download is None or stage is None:
        return download
    if stage in AFTER_FAILED and download.stage not in AFTER_FAILED:
        download = enter(download, Stage.FAILED, work.now)
    if stage is Stage.RESEARCHING:
        download = enter(download, Stage.BLOCKLISTED, work.now) if download.stage is Stage.FAILED else download
    return enter(download, stage, work.now)
