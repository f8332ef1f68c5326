"""Not believing a client that suddenly lacks most of what is remembered of it, until it has said so for a while."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from .facts import Facts, Observation
from .ports import View

log = logging.getLogger(__name__)

FEW = 5
"""Of fewer remembered torrents than this, any number may be gone."""

BELIEVED_AFTER = timedelta(minutes=10)
"""How long a client must have listed the same loss, in every cycle, before it is believed."""


COMPARED_EVERY = timedelta(minutes=1)
"""How often everything is compared, whatever the client says of changes."""


@dataclass(frozen=True, slots=True)
class _Loss:
    missing: frozenset[str]
    since: datetime


class Losses:
    """What each client lacks of what is remembered, and since when it has said so.

    A client with another configuration, an empty disk or a fresh container answers readily, and lists nothing.
    """

    def __init__(self) -> None:
        self._losses: dict[str, _Loss] = {}
        self._believed: Facts | None = None
        self._sound: set[str] = set()
        self._compared_at: datetime | None = None

    def believed(self, facts: Facts, remembered: Iterable[tuple[str, str]], now: datetime) -> Facts:
        """The facts, in which a list that has lost too much is incomplete. Believing them again changes nothing."""
        if facts is self._believed:
            return facts
        if self._nothing_new(facts, now):
            self._believed = facts
            return facts
        self._compared_at = now
        by_client: dict[str, set[str]] = {}
        for client, torrent in remembered:
            by_client.setdefault(client, set()).add(torrent)
        seen = {
            key: self._believe(one, one.value, by_client.get(one.source, set()), now)
            if isinstance(one.value, View)
            else one
            for key, one in facts.observations.items()
        }
        self._believed = replace(facts, observations=seen)
        return self._believed

    def _nothing_new(self, facts: Facts, now: datetime) -> bool:
        """Whether every list was whole before and has lost nothing since: then there is nothing to compare."""
        lately = self._compared_at is not None and timedelta(0) <= now - self._compared_at < COMPARED_EVERY
        return lately and all(
            one.source in self._sound and one.value.complete and not one.value.gone
            for one in facts.observations.values()
            if isinstance(one.value, View)
        )

    def _believe(self, seen: Observation, view: View, remembered: Collection[str], now: datetime) -> Observation:
        missing = frozenset(remembered) - view.torrents.keys()
        if not view.complete or len(remembered) < FEW or 2 * len(missing) <= len(remembered):
            self._losses.pop(seen.source, None)
            self._sound = self._sound | {seen.source} if view.complete else self._sound - {seen.source}
            return seen
        self._sound.discard(seen.source)
        loss = self._losses.get(seen.source)
        why = (
            f"{len(missing)} of {len(remembered)} remembered torrents are missing at once; "
            f"this is believed after {BELIEVED_AFTER.total_seconds() / 60:.0f} min"
        )
        if loss is None or loss.missing != missing:
            loss = self._losses[seen.source] = _Loss(missing, now)
            log.warning("%s: %s. Nothing is removed meanwhile.", seen.source, why)
        if now - loss.since >= BELIEVED_AFTER:
            return seen
        return replace(
            seen, value=replace(view, complete=False, why_incomplete=why), complete=False, why_incomplete=why
        )
