"""How everything is, as a person reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..control import words
from .output import SHORT, heading, lines, say, show_pairs, show_table
from .search_sections import standing
from .sentences import harmless

if TYPE_CHECKING:
    from ..control.health import Health
    from ..control.rejected import Rejected
    from ..control.remembered import Remembered
    from ..processes.running import ChildStatus
    from ..reporting import SectionReport

SHOWN = 5
"""So many rejected downloads are named; scripts are given all."""


def show(health: Health) -> None:
    """Print it."""
    runtime = health.running
    since = f"process {runtime.pid}, since {words.ago(runtime.started, health.at)}" if runtime else ""
    remembered = health.remembered
    show_pairs(
        (
            ("qbitrr", f"{runtime.version} is running: {since}" if runtime else "is NOT running"),
            ("folder", health.folder),
            ("quarantine", f"{remembered.quarantine} torrents can be restored" if remembered.quarantine else "empty"),
            ("unfinished", f"{len(remembered.unfinished)} actions" if remembered.unfinished else ""),
            ("by hand", _by_hand(remembered)),
        )
    )
    if runtime:
        heading("Processes")
        processes = [_process(child, health) for child in runtime.children]
        show_table("name", "state", "since", "restarts", "remarks", rows=processes)
    if remembered.sections:
        heading("Sections")
        show_table(
            "section", "told", "downloads", "plugins", rows=[_section(one, health) for one in remembered.sections]
        )
    if searched := [one for one in remembered.searching if not one.off]:
        heading("Searching")
        rows = [(one.owner, words.ago(one.at, health.at), standing(one, health.at)) for one in searched]
        show_table("section", "told", "what is searched for", rows=rows)
    if health.waits:
        heading("Waiting for you")
        for sentence in health.waits:
            say(f"- {sentence}")
        show_table("rejected", "when", "why", rows=[_rejected(one, health) for one in remembered.rejected[:SHOWN]])
    heading("Not well" if health.wrong else "All is well.")
    for sentence in health.wrong:
        say(f"- {sentence}")


def _by_hand(remembered: Remembered) -> str:
    counts = ((remembered.protected, "protected"), (remembered.released, "released from obligations"))
    return ", ".join(f"{number} {what}" for number, what in counts if number)


def _rejected(one: Rejected, health: Health) -> tuple[object, ...]:
    return lines(one.name, one.hash[:SHORT]), words.ago(one.at, health.at), one.reason


def _process(child: ChildStatus, health: Health) -> tuple[object, ...]:
    said = health.clients.get(child.name)
    asked = (
        f"heard from qBittorrent {words.ago(said.at, health.at)}"
        if said and not isinstance(said, str) and said.at
        else ""
    )
    pid = f"process {child.pid}" if child.pid else ""
    state = child.state.value
    return child.name, state, words.ago(child.since, health.at), child.restarts, lines(pid, asked, child.reason)


def _section(report: SectionReport, health: Health) -> tuple[object, ...]:
    stages = [f"{count} {harmless(stage)}" for stage, count in sorted(report.stages.items())]
    plugins = [f"{plugin.get('name')}: {plugin.get('status')}" for plugin in report.plugins]
    return report.name, words.ago(report.at, health.at), lines(*stages) if stages else "none", lines(*plugins)
