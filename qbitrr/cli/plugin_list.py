"""``qbitrr plugins list``: what is installed, and how each plugin is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint

from ..config.configuration import Configuration
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One plugin in one section, or one that is in none."""

    plugin: str
    section: str
    name: str
    status: str
    reason: str
    distribution: str
    version: str


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
            records = told[section.name]
        else:
            loaded = load_plugins(section, words.now()).records
            records = tuple((one.name, one.plugin, one.status.value, one.reason) for one in loaded)
        for name, plugin, status, reason in records:
            used.add(plugin)
            yield _row(installed, plugin, section.name, name, status, reason)
    for one in not_as_wanted(place.folder):
        yield _row({}, one.requirement, "", one.requirement, one.status, one.reason)
    for plugin in sorted(installed.keys() - used):
        reason = f"off: switch it on with `qbitrr plugins enable {plugin}`, or give it a section"
        yield _row(installed, plugin, "", plugin, Status.DISABLED.value, reason)


def _told(place: Place) -> dict[str, tuple[tuple[str, str, str, str], ...]]:
    try:
        with opened(place) as store:
            return {
                report.name: tuple(
                    (one.get("name", ""), one.get("plugin", ""), one.get("status", ""), one.get("reason", ""))
                    for one in report.plugins
                )
                for report in reports(store)
            }
    except StoreNotReady:
        return {}


def _row(installed: Mapping[str, EntryPoint], plugin: str, section: str, name: str, status: str, reason: str) -> Row:
    entry = installed.get(plugin)
    distribution = entry.dist if entry else None
    return Row(
        plugin=plugin,
        section=section,
        name=name,
        status=status,
        reason=reason,
        distribution=distribution.name if distribution else "",
        version=distribution.version if distribution else "",
    )


def _cells(row: Row) -> tuple[object, ...]:
    where = f"in [{row.section}]" if row.section and row.section != row.name else ""
    return lines(row.name, where), row.status, lines(row.distribution or "not installed", row.version), row.reason
