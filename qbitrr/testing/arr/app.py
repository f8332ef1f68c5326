"""What differs between the simulated Arr apps in name only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .files import video_files
from .quality import LANGUAGES, Qualities
from .states import Tracked
from .wire import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """An app's words. A ``group`` ("series") owns items, a queue record is about one ``item``; a movie is both.

    ``imported`` is the event of each file; an app with ``import_complete`` writes that one too, for each item, when
    the whole came in; for one with ``import_incomplete`` an import that left files out is final.
    """

    name: str
    version: str
    prefix: str
    group: str
    item: str
    media: str  # begins the names of category fields
    events: Mapping[int, str]
    imported: str
    scan: str
    idle_commands: tuple[str, ...]
    qualities: Qualities
    files: Callable[[Path], list[Path]] = video_files  # of a download: those that it imports
    import_complete: str = ""
    import_incomplete: str = ""
    languages: bool = True
    words: Mapping[Tracked, str] = field(default_factory=dict)  # for states, where they differ
    embedded_in_details: frozenset[str] = frozenset()  # what queue/details carries unless it is told not to
    profiles_lack: frozenset[str] = frozenset()
    handling_lacks: frozenset[str] = frozenset()  # of config/downloadclient
    history_lacks: frozenset[str] = frozenset()  # of the data of its rows
    sorts_by_anything: bool = False  # no list of sort keys: an unknown one is an error of the database

    @property
    def group_key(self) -> str:
        return f"{self.group}Id"

    @property
    def item_key(self) -> str:
        return f"{self.item}Id"

    def describe(self, title: str) -> dict[str, object]:
        """What a resource tells of a release, by its title."""
        languages = {"languages": LANGUAGES} if self.languages else {}
        return {**languages, "quality": self.qualities.of(title), "customFormats": []}

    def scan_parameters(self) -> Json:
        """In the order in which the app declares them."""
        return {"path": None, "downloadClientId": None, "importMode": "auto"}


COMMON_IDLE_COMMANDS = (
    "RssSync",
    "CheckHealth",
    "Backup",
    "Housekeeping",
    "ImportListSync",
    "CleanUpRecycleBin",
    "MessagingCleanup",
    "CheckForFinishedDownload",
)
