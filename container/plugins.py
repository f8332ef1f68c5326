"""Third-party plugins on the volume: installed when what is wanted has changed, kept when that fails.

They are installed beside the image's own packages, at whose versions they are held, and found after them: none of
these can be replaced. The status file says what was wanted and what has become of it.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Mapping
from dataclasses import replace

from .installer import Installer
from .layout import Layout
from .state import Outcome, Plugin, State, kept, read, write
from .wanted import FILE, VARIABLE, Wanted, wanted

log = logging.getLogger("container")


def bring_up(layout: Layout, environ: Mapping[str, str], installer: Installer | None = None) -> None:
    """Make what is installed what is wanted. Whatever goes wrong becomes a status; qbitrr starts all the same."""
    try:
        file = layout.volume / FILE
        asked = wanted(environ.get(VARIABLE, ""), file.read_text(encoding="utf-8") if file.is_file() else "")
        _bring_up(layout, asked, installer or Installer(layout, environ))
    except (OSError, UnicodeError) as error:
        log.error("Third-party plugins are left as they are: %s", error)  # noqa: TRY400 -- a sentence for a person


def _bring_up(layout: Layout, asked: Wanted, installer: Installer) -> None:
    _finish_a_swap(layout)
    before = read(layout.plugins)
    if not asked:
        if layout.plugins.is_dir() and (before.plugins or layout.environment.exists()):
            log.info("No third-party plugins are wanted any more; those on the volume are removed.")
            _forget(layout)
        return
    after = State(layout.python, (*asked.requirements, *asked.options, *asked.refused), installer.constraints())
    if before.is_of(after) and layout.environment.is_dir() and _is_in_vain(before, asked, installer):
        return
    log.info("Third-party plugins are being installed: %s", ", ".join(asked.requirements))
    after = replace(after, plugins=_install(layout, asked, installer, before))
    write(layout.plugins, after)
    for one in after.plugins:
        log.log(logging.ERROR if one.reason else logging.INFO, "%s", one)


def _is_in_vain(before: State, asked: Wanted, installer: Installer) -> bool:
    """Nothing has changed: is everything there, or can what failed the last time still not be installed?"""
    failed = [one for one in before.plugins if one.reason and one.requirement in asked.requirements]
    for one in failed:
        if not installer.why_not(one.requirement, asked):
            return False
        log.error("%s", one)
    return True


def _install(layout: Layout, asked: Wanted, installer: Installer, before: State) -> tuple[Plugin, ...]:
    """Into a folder of its own, which takes the place of the old one unless something would be lost."""
    fresh = layout.environment.with_name(f"{layout.environment.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    failures = installer.install(asked, fresh)
    lost = kept(before, layout.python, failures) if layout.environment.is_dir() else ()
    refused = tuple(Plugin(word, Outcome.FAILED, f"it is an option: write it into {FILE}") for word in asked.refused)
    if lost:
        shutil.rmtree(fresh)
        return (*(before.without_update(one, failures, lost) for one in asked.requirements), *refused)
    _swap(layout)
    return (*(_outcome(one, failures) for one in asked.requirements), *refused)


def _outcome(requirement: str, failures: Mapping[str, str]) -> Plugin:
    if requirement in failures:
        return Plugin(requirement, Outcome.FAILED, failures[requirement])
    return Plugin(requirement, Outcome.INSTALLED)


def _swap(layout: Layout) -> None:
    """Put the new environment in its place; those of other Pythons go."""
    old = layout.environment.with_name(f"{layout.environment.name}.old")
    if layout.environment.is_dir():
        layout.environment.rename(old)
    layout.environment.with_name(f"{layout.environment.name}.new").rename(layout.environment)
    for folder in layout.plugins.glob("python*"):
        if folder != layout.environment:
            shutil.rmtree(folder, ignore_errors=True)


def _finish_a_swap(layout: Layout) -> None:
    """After a power cut between its two steps."""
    old = layout.environment.with_name(f"{layout.environment.name}.old")
    if old.is_dir() and not layout.environment.exists():
        old.rename(layout.environment)


def _forget(layout: Layout) -> None:
    for folder in layout.plugins.glob("python*"):
        shutil.rmtree(folder, ignore_errors=True)
    write(layout.plugins, State(layout.python))
