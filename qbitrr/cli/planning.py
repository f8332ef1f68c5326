"""``qbitrr plan``: what would be done now, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..control.managed import managed
from ..control.place import Place
from ..domain import Decision
from ..intents import torrent_of
from ..plugins import Status
from ..steps import steps_of
from .looking import Look, looked
from .output import SHORT, emit, lines, say, show_table
from .sentences import warn


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What would become of one torrent. ``refused`` is why a removal that was proposed is not done."""

    section: str
    client: str
    hash: str
    name: str
    state: str = ""
    stage: str = ""
    progress: float | None = None
    action: str = ""
    steps: tuple[str, ...] = ()
    reason: str
    by: str = ""
    refused: str = ""
    look_again: object = None
    evidence: dict[str, object] = field(default_factory=dict)


def plan(place: Place, section: str | None, *, everything: bool, json: bool) -> int:
    """Print it; 1 when somebody could not be asked. Raises ConfigError and Trouble."""
    with looked(place) as look:
        wanted = {one.name for one in managed(look.configuration, section)}
        rows = [row for row in rows_of(look) if (row.section in wanted or not row.section)]
        told = notes(look)
    busy = [row for row in rows if row.action or row.refused]
    shown = [*busy, *(row for row in rows if row not in busy)] if everything else busy
    if json:
        emit({"at": look.at, "plan": shown, "notes": told})
    elif shown:
        show_table("torrent", "now", "action", "why", rows=map(cells, shown))
    else:
        say(f"Nothing would be done now about {len(rows)} torrents. Why not, for one of them: qbitrr why NAME")
    if not json:
        warn(*told)
    return 1 if told else 0


def rows_of(look: Look) -> Iterator[Row]:
    """One row for each torrent that is judged, and one for each quarantine that ends and each unfinished action."""
    for intent in look.store.journal.unsettled():
        yield Row(
            section=intent.owner,
            client=intent.client,
            hash=intent.hash,
            name=torrent_of(intent).name,
            action=intent.action.lower(),
            steps=intent.steps,
            reason=f"begun and not finished: {intent.step or 'nothing'} {intent.step_state}".strip(),
        )
    for entry in look.store.ledger.recent(1000, action="delete", since=look.at):
        yield Row(
            section=entry.owner,
            client=entry.client,
            hash=entry.hash,
            name=entry.name,
            state="quarantine",
            action="delete" if entry.outcome == "done" else "",
            reason=entry.reason,
            by=entry.plugin,
            refused=entry.detail if entry.outcome == "refused" else "",
        )
    for decision in decisions_of(look):
        yield _row(decision, look)


def decisions_of(look: Look) -> tuple[Decision, ...]:
    """One decision for each torrent: that of the section which owns it, if one does."""
    found: dict[tuple[str, str], Decision] = {}
    for one in look.sections:
        for decision in one.cycle.decisions:
            if decision.classification or decision.torrent.key not in found:
                found[decision.torrent.key] = decision
    for one in look.sections:
        for decision in one.cycle.of_client:
            known = found.get(decision.torrent.key)
            if known is None or not known.action:
                found[decision.torrent.key] = decision
    return tuple(found.values())


def notes(look: Look) -> tuple[str, ...]:
    """What the plan does not rest on: who could not be asked, what does not run, what is frozen."""
    frozen = (
        f"{one.section.name}: removals are frozen: {one.cycle.freeze}" for one in look.sections if one.cycle.freeze
    )
    return (*unasked(look), *frozen)


def unasked(look: Look) -> tuple[str, ...]:
    """Who could not be asked, and what does not run."""
    told = [str(problem) for problem in look.configuration.problems if problem.fatal]
    told += [f"{name}: {client.drain().why_incomplete}" for name, client in look.clients.items()]
    for one in look.sections:
        name = one.section.name
        told += [
            f"{name}: the plugin {record.name} does not run ({record.status}): {record.reason}"
            for record in one.section.records
            if record.status is not Status.ENABLED
        ]
        told += [f"{name}: {who} could not say what it knows: {why}" for who, why in one.missing.items()]
        told += [f"{name}: {bad.plugin} is faulty ({bad.hook}): {bad.error}" for bad in one.failures]
    return tuple(sentence for sentence in dict.fromkeys(told) if not sentence.endswith(": "))


def _row(decision: Decision, look: Look) -> Row:
    torrent, action = decision.torrent, decision.action
    retention = look.configuration.settings.quarantine_for
    return Row(
        section=decision.classification.owner if decision.classification else "",
        client=torrent.client,
        hash=torrent.hash,
        name=torrent.name,
        state=torrent.state.value,
        stage=decision.download.stage.value if decision.download else "",
        progress=torrent.progress,
        action=action.kind if action else "",
        steps=steps_of(action, retention) if action else (),
        reason=decision.why,
        by=decision.by,
        refused=decision.refused,
        look_again=decision.look_again,
        evidence={plugin: dict(report.evidence) for plugin, report in decision.reports if report.evidence},
    )


def cells(row: Row) -> tuple[object, ...]:
    failed = "blocklist" in row.steps
    refused = f"refused: {row.refused}" if row.refused else ""
    return (
        lines(row.name, row.hash[:SHORT]),
        lines(row.state, row.stage if row.stage != row.state else "", row.section),
        lines(row.action or ("refused" if row.refused else "nothing"), "as failed" if failed else ""),
        lines(refused or row.reason, f"by {row.by}" if row.by else ""),
    )
