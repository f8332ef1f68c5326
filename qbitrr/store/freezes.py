"""Where removals are stopped after a mass event, and until when a person allowed them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from peewee import Database

from .models import FreezeRow
from .queries import first, scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeze:
    """Removals in a scope are stopped since a moment, for a reason."""

    scope: str
    reason: str
    since: datetime


class Freezes:
    """At most one freeze for each scope."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def current(self, scope: str) -> Freeze | None:
        """The freeze of a scope, or None when it is not frozen."""
        frozen = FreezeRow.select(FreezeRow.scope, FreezeRow.reason, FreezeRow.since).where(
            FreezeRow.scope == scope, FreezeRow.since.is_null(is_null=False)
        )
        return first(self._database, frozen, Freeze)

    def freeze(self, scope: str, reason: str, now: datetime) -> bool:
        """Freeze a scope; True when it was not frozen, for that one caller raises the alert."""
        thawed = (FreezeRow.scope == scope) & FreezeRow.since.is_null()
        with self._database.atomic():
            self._ensure(scope)
            return bool(FreezeRow.update(reason=reason, since=now).where(thawed).execute(self._database))

    def lift(self, scope: str, by: str, now: datetime) -> bool:
        """End the freeze of a scope; False when it was not frozen."""
        frozen = (FreezeRow.scope == scope) & FreezeRow.since.is_null(is_null=False)
        lifted = FreezeRow.update(since=None, lifted_by=by, lifted_at=now)
        return bool(lifted.where(frozen).execute(self._database))

    def allow(self, scope: str, until: datetime) -> None:
        """A person allows what the limits would stop, until a moment."""
        with self._database.atomic():
            self._ensure(scope)
            FreezeRow.update(allowed_until=until).where(FreezeRow.scope == scope).execute(self._database)

    def allowed_until(self, scope: str) -> datetime | None:
        """Until when a person allowed it, be that past or not; None when nobody did."""
        until = scalar(self._database, FreezeRow.select(FreezeRow.allowed_until).where(FreezeRow.scope == scope))
        return until if isinstance(until, datetime) else None

    def _ensure(self, scope: str) -> None:
        FreezeRow.insert(scope=scope).on_conflict_ignore().execute(self._database)
