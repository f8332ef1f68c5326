"""One cycle of every managed section in this process, for ``qbitrr run --once``."""

from __future__ import annotations

import logging
from contextlib import ExitStack
from datetime import datetime

from ..control import words
from ..control.managed import managed
from ..control.place import Place
from ..control.stores import troubles
from ..facts import Facts
from ..plugins import Status
from ..processes import running
from ..searching.configured import policy_of
from ..searching.outlook import situation_of
from ..searching.searcher import Searcher
from ..section import Section
from ..store.database import open_store
from ..store.store import Store
from .clients import look_at, reached
from .daemon import forget_dry_run, prepare_database
from .looking import own, prepared
from .output import progress
from .past import show_entries

log = logging.getLogger(__name__)

SETTLE = 10.0
"""Seconds until a client's list counts as whole: nothing is removed on the strength of half a list."""


def once(place: Place, *, dry_run: bool, settle: float = SETTLE) -> int:
    """Look, judge and act once; 1 when a client or a plugin could not be asked. Raises AlreadyRunning and Trouble."""
    with ExitStack() as ends:
        ends.enter_context(running.only_one(place.run_folder))
        ends.enter_context(troubles(place.lasting_database))
        database = prepare_database(place, dry_run=dry_run)
        store = ends.enter_context(open_store(database, folder=place.folder))
        configuration = place.configuration()
        dry = dry_run or configuration.settings.dry_run
        settings = configuration.settings.model_copy(update={"dry_run": dry})
        clients = ends.enter_context(reached(configuration, place, dry_run=dry, settle=settle))
        for problem in configuration.problems:
            log.log(logging.ERROR if problem.fatal else logging.WARNING, "%s", problem)
        with progress("Waiting until the lists of torrents are whole …"):
            seen = look_at(clients, patience=settle + 5)
        began = words.now()
        well = all(client.drain().complete for client in seen.values())
        for client in seen.values():
            if why := client.drain().why_incomplete:
                log.error("%s: %s", client.name, why)
        with prepared(managed(configuration), settings, clients, seen, store) as sections:
            for one in sections:
                for record in one.cycling.section.records:
                    if record.status is not Status.ENABLED:
                        log.error("The plugin %s does not run: %s: %s", record.name, record.status, record.reason)
                        well = False
                one.cycling.turn(words.now())
                search_once(one.cycling.section, one.cycling.facts, store, words.now())
                for name, reason in one.cycling.missing.items():
                    log.error("%s could not say what it knows: %s", name, reason)
                    well = False
        show_entries(store.ledger.recent(1000, since=began), words.now())
    if dry_run:
        forget_dry_run(place)
    return 0 if well and not any(problem.fatal for problem in configuration.problems) else 1


def search_once(section: Section, facts: Facts, store: Store, now: datetime) -> None:
    """Make at most one search of the section's library."""
    policy = policy_of(section.settings)
    Searcher(section.name, section.hooks, store, policy).turn(
        situation_of(own(section, facts), section.name, policy), now
    )
