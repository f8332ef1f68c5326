"""Keep every torrent that still owes its trackers something (hit and run), whatever anybody else wants."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pydantic import Field

from qbitrr import (
    HOOK_API,
    Delete,
    Download,
    Duration,
    HealthReport,
    Host,
    Keep,
    Outcome,
    PluginConfig,
    Torrent,
    Verdict,
    hookimpl,
)

from .announcing.unregistered import PHRASES
from .common.matching import filed, matches
from .common.once import Once
from .promises.debts import Debt, debt, deeds_of, heard, perhaps, settled, share_of
from .promises.ledger import Account, Entry, Ledger
from .promises.terms import WHOLE, Mode, Terms

if TYPE_CHECKING:
    from typer import Typer


class Options(PluginConfig):
    """What is owed to trackers."""

    rows: tuple[Terms, ...] = Field(default=(), description="What is owed, by Host, Category, Tag or Private.")
    dead_for: Duration = Field(
        default=timedelta(days=1),
        description="A tracker must have said for so long that it has a torrent no more before that is believed.",
    )
    dead_messages: tuple[str, ...] = Field(
        default=(), description="More parts of what a tracker says then, beside those that are known."
    )


class Obligations:
    """Every row that matches must be met. What was met once stays so, and so does what was owed once."""

    hook_api = HOOK_API
    Config = Options
    needs = frozenset({"trackers"})

    def __init__(self, config: Options) -> None:
        self.config = config
        self._rows = tuple(row for row in config.rows if row.mode is not Mode.DISABLED)
        self._steps = sorted({row.min_download for row in self._rows} | {WHOLE})
        self._phrases = (*PHRASES, *(phrase.casefold() for phrase in config.dead_messages))
        self._ledger = Ledger()
        self._debts = Once(self._counted)
        if not any(row.host or row.dead_tracker_release for row in self._rows):
            self.needs = frozenset()

    @hookimpl
    def qbitrr_worker_start(self, host: Host) -> None:
        self._ledger = Ledger(host.notes)
        self._debts.forget()

    @hookimpl
    def qbitrr_commands(self, host: Host) -> Typer:
        from .promises.obligations_command import command  # noqa: PLC0415 -- only the command line needs it

        return command(self._rows, host)

    @hookimpl
    def qbitrr_health_check(self, torrent: Torrent, download: Download, now: datetime) -> HealthReport | None:
        if debts := self._debts(torrent, download, now):
            return _report(debts, torrent)
        accounts = self._ledger.of(torrent).rows.values()
        if not (dates := [date for account in accounts for date in (*account.met.values(), account.released) if date]):
            return None
        safe = max(dates)
        return HealthReport(
            Verdict.HEALTHY, f"it owes nothing any more since {_date(safe)}", {"safe_since": safe.isoformat()}
        )

    @hookimpl
    def qbitrr_action(self, torrent: Torrent, download: Download, now: datetime) -> Keep | None:
        debts = self._debts(torrent, download, now)
        return Keep("; ".join(debt.what for debt in debts), obligation=True) if debts else None

    @hookimpl
    def qbitrr_post_action(self, outcome: Outcome, torrent: Torrent) -> None:
        if outcome.ok and isinstance(outcome.action, Delete):
            self._ledger.forget(torrent)
            self._debts.forget()

    def _counted(self, torrent: Torrent, download: Download, now: datetime) -> tuple[Debt, ...]:
        """What it owes now. What is to be remembered of it is written down."""
        torrent, entry = filed(torrent, download), self._ledger.of(torrent)
        share = share_of(torrent, download)
        entry = self._seen(entry, share)
        deeds = deeds_of(torrent, download, max(entry.share, share), now)
        debts: list[Debt | None] = []
        for row in self._rows:
            found = matches(row, torrent)
            if row.where in entry.rows or (found and deeds.share >= row.min_download):
                account = entry.rows.get(row.where) or Account(since=now)
                account = heard(account, row, torrent, phrases=self._phrases, dead_for=self.config.dead_for, now=now)
                account = settled(account, row, deeds, now)
                entry = entry.having(row.where, account)
                debts.append(debt(account, row, torrent, download, deeds, dead_for=self.config.dead_for, now=now))
            elif found is not False:
                debts.append(perhaps(row, torrent, deeds, known=found is True))
        self._ledger.keep(torrent, entry)
        return tuple(filter(None, debts))

    def _seen(self, entry: Entry, share: float) -> Entry:
        """The entry with the most that was ever here. Only a step that some row asks about is written down."""
        if share <= entry.share:
            return entry
        step = max((step for step in self._steps if step <= share), default=0)
        return entry if step <= entry.share else entry.model_copy(update={"share": step})


def _report(debts: Sequence[Debt], torrent: Torrent) -> HealthReport:
    return HealthReport(
        Verdict.HEALTHY,
        "; ".join(_said(debt) for debt in debts),
        {
            "ratio": torrent.ratio,
            "owed": [
                {"what": debt.what, "since": _written(debt.since), "safe_from": _written(debt.safe_at)}
                for debt in debts
            ],
        },
        look_again=min((debt.look_again for debt in debts if debt.look_again), default=None),
    )


def _said(debt: Debt) -> str:
    return debt.what if debt.safe_at is None else f"{debt.what}, until {_date(debt.safe_at)}"


def _date(moment: datetime) -> str:
    return f"{moment:%d %b %Y %H:%M} UTC"


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
