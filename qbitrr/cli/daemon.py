"""``qbitrr run``: the supervisor on a data folder, or one cycle without it."""

from __future__ import annotations

import logging
import os
from importlib.metadata import version
from pathlib import Path

from .. import logs
from ..config.migrate import migrate
from ..control.in_use import note
from ..control.place import Place
from ..control.stores import troubles
from ..control.trouble import Trouble
from ..plan import Planner
from ..processes import running
from ..processes.supervisor import Supervisor
from ..store.database import copy_for_dry_run, prepare
from ..store.files import beside
from ..store.where import is_url
from .first_start import ready

log = logging.getLogger(__name__)


def run(place: Place, *, dry_run: bool, once: bool) -> int:
    """The exit status. Raises ConfigError, PlanError, AlreadyRunning and Trouble."""
    refuse_second(place)
    if not ready(place):
        return 1
    settings = place.configuration().settings
    logs.configure("qbitrr", place.logs, settings.console_level, to_files=settings.logging)
    if not (dry_run or settings.dry_run):
        bring_up_to_date(place.config_file)
    if once:
        from .once import once as one_cycle  # noqa: PLC0415 -- a daemon does not need it

        return one_cycle(place, dry_run=dry_run)
    database = prepare_database(place, dry_run=dry_run)
    planner = Planner(place.folder, os.environ, database, dry_run=dry_run)
    try:
        return Supervisor(planner, place.folder, version=version("qbitrr-core")).run()
    finally:
        if dry_run:
            forget_dry_run(place)


def refuse_second(place: Place) -> None:
    """Raises Trouble when a qbitrr runs on the folder."""
    pid = running.holder(place.run_folder)
    if pid is not None:
        raise Trouble(
            f"qbitrr already runs on {place.folder}, as process {pid or '?'}. See how it is with `qbitrr status`, "
            "and what it would do with `qbitrr plan`; stop it first to start another."
        )


def bring_up_to_date(file: Path) -> None:
    """Migrate the configuration file, where there is one; as it was, it is kept beside."""
    if not file.exists():
        return
    migrated = migrate(file)
    for problem in migrated.problems:
        log.warning("%s", problem)
    if migrated.backup:
        log.info(
            "%s was brought from version %s to %s; as it was, it is kept as %s.",
            file,
            migrated.before,
            migrated.after,
            migrated.backup.name,
        )


def prepare_database(place: Place, *, dry_run: bool) -> str:
    """Make the database ready, for a dry run a copy of it; its path or URL. Raises ConfigError and Trouble."""
    forget_dry_run(place)
    database = place.lasting_database
    with troubles(database):
        if dry_run:
            news = copy_for_dry_run(database, place.dry_run_database)
        else:
            news = prepare(database, former=place.database_file)
    note(place.run_folder, database)
    if news:  # a damaged file, or one that a server takes the place of
        log.log(logging.WARNING if is_url(database) else logging.ERROR, "%s", news)
    return str(place.dry_run_database) if dry_run else database


def forget_dry_run(place: Place) -> None:
    """Delete the database of a dry run that is over."""
    for file in (place.dry_run_database, *beside(place.dry_run_database)):
        file.unlink(missing_ok=True)
