"""What an app will do by itself, as its settings say, and where that conflicts with us."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from .app import ArrApp
from .fields import Record, flag, number, rows, text, when
from .past import Grab
from .paths import PathMapping

if TYPE_CHECKING:
    from .edge import Edge

COMPLAINTS = {
    "DownloadClientRemovesCompletedDownloadsCheck": "finds that qBittorrent itself removes torrents at a share limit.",
    "DownloadClientRootFolderCheck": "finds that downloads are saved in its library's folder.",
    "ImportMechanismCheck": "does not import by itself: completed download handling is off.",
    "IndexerSearchCheck": "has no indexer to search with.",
    "RemotePathMappingCheck": "cannot find the files of downloads: its remote path mappings are wrong or missing.",
}
CLIENT_CHECKS = frozenset({"DownloadClientStatusCheck", "DownloadClientCheck"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the app does of its own accord. None means that it does not say."""

    imports_by_itself: bool | None = None
    searches_after_failure: bool | None = None
    searches_after_failed_choice: bool | None = None

    def will_search(self, grab: Grab | None) -> bool:
        """Whether the app itself looks for another release when this grab is marked as failed."""
        by_hand = grab is not None and grab.release_source.lower() == "interactivesearch"
        return bool(self.searches_after_failure) and (not by_hand or bool(self.searches_after_failed_choice))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """None means that the app does not say. ``category`` is empty while it is not known which client of it is ours."""

    version: str = ""
    started: datetime | None = None
    rules: Rules = Rules()
    client: str = ""
    category: str = ""
    imported_category: str = ""
    removes_completed: bool | None = None
    removes_failed: bool | None = None
    mappings: tuple[PathMapping, ...] = ()
    conflicts: tuple[str, ...] = ()


def read_settings(edge: Edge, category: str) -> Settings:
    """Ask the app. ``category`` is the one the user has configured for us, or empty."""
    status = edge.check()
    clients = [one for one in edge.read_all("downloadclient") if _is_ours(one)]
    client, doubts = _choose(edge.app, clients, category)
    return Settings(
        version=text(status, "version"),
        started=when(status, "startTime"),
        rules=read_rules(edge),
        client=text(client, "name"),
        category=_field(client, edge.app.category_field),
        imported_category=_field(client, edge.app.imported_category_field),
        removes_completed=flag(client, "removeCompletedDownloads"),
        removes_failed=flag(client, "removeFailedDownloads"),
        mappings=tuple(_mappings(edge.read_all("remotepathmapping"), _field(client, "host"))) if client else (),
        conflicts=(*doubts, *_conflicts(edge.app, client), *_complaints(edge)),
    )


def read_rules(edge: Edge) -> Rules:
    """Ask the app what it does of its own accord."""
    said = edge.read("config/downloadclient")
    return Rules(
        imports_by_itself=flag(said, "enableCompletedDownloadHandling"),
        searches_after_failure=flag(said, "autoRedownloadFailed"),
        searches_after_failed_choice=flag(said, "autoRedownloadFailedFromInteractiveSearch"),
    )


def client_trouble(edge: Edge) -> str:
    """The health check by which the app says that it has lost a download client, or an empty string."""
    sources = [text(one, "source") for one in edge.read_all("health") if text(one, "type") in ("warning", "error")]
    return next((source for source in sources if source in CLIENT_CHECKS), "")


def _is_ours(client: Record) -> bool:
    return text(client, "implementation").lower() == "qbittorrent" and flag(client, "enable") is not False


def _choose(app: ArrApp, clients: list[Record], category: str) -> tuple[Record, tuple[str, ...]]:
    """The app's client that is this qBittorrent, and what is doubtful about the choice."""
    if not clients:
        return {}, (f"{app.kind} has no enabled qBittorrent among its download clients.",)
    if category:
        same = [one for one in clients if _field(one, app.category_field) == category]
        if same:
            return min(same, key=lambda one: number(one, "priority") or 0), ()
        theirs = ", ".join(_field(one, app.category_field) or "(none)" for one in clients)
        return {}, (f"{app.kind} uses category {theirs}, but Category here is {category}: it will not import from it.",)
    categories = {_field(one, app.category_field) for one in clients}
    if categories == {""}:
        return {}, (f"{app.kind} gives its torrents no category: set one there, or set Category here.",)
    if len(categories) > 1:
        return {}, (
            f"{app.kind} has several qBittorrent clients ({', '.join(sorted(categories))}): set Category here.",
        )
    return clients[0], ()


def _conflicts(app: ArrApp, client: Record) -> Iterable[str]:
    if not client:
        return
    imported = _field(client, app.imported_category_field)
    if flag(client, "removeCompletedDownloads") and not imported:
        yield f"{app.kind} itself deletes a torrent with its data once it is stopped at its seed limit."
    if imported and imported == _field(client, app.category_field):
        yield f"{app.kind} has the same category before and after an import."


def _complaints(edge: Edge) -> Iterable[str]:
    """What the app's own health checks find that concerns us; by their names, for their texts are translated."""
    for source in sorted({text(one, "source") for one in edge.read_all("health")} & COMPLAINTS.keys()):
        yield f"{edge.app.kind} {COMPLAINTS[source]}"


def _field(client: Record, name: str) -> str:
    return next((text(one, "value") for one in rows(client, "fields") if text(one, "name") == name), "")


def _mappings(records: Iterable[Record], host: str) -> Iterable[PathMapping]:
    for one in records:
        if host and text(one, "host").lower() == host.lower():
            yield PathMapping(client=text(one, "remotePath"), arr=text(one, "localPath"))
