"""``qbitrr plugins list``: what is installed, and how each plugin is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint

from .. import page
from ..config.configuration import Configuration, InstanceSection
from ..config.problems import ConfigError
from ..control import words
from ..control.added import not_as_wanted
from ..control.place import Place
from ..control.stores import opened
from ..plugins import Status
from ..reporting import reports
from ..section import load_plugins
from ..store.schema import StoreNotReady
from .installed import entries
from .output import emit, lines, show_table
from .sentences import warn

STILL_ON = "switched off: it runs until its process has started anew"
STILL_OFF = "switched on: it runs once its process has started anew"


@dataclass(frozen=True, slots=True)
class Record:
    """How one plugin is, as its worker or its loading tells."""

    name: str
    plugin: str
    status: str
    reason: str
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One plugin in one section, or one that is in none.

    ``enabled``: the configuration has it there; ``status`` is how it is where it runs, which follows a moment later.
    ``trust`` is of rules; ``since`` when it runs or has run.
    """

    plugin: str
    section: str
    name: str
    enabled: bool
    status: str
    reason: str
    distribution: str
    version: str
    trust: str = ""
    since: str = ""


def show(place: Place, *, json: bool) -> None:
    """Print the list. A file that cannot be read is said and costs only what it configures."""
    try:
        configuration = place.configuration()
    except ConfigError as error:
        warn(error)
        configuration = None
    rows = list(rows_of(place, configuration))
    if json:
        emit(rows)
        return
    show_table("plugin", "status", "from", "why", rows=map(_cells, rows))


def rows_of(place: Place, configuration: Configuration | None) -> Iterator[Row]:
    """What the workers last told while they run; else what loading the plugins now says. Those off stay unloaded."""
    installed = entries()
    told = _told(place) if place.runtime() else {}
    used: set[str] = set()
    for section in configuration.with_plugins if configuration else ():
        if section.name in told:
            records = tuple(_as_configured(section, told[section.name]))
        else:
            loaded = load_plugins(section, words.now()).records
            records = tuple(Record(one.name, one.plugin, one.status.value, one.reason) for one in loaded)
        for record in records:
            used.add(record.plugin)
            trust = section.trust.get(record.name)
            on = _is_on(section, record)
            yield _row(installed, record, section.name, enabled=on, trust=trust.value if trust else "")
    if configuration and page.SECTION.lower() in installed:
        used.add(page.SECTION.lower())
        yield _row(installed, _of_page(configuration), page.SECTION, enabled=page.is_wanted(configuration))
    for one in not_as_wanted(place.folder):
        yield _row({}, Record(one.requirement, one.requirement, one.status, one.reason), "")
    for plugin in sorted(installed.keys() - used):
        reason = f"off: switch it on with `qbitrr plugins enable {plugin}`, or give it a section"
        yield _row(installed, Record(plugin, plugin, Status.DISABLED.value, reason), "")


def _is_on(section: InstanceSection, record: Record) -> bool:
    return record.name in section.rules or (record.name == section.name and not section.client)


def _as_configured(section: InstanceSection, told: Iterable[Record]) -> Iterator[Record]:
    """What a worker has told, which may still run with the configuration of a moment ago."""
    known = set()
    for record in told:
        known.add(record.name)
        yield record if _is_on(section, record) else replace(record, reason=STILL_ON)
    for rule in section.rules.keys() - known:
        yield Record(rule, rule, Status.DISABLED.value, STILL_OFF)


def _of_page(configuration: Configuration) -> Record:
    """The page: it is no part of a section that is looked after, and has a process of its own."""
    if page.is_wanted(configuration):
        return Record(page.SECTION, page.SECTION.lower(), Status.ENABLED.value, "")
    return Record(page.SECTION, page.SECTION.lower(), Status.DISABLED.value, f"off: write a section [{page.SECTION}]")


def _told(place: Place) -> dict[str, tuple[Record, ...]]:
    try:
        with opened(place) as store:
            return {
                report.name: tuple(
                    Record(**{key: one.get(key, "") for key in Record.__slots__}) for one in report.plugins
                )
                for report in reports(store)
            }
    except StoreNotReady:
        return {}


def _row(
    installed: Mapping[str, EntryPoint], record: Record, section: str, *, enabled: bool = False, trust: str = ""
) -> Row:
    entry = installed.get(record.plugin)
    distribution = entry.dist if entry else None
    return Row(
        plugin=record.plugin,
        section=section,
        name=record.name,
        enabled=enabled,
        status=record.status,
        reason=record.reason,
        distribution=distribution.name if distribution else "",
        version=distribution.version if distribution else "",
        trust=trust,
        since=record.since,
    )


def _cells(row: Row) -> tuple[object, ...]:
    where = f"in [{row.section}]" if row.section and row.section != row.name else ""
    return lines(row.name, where), row.status, lines(row.distribution or "not installed", row.version), row.reason
