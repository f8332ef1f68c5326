"""How the Arr apps differ from one another: in what they call things, and in a few functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .library.kind import MakeLibrary
    from .searches import Replace


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrApp:
    """What one of the apps calls things. ``events`` maps its events to grabbed, imported, incomplete, failed, ignored.

    ``versions`` are the beginnings of the versions that speak so; empty: all. With ``reads_many`` the search's key
    also chooses several media of ``media_path``. ``queue_options`` go with every question for the queue, whose records
    then have their medium under ``embedded``, with its ``runtime`` in minutes (empty: they have not). An import in one
    of the ``terminal_states`` is not tried again by the app.
    """

    kind: str
    api_version: str
    media_key: str
    media_path: str
    search_command: str
    search_key: str
    scan_command: str
    category_field: str
    imported_category_field: str
    events: Mapping[str, str]
    versions: tuple[str, ...] = ()
    reads_many: bool = False
    queue_options: Mapping[str, bool] = field(default_factory=dict)
    embedded: str = ""
    refresh_command: str = "RefreshMonitoredDownloads"
    blocked_states: frozenset[str] = frozenset({"importBlocked"})
    terminal_states: frozenset[str] = frozenset()

    @property
    def logger(self) -> str:
        """The name under which what concerns this app is logged."""
        return f"qbitrr.{self.kind.lower()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arr:
    """An app as its plugin describes it: its names, and what it does in a way of its own.

    ``replace`` says how the media of a failed download are searched for again, ``library`` how the app's library is
    read and searched; None: it is not.
    """

    app: ArrApp
    replace: Replace
    library: MakeLibrary | None = None
