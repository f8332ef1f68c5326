"""The contract between qbitrr and its plugins.

A plugin implements any subset of these hooks, and an implementation may accept any subset of a hook's arguments.
Adding a hook or an argument is a minor change; removing or renaming one is a major change.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import pluggy

from .actions import Action, Proposal
from .domain import (
    Classification,
    Decision,
    Download,
    HealthReport,
    Outcome,
    Torrent,
    Veto,
)
from .facts import Facts, Observation
from .host import Host
from .ports import View
from .searching.values import Indexer, LibrarySearch, SearchOutcome, WantedList

if TYPE_CHECKING:
    from typer import Typer

HOOK_API = 1
NAMESPACE = "qbitrr"

hookspec = pluggy.HookspecMarker(NAMESPACE)
hookimpl = pluggy.HookimplMarker(NAMESPACE)


@hookspec
def qbitrr_commands(host: Host) -> Typer | None:
    """Offer a command-line sub-app: ``qbitrr NAME …`` where NAME is the plugin's. Must not touch the network.

    ``host`` is this plugin's own, in the section in which it was found, for the commands to use when they run.
    """


@hookspec
def qbitrr_worker_start(host: Host) -> None:
    """A worker begins. ``host`` is this plugin's own: its name, its notes, whether this is a dry run."""


@hookspec
def qbitrr_worker_stop() -> None:
    """A worker ends. Close what is open; must return within a second."""


@hookspec
def qbitrr_cycle_start(now: datetime) -> None:
    """A cycle begins. Must not block."""


@hookspec
def qbitrr_cycle_end(decisions: Sequence[Decision], now: datetime) -> None:
    """A cycle has ended with these decisions: those that were taken anew. Must not block."""


@hookspec
def qbitrr_woken(now: datetime) -> None:
    """Somebody says that something has changed at your app: in the cycle that follows, read anew. Must not block."""


@hookspec
def qbitrr_fetch(now: datetime) -> Sequence[Observation] | None:
    """Say what you know of the outside, once a cycle. Raise ``Unavailable`` if you cannot say."""


@hookspec
def qbitrr_classify(torrent: Torrent, facts: Facts) -> Classification | None:
    """Claim a torrent. Two claims on one torrent are reported as a conflict and it is left alone. Must not block."""


@hookspec
def qbitrr_health_check(
    torrent: Torrent, classification: Classification, download: Download, facts: Facts, now: datetime
) -> HealthReport | None:
    """Give an opinion of a claimed torrent's health, or None for no opinion. Must not block."""


@hookspec
def qbitrr_action(
    torrent: Torrent,
    classification: Classification,
    download: Download,
    reports: Sequence[HealthReport],
    facts: Facts,
    now: datetime,
) -> Action | None:
    """Propose an action. The core decides between proposals: see ``qbitrr.decide``. Must not block."""


@hookspec
def qbitrr_balance(
    view: View, client: str, held: Mapping[str, datetime], stopped_by_us: frozenset[str], now: datetime
) -> Sequence[Proposal] | None:
    """Look at one client as a whole and propose changes that can be undone. Must not block.

    Asked in a client's own section, while all of its torrents are known. ``held`` says since when each torrent is in
    quarantine, ``stopped_by_us`` which ones qbitrr has stopped, both by hash.
    """


@hookspec
def qbitrr_pre_action(action: Action, torrent: Torrent, classification: Classification) -> Veto | None:
    """Object to an action that is about to be done, or return None. Not asked in a dry run's carrying out."""


@hookspec(firstresult=True)
def qbitrr_execute(
    action: Action, torrent: Torrent, classification: Classification, tried_at: datetime | None
) -> Outcome | None:
    """Carry out an action that is this plugin's to carry out, or return None. Never called in a dry run.

    ``tried_at`` is when an earlier attempt began whose outcome is unknown: look whether it was done, then repeat it.
    """


@hookspec
def qbitrr_post_action(outcome: Outcome, torrent: Torrent) -> None:
    """Watch what was done. Nothing returned or raised here changes it."""


@hookspec
def qbitrr_wanted(facts: Facts, now: datetime) -> WantedList | None:
    """Say what your library lacks. Asked beside the cycle, in a thread of its own: it may take its time.

    Asked often: read again only what is due. Raise ``Unavailable`` if you cannot say.
    """


@hookspec(firstresult=True)
def qbitrr_search(search: LibrarySearch, now: datetime, tried_at: datetime | None) -> SearchOutcome | None:
    """Make a search of your library, if it is still wanted and nothing else is being searched for. Beside the cycle.

    Never called in a dry run. ``tried_at`` is when an earlier attempt began whose outcome is unknown: look whether it
    was done before you repeat it. Raise ``Unavailable`` when you do not know.
    """


@hookspec
def qbitrr_indexers(now: datetime) -> Sequence[Indexer] | None:
    """Say what you know of the indexers that this section's searches go to. Beside the cycle."""


@hookspec
def qbitrr_tend(facts: Facts, now: datetime) -> Sequence[str] | None:
    """Do what your app needs from time to time; return a sentence for each thing done. Beside the cycle.

    Never called in a dry run. A rule that does nothing but this runs in the sections of clients only.
    """
