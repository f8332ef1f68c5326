"""``qbitrr config preview``: what would be done with another configuration, and who answers."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

from ..config.configuration import load
from ..config.problems import Problem
from ..control.place import Place
from .config_check import loaded_of, problems_of, show_problems
from .config_file import meant
from .config_tried import Tried
from .looking import Look, looked
from .output import emit, say, show_table
from .planning import Row, cells, notes, rows_of
from .sentences import warn


def preview(place: Place, file: str | None, *, json: bool) -> int:
    """Print it; 1 when a section cannot run. Raises ConfigError and Trouble."""
    with meant(place, file) as path:
        configuration = load(path, os.environ)
    problems = problems_of(configuration, loaded_of(configuration))
    with looked(place, configuration=configuration) as look:
        rows = tuple(rows_of(look))
        told = notes(look)
        tried = tuple(_tried(look))
    busy = tuple(row for row in rows if row.action or row.refused)
    ok = not any(problem.fatal for problem in problems)
    if json:
        counts = Counter(row.action for row in rows if row.action)
        emit(
            {
                "ok": ok,
                "problems": problems,
                "connections": tried,
                "judged": len(rows),
                "plan": busy,
                "counts": counts,
                "notes": told,
            }
        )
    else:
        _show(problems, busy, len(rows))
        warn(*told)
    return 0 if ok else 1


def _tried(look: Look) -> Iterator[Tried]:
    """Who answered while it was looked."""
    for name, client in look.clients.items():
        view = client.drain()
        said = f"it answers and has {len(view.torrents)} torrents" if view.complete else view.why_incomplete
        yield Tried(name, ok=view.complete, said=said)
    for one in look.sections:
        if one.section.client:
            continue
        why = one.missing.get(one.section.name, "")
        if one.section.owner is None:
            why = next((record.reason for record in one.section.records if record.name == one.section.name), "")
        yield Tried(one.section.name, ok=not why, said=why or "it answers")


def _show(problems: tuple[Problem, ...], busy: tuple[Row, ...], judged: int) -> None:
    if problems:
        show_problems(problems)
    if busy:
        show_table("torrent", "now", "action", "why", rows=map(cells, busy))
    else:
        say(f"Nothing would be done about {judged} torrents.")
