"""``qbitrr config check``: everything that is wrong at once, and whether each client and app answers."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from .. import page
from ..config.configuration import Configuration, load, validate
from ..config.leftovers import unused_variables
from ..config.problems import Problem
from ..control import words
from ..control.place import Place
from ..plugins import Loaded, Status
from ..section import load_plugins
from .config_file import meant
from .config_restarts import restarts
from .config_tried import Tried, of_apps, of_clients
from .installed import entries, imported
from .output import emit, heading, lines, progress, say, show_table


def check(place: Place, file: str | None, *, offline: bool, json: bool) -> int:
    """Print it; 1 when a section cannot run. What does not answer is only a warning. Raises ConfigError.

    Of another ``file`` it is told as well which processes would start anew if it took the place of the one in use.
    """
    with meant(place, file) as path:
        configuration = load(path, os.environ) if file else place.configuration()
        anew = restarts(place, path) if file else ()
    loaded = loaded_of(configuration)
    problems = problems_of(configuration, loaded)
    tried: tuple[Tried, ...] = ()
    if not offline:
        with progress("Trying the connections …"):
            tried = (*of_clients(configuration), *of_apps(loaded, configuration.settings))
    fatal = any(problem.fatal for problem in problems)
    if json:
        emit({"file": path, "ok": not fatal, "problems": problems, "connections": tried, "restarts": anew})
    else:
        _show(path, problems, tried)
    return 1 if fatal else 0


def problems_of(configuration: Configuration, loaded: dict[str, Loaded]) -> tuple[Problem, ...]:
    """Everything that is wrong with a configuration and the plugins that it names."""
    return (*configuration.problems, *_of_page(configuration), *_of_plugins(loaded), *_unused(configuration))


def loaded_of(configuration: Configuration) -> dict[str, Loaded]:
    """The plugins of every section, loaded."""
    return {section.name: load_plugins(section, words.now()) for section in configuration.with_plugins}


def _of_page(configuration: Configuration) -> tuple[Problem, ...]:
    """What the options of the page have, where it is installed."""
    entry = entries().get(page.SECTION.lower())
    found = imported(entry) if entry and configuration.webui is not None else None
    if found is None:
        return ()
    if found.plugin is None:
        return (Problem(page.SECTION, hint=f"the page does not run: {found.error}"),)
    return validate(found.options, page.SECTION, configuration.webui or {}, os.environ)[1]


def _of_plugins(loaded: dict[str, Loaded]) -> Iterator[Problem]:
    """What the plugins' own options have, and the plugins that do not load."""
    for section, one in loaded.items():
        yield from one.problems
        for record in one.broken:
            if record.status is not Status.CONFIG_ERROR:
                where = section if record.name == section else f"{section}.Plugins.{record.name}"
                yield Problem(where, hint=f"the plugin does not run: {record.status}: {record.reason}")


def _unused(configuration: Configuration) -> tuple[Problem, ...]:
    """The variables of the environment that set nothing, as far as the used plugins' options are known."""
    used = {one.kind for one in configuration.instances.values()} | {*configuration.plugins}
    used |= {rule for one in configuration.with_plugins for rule in one.rules}
    used |= {page.SECTION.lower()} if configuration.webui is not None else set()
    found = [imported(entry) for name, entry in entries().items() if name in used]
    return unused_variables(configuration, {one.name: one.options for one in found if one.plugin}, os.environ)


def _show(path: Path, problems: tuple[Problem, ...], tried: tuple[Tried, ...]) -> None:
    if problems:
        show_problems(problems)
    else:
        say(f"{path}: no problems.")
    if tried:
        heading("Connections")
        show_table("", "name", "answer", rows=(("ok" if one.ok else "failed", one.name, one.said) for one in tried))


def show_problems(problems: Iterable[Problem]) -> None:
    show_table("", "where", "what is wrong", rows=map(_problem, problems))


def _problem(problem: Problem) -> tuple[object, ...]:
    value = f"it is {problem.value}" if problem.value else ""
    expected = f"expected {problem.expected}" if problem.expected else ""
    where = lines(f"[{problem.section}]" if problem.section else "", problem.key)
    return "error" if problem.fatal else "warning", where, lines(value, expected, problem.hint)
