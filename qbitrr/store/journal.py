"""The actions in flight, written down before each step is done."""

# ruff: noqa: A002 -- hash and id are the fields' words

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from peewee import Database, IntegrityError, ModelSelect

from ..errors import QbitrrError
from .models import JournalRow
from .queries import columns, expire, first, rows

BEGUN, DONE = "begun", "done"

_INTENT = columns(JournalRow, but=("outcome", "settled_at"))


class AlreadyInFlight(QbitrrError):  # noqa: N818 -- a state of the journal
    """An action on this torrent is not settled yet; there is one at a time for each torrent and owner."""


class NotInFlight(QbitrrError):  # noqa: N818 -- a state of the journal
    """The action is settled or unknown, or has no such step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """One action and how far it has come: the last step that was begun, and whether it is done.

    Before the first step is begun, ``step`` is empty. ``context`` is plain JSON.
    """

    id: int
    owner: str
    client: str
    hash: str
    action: str
    steps: tuple[str, ...]
    step: str
    step_state: str
    begun_at: datetime
    step_at: datetime
    context: Mapping[str, object]


class Journal:
    """Begin, go from step to step, settle; what a killed process left is ``unsettled``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self,
        owner: str,
        client: str,
        hash: str,
        action: str,
        steps: tuple[str, ...],
        context: Mapping[str, object],
        now: datetime,
    ) -> Intent:
        """Write down what will be done. Raises AlreadyInFlight."""
        written = {
            "owner": owner,
            "client": client,
            "hash": hash,
            "action": action,
            "steps": steps,
            "step": "",
            "step_state": "",
            "begun_at": now,
            "step_at": now,
            "context": dict(context),
        }
        try:
            with self._database.atomic():
                identity = int(JournalRow.insert(written).execute(self._database))
        except IntegrityError as error:
            raise AlreadyInFlight(f"Another action on {hash} of {client} by {owner} is not finished yet.") from error
        return self._intent(identity)

    def step_begun(self, id: int, step: str, now: datetime) -> None:
        """Call this before the step is done. Raises NotInFlight."""
        with self._database.atomic():
            self._known_step(id, step)
            self._change(id, step=step, step_state=BEGUN, step_at=now)

    def step_done(
        self,
        id: int,
        step: str,
        now: datetime,
        note: Mapping[str, object] | None = None,
    ) -> None:
        """Call this after the step is done; a note is added to the context. Raises NotInFlight."""
        with self._database.atomic():
            intent = self._known_step(id, step)
            context = {**intent.context, **(note or {})}
            self._change(id, step=step, step_state=DONE, step_at=now, context=context)

    def settle(self, id: int, outcome: str, now: datetime) -> None:
        """The action is over. Raises NotInFlight."""
        with self._database.atomic():
            self._intent(id)
            self._change(id, outcome=outcome, settled_at=now)

    def unsettled(self, owner: str | None = None) -> list[Intent]:
        """What is in flight for an owner, or for anyone; the oldest first."""
        intents = _in_flight().order_by(JournalRow.id)
        return rows(self._database, intents if owner is None else intents.where(JournalRow.owner == owner), Intent)

    def in_flight(self, client: str, hash: str, owner: str | None = None) -> Intent | None:
        """What is being done to a torrent, by an owner or by anyone; the oldest if several owners are at it."""
        intents = _in_flight().where(JournalRow.client == client, JournalRow.hash == hash).order_by(JournalRow.id)
        return first(self._database, intents if owner is None else intents.where(JournalRow.owner == owner), Intent)

    def expire(self, before: datetime) -> int:
        """Forget what was settled before a moment; how many those were."""
        return expire(self._database, JournalRow, JournalRow.settled_at < before)

    def _intent(self, identity: int) -> Intent:
        intent = first(self._database, _in_flight().where(JournalRow.id == identity), Intent)
        if intent is None:
            raise NotInFlight(f"The action {identity} is not in flight.")
        return intent

    def _known_step(self, identity: int, step: str) -> Intent:
        intent = self._intent(identity)
        if step not in intent.steps:
            raise NotInFlight(f"The action {intent.action} has no step {step}: {', '.join(intent.steps)}.")
        return intent

    def _change(self, identity: int, **columns: object) -> None:
        JournalRow.update(columns).where(JournalRow.id == identity).execute(self._database)


def _in_flight() -> ModelSelect[JournalRow]:
    return JournalRow.select(*_INTENT).where(JournalRow.settled_at.is_null())
