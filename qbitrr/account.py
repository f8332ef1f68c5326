"""What the ledger says of an owner's decisions, and the log of those that were not carried out."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from .actions import Action, Remove
from .domain import Decision, Torrent
from .intents import evidence_of, rule_of
from .store.store import Store
from .wording import called, noun

log = logging.getLogger(__name__)

type Key = tuple[str, str]

LASTS = timedelta(minutes=1)
"""A refusal that passes sooner is not worth a word in the history."""

TOLD_OF = 50
"""Of so many torrents the log says the same; of more of them only the ledger does."""

NUMBERS = re.compile(r"\d[\d.,]*")
"""What may differ in a reason that was told already."""


class Account:
    """One owner's. What was not carried out is written once, until it changes."""

    def __init__(self, owner: str, store: Store, *, dry_run: bool) -> None:
        self._owner = owner
        self._store = store
        self._dry_run = dry_run
        self._refused: dict[Key, tuple[str, datetime, datetime]] = {}
        self._recorded: dict[Key, tuple[str, ...]] = {}
        self._told = Counter[tuple[str, ...]]()

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
            self.record(decision, "refused", decision.refused, now)

    def record(self, decision: Decision, outcome: str, detail: str, now: datetime) -> None:
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
        self.append(decision.torrent, action, context, outcome, detail, now)
        self._told[told] += 1
        level = logging.INFO if self._told[told] <= TOLD_OF else logging.DEBUG
        log.log(level, "%s: its %s %s: %s", called(decision.torrent), noun(action), what, detail)
        if self._told[told] == TOLD_OF:
            log.info("The same of further torrents is only in `qbitrr history`.")

    def append(
        self, torrent: Torrent, action: Action, context: Mapping[str, object], outcome: str, detail: str, now: datetime
    ) -> None:
        """Write what came of an action into the ledger. ``context`` says by whom, by which rule, on which evidence."""
        evidence = context.get("evidence")
        self._store.ledger.append(
            at=now,
            owner=self._owner,
            client=torrent.client,
            hash=torrent.hash,
            name=torrent.name,
            action=action.kind,
            reason=action.reason,
            outcome=outcome,
            plugin=str(context.get("by", "")),
            rule=str(context.get("rule", "")),
            evidence=evidence if isinstance(evidence, Mapping) else {},
            detail=detail,
            dry_run=self._dry_run,
            size=torrent.size,
        )
