"""Carry out decisions, journalled step by step: a killed process finishes or drops each, and repeats none."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from .account import Account
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
from .intents import action_of, context_of, owner_of, torrent_of
from .lifecycle import Stage
from .paths import PathMapping
from .pausing import Pauses
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
from .unshown import Unshown
from .wording import called, noun
from .work import DecideAnew, NotDone, Step, Unsettled, Work

log = logging.getLogger(__name__)

type Key = tuple[str, str]

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
    pauses: Pauses = field(default_factory=Pauses)
    unshown: Unshown = field(default_factory=Unshown)
    account: Account = field(init=False)

    def __post_init__(self) -> None:
        self.account = Account(self.owner, self.store, dry_run=self.dry_run)

    def carry_out(self, decision: Decision, now: datetime) -> Download | None:
        """Do it. Returns the download as it is to be remembered afterwards, or None when nothing came of it."""
        action, owner, download = decision.action, decision.classification, decision.download
        key = decision.torrent.key
        if action is None or owner is None or self.pauses.lasts(key, now) or self.unshown.has(key, action, now):
            return None
        if self.dry_run:
            self.account.record(decision, "done", "dry run: nothing was done", now)
            return None
        if veto := self._veto(action, decision.torrent, owner):
            self.pauses.begin(key, now)
            self.account.record(decision, "refused", veto, now)
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
            if self.pauses.lasts(key, now) or intent.client not in self.clients or view is None or not view.complete:
                continue
            if in_flight(intent, now):
                continue
            torrent = view.torrents.get(intent.hash)
            try:
                action = action_of(intent)
            except LookupError as error:
                self.pauses.begin(key, now)
                log.warning("%s: what was begun cannot be finished: %s", called(torrent_of(intent)), error)
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
                    self.pauses.begin(work.torrent.key, work.now)
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
        self.pauses.begin(work.torrent.key, work.now)
        log.warning("%s: its %s waits at the step %r: %s", called(work.torrent), noun(work.action), step, reason)
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
            self.account.append(work.torrent, work.action, work.intent.context, outcome, detail, work.now)
            if outcome == "done" and (
                isinstance(work.action, Reject) or (isinstance(work.action, Remove) and work.action.failed)
            ):
                remember_failure(
                    self.store, work.torrent, work.classification, self.loop_limits, work.now, dry_run=self.dry_run
                )
        if outcome == "done":
            log.info("%s: %s (%s)", called(work.torrent), detail or noun(work.action), work.action.reason)
            self.pauses.end(work.torrent.key)
            self.unshown.note(work.torrent.key, work.action, work.now)
        else:
            log.warning("%s: its %s was %s: %s", called(work.torrent), noun(work.action), outcome, detail)
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
