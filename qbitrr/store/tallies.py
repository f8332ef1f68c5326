"""How often what was done, counted by the database: for plots and for those who watch from outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from peewee import SQL, Alias, Case, Database, Expression, fn

from ..domain import State
from ..lifecycle import Stage
from .fields import MomentField
from .models import DownloadRow, LedgerRow, SearchRow
from .queries import rows, scalar

SPELL = timedelta(minutes=15)
"""What is counted together: every time zone's midnight is at the beginning of one."""

_SPELL = SPELL // timedelta(microseconds=1)
_BY_SPELL = SQL("spell")
_HOW_MANY = fn.COUNT(SQL("*"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """So many entries of the ledger in the spell that begins ``at``."""

    at: datetime
    action: str
    plugin: str
    rule: str
    outcome: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTally:
    """So many searches in the spell that begins ``at``, and how many of them have brought something."""

    at: datetime
    made: int
    brought: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A download that was imported, and when it was complete."""

    owner: str
    name: str
    completed_at: datetime
    imported_at: datetime


class Tallies:
    """Reads alone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def deeds(self, since: datetime) -> list[Tally]:
        """What was done since a moment, but for dry runs."""
        what = (LedgerRow.action, LedgerRow.plugin, LedgerRow.rule, LedgerRow.outcome)
        spell = _spell(LedgerRow.at)
        real = LedgerRow.dry_run == False  # noqa: E712 -- SQL, not Python
        counted = LedgerRow.select(spell, *what, _HOW_MANY).where(LedgerRow.at >= since, real)
        found = counted.group_by(_BY_SPELL, *what).order_by(_BY_SPELL).tuples()
        return [
            Tally(at=_moment(at), action=action, plugin=plugin, rule=rule, outcome=outcome, count=int(count))
            for at, action, plugin, rule, outcome, count in found.execute(self._database)
        ]

    def outcomes(self, *, after: int, until: int) -> dict[tuple[str, str], int]:
        """How many entries there are with each action and outcome between two ids, but for dry runs."""
        counted = LedgerRow.select(LedgerRow.action, LedgerRow.outcome, _HOW_MANY).where(
            LedgerRow.id > after,
            LedgerRow.id <= until,
            LedgerRow.dry_run == False,  # noqa: E712 -- SQL, not Python
        )
        found = counted.group_by(LedgerRow.action, LedgerRow.outcome).tuples()
        return {(action, outcome): int(count) for action, outcome, count in found.execute(self._database)}

    def searches(self, since: datetime) -> list[SearchTally]:
        """The searches since a moment."""
        spell = _spell(SearchRow.at)
        brought = fn.SUM(Case(None, [(SearchRow.grabs > 0, 1)], 0))
        counted = SearchRow.select(spell, _HOW_MANY, brought).where(SearchRow.at >= since)
        found = counted.group_by(_BY_SPELL).order_by(_BY_SPELL).tuples()
        return [
            SearchTally(at=_moment(at), made=int(made), brought=int(fruitful))
            for at, made, fruitful in found.execute(self._database)
        ]

    def imports(self, since: datetime, limit: int) -> list[Imported]:
        """The last downloads that were imported since a moment, the newest first."""
        found = DownloadRow.select(
            DownloadRow.owner, DownloadRow.name, DownloadRow.completed_at, DownloadRow.imported_at
        ).where(DownloadRow.imported_at >= since, DownloadRow.completed_at.is_null(is_null=False))
        return rows(self._database, found.order_by(DownloadRow.imported_at.desc()).limit(limit), Imported)

    def imported_since(self, when: datetime) -> int:
        """How many downloads were imported since a moment, by what their owners confirm."""
        found = DownloadRow.select(_HOW_MANY).where(DownloadRow.imported_at >= when)
        count = scalar(self._database, found)
        return count if isinstance(count, int) else 0

    def owned(self) -> dict[tuple[str, Stage, State], int]:
        """How many downloads each owner has in each stage and state."""
        by = (DownloadRow.owner, DownloadRow.stage, DownloadRow.state)
        found = DownloadRow.select(*by, _HOW_MANY).group_by(*by).tuples()
        return {(owner, stage, state): int(count) for owner, stage, state, count in found.execute(self._database)}


def _spell(column: MomentField) -> Alias | Expression:
    """The beginning of the spell, as the database keeps moments: a number."""
    number = column.cast("BIGINT")
    return (number / _SPELL * _SPELL).alias("spell")  # whole numbers: the rest is dropped


def _moment(number: int) -> datetime:
    moment = MomentField().python_value(number)
    assert moment is not None
    return moment
