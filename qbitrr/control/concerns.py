"""What is not well, out of all that is known, and what waits for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ..plugins import Status
from ..processes.children import ChildState
from ..processes.running import Runtime
from ..reporting import SectionReport
from .stuck import alerts

if TYPE_CHECKING:
    from ..clients.messages import Status as ClientStatus
    from .remembered import Remembered

WELL = frozenset({ChildState.STARTING, ChildState.RUNNING})
QUIET = frozenset({Status.ENABLED.value, Status.DISABLED.value})


class About(StrEnum):
    """What is not well."""

    SUPERVISOR = "supervisor"
    CONFIGURATION = "configuration"
    PROCESS = "process"
    CLIENT = "client"
    CATEGORY = "category"
    PLUGIN = "plugin"
    SOURCE = "source"
    FIRST_CYCLE = "first cycle"
    FREEZE = "freeze"
    SEARCHING = "searching"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that is not well, whose it is, and the ``remedy`` on the command line where there is one."""

    about: About
    name: str
    what: str
    remedy: str = ""

    @property
    def text(self) -> str:
        return f"{self.what}. {self.remedy}" if self.remedy else self.what


def wrong(
    runtime: Runtime | None,
    clients: Mapping[str, ClientStatus | str],
    remembered: Remembered,
    names: tuple[str, ...],
) -> Iterator[Concern]:
    """What is wrong with the processes, the clients, the sections, and what they search for."""
    for child in runtime.children if runtime else ():
        if child.state not in WELL:
            why = f": {child.reason}" if child.reason else ""
            yield Concern(About.PROCESS, child.name, f"{child.name} is {child.state}{why}")
    for name, said in clients.items():
        yield from _of_client(name, said)
    for report in remembered.sections if runtime else ():
        yield from _of_section(report)
    for name in names if runtime else ():
        if name not in {report.name for report in remembered.sections}:
            yield Concern(About.FIRST_CYCLE, name, f"{name} has not finished its first cycle yet")
    for freeze in remembered.freezes:
        what = f"{freeze.scope}: removals are frozen: {freeze.reason}"
        yield Concern(About.FREEZE, freeze.scope, what, f"Allow them with: qbitrr unfreeze {freeze.scope}")
    for one in remembered.searching:
        if one.silent:
            what = f"{one.owner}: searching does not know all that it should: {one.silent}"
            yield Concern(About.SEARCHING, one.owner, what)
    yield from (Concern(About.STUCK, "", sentence) for sentence in alerts(remembered.stuck))


def waits(remembered: Remembered, failed_category: str) -> Iterator[str]:
    """What nobody but a person can decide."""
    if number := len(remembered.rejected):
        them = "it" if number == 1 else "them"
        category = f", or put {them} into the category '{failed_category}'" if failed_category else ""
        count = "1 rejected download waits" if number == 1 else f"{number} rejected downloads wait"
        yield f"{count} for your word: qbitrr discard NAME{category}"


def _of_client(name: str, said: ClientStatus | str) -> Iterator[Concern]:
    if isinstance(said, str):
        yield Concern(About.CLIENT, name, said)
    elif not said.connected or not said.complete:
        yield Concern(About.CLIENT, name, f"{name}: {said.why_incomplete or 'qBittorrent does not answer'}")
    elif said.contested:
        what = f"{name}: two sections are configured for the category {', '.join(sorted(said.contested))}"
        yield Concern(About.CATEGORY, name, what)


def _of_section(report: SectionReport) -> Iterator[Concern]:
    for plugin in report.plugins:
        if plugin.get("status") not in QUIET:
            how = f"{plugin.get('status')}: {plugin.get('reason')}"
            what = f"{report.name}: the plugin {plugin.get('name')} does not run as it should: {how}"
            yield Concern(About.PLUGIN, report.name, what)
    for who, why in report.missing.items():
        yield Concern(About.SOURCE, report.name, f"{report.name}: {who} could not say what it knows: {why}")
