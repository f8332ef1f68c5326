"""``qbitrr backtest``: what a configuration would have removed of what was recorded, and what became of that."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from ..backtest.removals import Fate, Freeze, Removal, Report
from ..backtest.section import replay_section
from ..config.configuration import Configuration, InstanceSection, load
from ..control import words
from ..control.managed import managed
from ..control.place import Place
from ..control.stores import opened
from ..control.trouble import Trouble
from ..recording.recorder import last_seen
from ..section import load_plugins
from ..store.store import Store
from .config_check import problems_of, show_problems
from .output import SHORT, emit, heading, lines, progress, say, show_table
from .past import since_when
from .sentences import warn

ENOUGH = timedelta(days=1)
"""Less than this says little."""

NOTHING_YET = (
    "Nothing is recorded yet{of}. qbitrr records while it runs (with DryRun = true as well): let it run for a day at "
    "least, better for a week or two, and ask again."
)
SWITCHED_OFF = "Nothing is recorded{of}: RecordFor = 0 in [Settings] switches the recording off."


def backtest(place: Place, config: Path | None, section: str | None, *, since: str, json: bool) -> int:
    """Print it; 1 when the configuration cannot be used. Raises Misuse, ConfigError, StoreNotReady and Trouble."""
    now = words.now()
    begin = since_when(since, now)
    configuration = place.configuration() if config is None else load(config.expanduser(), os.environ)
    if not _usable(configuration, json=json):
        return 1
    sections = managed(configuration, section)
    with opened(place) as store:
        recorded = [one for one in sections if one.name in store.recordings.owners()]
        if not recorded:
            raise Trouble(_why_nothing(configuration, sections, store, section))
        with progress("Letting the recorded time pass once more …"):
            reports = [_replayed(one, configuration, store, begin, now) for one in recorded]
    missing = [one.name for one in sections if one not in recorded]
    if json:
        emit(
            {"at": now, "config": configuration.path, "sections": reports, "not_recorded": missing, **_counted(reports)}
        )
    else:
        _show(reports, now)
        warn(*(f"{name}: nothing is recorded of it." for name in missing))
    return 0


def _usable(configuration: Configuration, *, json: bool) -> bool:
    """Whether it could be run as it is: else what is wrong is printed as ``qbitrr config check`` does."""
    loaded = {one.name: load_plugins(one, words.now()) for one in configuration.with_plugins}
    problems = problems_of(configuration, loaded)
    if not any(problem.fatal for problem in problems):
        return True
    if json:
        emit({"file": configuration.path, "ok": False, "problems": problems})
    else:
        show_problems(problems)
        warn("This configuration cannot be run as it is: what it would have removed cannot be said.")
    return False


def _why_nothing(
    configuration: Configuration, sections: Sequence[InstanceSection], store: Store, section: str | None
) -> str:
    known = words.listed(sorted(store.recordings.owners()))
    if known:
        names = words.listed([one.name for one in sections]) or "no section"
        return f"Nothing is recorded of {names}. There are recordings of {known}."
    of = f" of {section}" if section else ""
    return (NOTHING_YET if configuration.settings.record_for else SWITCHED_OFF).format(of=of)


def _replayed(
    section: InstanceSection, configuration: Configuration, store: Store, since: datetime, now: datetime
) -> Report:
    until = min(last_seen(store, section.name) or now, now)
    return replay_section(section, configuration.settings, store, min(since, until), until)


def _counted(reports: Sequence[Report]) -> dict[str, int]:
    removals = [one for report in reports for one in report.removals]
    return {"removals": len(removals), "finished_later": sum(one.wrong for one in removals)}


def _show(reports: Sequence[Report], now: datetime) -> None:
    for report in reports:
        _show_report(report, now)
    removals = [one for report in reports for one in report.removals]
    wrong = sum(one.wrong for one in removals)
    heading("In all")
    later = f", of which {wrong} later finished by themselves" if wrong else "; none finished by itself later"
    say(f"{_plural(len(removals), 'removal')}{later if removals else ''}.")


def _show_report(report: Report, now: datetime) -> None:
    heading(report.section)
    length = report.until - report.since
    say(
        f"From {words.moment(report.since)} to {words.moment(report.until)} ({words.span(length)}), "
        f"{_plural(report.torrents, 'torrent')}."
    )
    if length < ENOUGH:
        say("That is little to go by: let qbitrr run for a day at least, better for a week or two.")
    if report.removals:
        show_table(
            "when", "torrent", "why", "what became of it", rows=(_row(one, now) for one in report.removals), narrow=2
        )
    else:
        say("Nothing would have been removed.")
    for freeze in report.freezes:
        say(_said(freeze))
    warn(*_notes(report))


def _row(one: Removal, now: datetime) -> tuple[object, ...]:
    only = "only observed as configured" if one.observed else ""
    return (
        lines(words.moment(one.at)[:16], "would reject" if one.action == "reject" else "would remove"),
        lines(one.name, one.hash[:SHORT], f"{one.progress:.0%} of {words.size(one.size)}"),
        lines(one.reason, f"by {one.rule}", only),
        _fate(one, now),
    )


def _fate(one: Removal, now: datetime) -> str:
    at = f" {words.ago(one.fate_at, now)}" if one.fate_at else ""
    match one.fate:
        case Fate.FINISHED:
            return f"finished by itself{at}"
        case Fate.REMOVED:
            return f"removed by qbitrr{at}"
        case Fate.GONE:
            return f"gone{at}, by other hands"
    return one.fate.value


def _said(freeze: Freeze) -> str:
    until = f"until {words.moment(freeze.until)}" if freeze.until else "until the end"
    kept = f" It would have kept {_plural(len(freeze.torrents), 'torrent')}." if freeze.torrents else ""
    return f"Removals would have been frozen from {words.moment(freeze.since)} {until}: {freeze.reason}.{kept}"


def _notes(report: Report) -> tuple[str, ...]:
    told = list(report.notes)
    if report.unseen:
        span = words.span(timedelta(seconds=report.unseen))
        told.append(f"For {span} of this time nothing was recorded: qbitrr did not run.")
    if report.taken:
        told.append(
            f"qbitrr itself has removed {_plural(report.taken, 'other torrent')} meanwhile: whether it would have been "
            "removed here too, or have finished, cannot be known."
        )
    return tuple(f"{report.section}: {note}" for note in told)


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
