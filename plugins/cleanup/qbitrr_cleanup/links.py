"""Keep what shares its files with another torrent, and if wanted what the library has no copy of."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from qbitrr import (
    HOOK_API,
    Action,
    Classification,
    Download,
    Facts,
    HealthReport,
    Host,
    Keep,
    Torrent,
    Verdict,
    View,
    hookimpl,
)

from .common.given import GivenTags
from .disks.background import Background
from .disks.hard_links import Inode, Links, count_links, links_of, outermost
from .disks.links_options import Options

SOON = timedelta(seconds=30)
"""When to look again for what was only just asked for."""

type Folders = tuple[Path, ...]
type Key = tuple[str, str, str, Folders]
"""A torrent, where it is, and the folders in which others were counted."""


class HardLinks:
    """Asks the disk in the background about what could be removed: complete, and imported where there is a library."""

    hook_api = HOOK_API
    Config = Options

    def __init__(self, config: Options) -> None:
        self.config = config
        self._host: Host | None = None
        self._given: GivenTags | None = None
        self._folders: Folders = outermost(config.download_folders)
        self._seen: datetime | None = None
        self._valid = 3 * max(config.every, timedelta(minutes=10))
        self._index: Background[Folders, dict[Inode, int]] = Background(
            count_links, fresh=config.every, valid=self._valid
        )
        self._links: Background[Key, Links] = Background(self._look, fresh=config.every, valid=self._valid)
        self._counted: dict[Inode, int] = {}

    @hookimpl
    def qbitrr_worker_start(self, host: Host) -> None:
        self._host = host
        self._given = GivenTags(host)

    @hookimpl
    def qbitrr_worker_stop(self) -> None:
        self._index.close()
        self._links.close()

    @hookimpl
    def qbitrr_cycle_start(self, now: datetime) -> None:
        self._index.forget(now - 2 * self._valid)
        self._links.forget(now - 2 * self._valid)

    @hookimpl
    def qbitrr_health_check(
        self, torrent: Torrent, classification: Classification, download: Download, facts: Facts, now: datetime
    ) -> HealthReport | None:
        if not _could_go(torrent, classification, download):
            return None
        links = self._known(torrent, facts, now)
        if links is None:
            return HealthReport(Verdict.HEALTHY, "its links are being counted", look_again=now + SOON)
        if isinstance(links, str):
            return HealthReport(
                Verdict.DEGRADED, f"its links cannot be counted: {links}", look_again=now + self.config.every
            )
        evidence = {"files": links.files, "in_library": links.in_library, "shared": links.shared}
        return HealthReport(Verdict.HEALTHY, _said(links), evidence, look_again=now + self.config.every)

    @hookimpl
    def qbitrr_action(
        self, torrent: Torrent, classification: Classification, download: Download, facts: Facts, now: datetime
    ) -> Action | None:
        if not _could_go(torrent, classification, download):
            return None
        links = self._known(torrent, facts, now)
        if not isinstance(links, Links):
            why = f"cannot be known ({links})" if links else "is not known yet"
            keeps = self.config.keep_shared or self.config.keep_last_copy
            return Keep(f"who else has its files {why}") if keeps else None
        is_last = links.is_last_copy and download.imported_at is not None
        if links.shared and self.config.keep_shared:
            return Keep("another download has its files too")
        if is_last and self.config.keep_last_copy:
            return Keep("the library has no copy of it")
        tag = frozenset(filter(None, (self.config.tag_last_copy,)))
        if self._given is None or not tag:
            return None
        return self._given.change(torrent, tag if is_last else frozenset(), tag, _said(links))

    def _known(self, torrent: Torrent, facts: Facts, now: datetime) -> Links | str | None:
        """Its links; why they cannot be known, as a sentence; or None while they are being counted."""
        if self._host is None or not torrent.content_path:
            return "it is not known where its files are"
        if not self.config.download_folders and self._seen != now:
            self._see(self._host, facts)
            self._seen = now
        counted = self._index.ask(self._folders, now) if self._folders else None
        if counted is None:
            return None
        if counted.value is None:
            return counted.error
        self._counted = counted.value
        seen = self._links.ask((*torrent.key, torrent.content_path, self._folders), now)
        if seen is None:
            return None
        return seen.value or seen.error or "nothing is where its files should be"

    def _see(self, host: Host, facts: Facts) -> None:
        """Where the complete torrents of all clients are. While one of them cannot say, it is as it was."""
        seen = tuple(facts.of("torrents"))
        views = [one.value for one in seen if one.complete and isinstance(one.value, View) and one.value.connected]
        if facts.missing or len(views) < len(seen):
            return
        everybodys = (one for view in views for one in view.torrents.values() if one.complete)
        self._folders = outermost(
            host.local_path(*place) for place in {(one.client, one.save_path) for one in everybodys}
        )

    def _look(self, key: Key) -> Links | None:
        client, _, path, _ = key
        assert self._host
        return links_of(self._host.local_path(client, path), self._counted)


def _could_go(torrent: Torrent, owner: Classification, download: Download) -> bool:
    return torrent.complete and (download.imported_at is not None or not owner.library)


def _said(links: Links) -> str:
    if links.shared:
        return "another download has its files too"
    return "the library has no copy of it" if links.is_last_copy else "the library has it"
