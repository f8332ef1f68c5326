"""Keep what shares its files with another torrent, and if wanted what the library has no copy of."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from pydantic import Field

from qbitrr import (
    HOOK_API,
    Action,
    Classification,
    Download,
    Duration,
    HealthReport,
    Host,
    Keep,
    PluginConfig,
    Tag,
    Torrent,
    Verdict,
    hookimpl,
)

from .common.given import GivenTags
from .disks.background import Background
from .disks.hard_links import Inode, Links, count_links, links_of

SOON = timedelta(seconds=30)
"""When to look again for what was only just asked for."""

type Key = tuple[str, str, str]


class Options(PluginConfig):
    """What hard links mean."""

    keep_shared: bool = Field(
        default=True,
        description="Keep a torrent whose files another download has too: removing it frees nothing. What is not "
        "known counts as shared.",
    )
    keep_last_copy: bool = Field(
        default=False,
        description="Keep an imported torrent of which the library has no file: its own was deleted or replaced, or is "
        "a copy rather than a hard link.",
    )
    tag_last_copy: str = Field(default="", description="A tag for such torrents. Empty: none.")
    download_folders: tuple[Path, ...] = Field(
        default=(), description="Where downloads are, as qbitrr sees them. Empty: the save paths of the torrents."
    )
    every: Duration = Field(
        default=timedelta(hours=1), description="How often links are counted, in a thread of its own."
    )


class HardLinks:
    """Asks the disk in the background about what could be removed: complete, and imported where there is a library."""

    hook_api = HOOK_API
    Config = Options

    def __init__(self, config: Options) -> None:
        self.config = config
        self._host: Host | None = None
        self._given: GivenTags | None = None
        self._save_paths: set[tuple[str, str]] = set()
        valid = 3 * max(config.every, timedelta(minutes=10))
        self._index: Background[str, dict[Inode, int]] = Background(
            lambda _: count_links(self._folders()), fresh=config.every, valid=valid
        )
        self._links: Background[Key, Links] = Background(self._look, fresh=config.every, valid=valid)
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
    def qbitrr_health_check(
        self, torrent: Torrent, classification: Classification, download: Download, now: datetime
    ) -> HealthReport | None:
        if not _could_go(torrent, classification, download):
            return None
        links = self._known(torrent, now)
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
        self, torrent: Torrent, classification: Classification, download: Download, now: datetime
    ) -> Action | None:
        if not _could_go(torrent, classification, download):
            return None
        links = self._known(torrent, now)
        if not isinstance(links, Links):
            why = f"cannot be known ({links})" if links else "is not known yet"
            return Keep(f"whether another torrent shares its files {why}") if self.config.keep_shared else None
        if links.shared and self.config.keep_shared:
            return Keep("another download has its files too")
        if links.is_last_copy and self.config.keep_last_copy:
            return Keep("the library has no copy of it")
        return self._tag(torrent, links)

    def _tag(self, torrent: Torrent, links: Links) -> Tag | None:
        tag = frozenset(filter(None, (self.config.tag_last_copy,)))
        if self._given is None or not tag:
            return None
        return self._given.change(torrent, tag if links.is_last_copy else frozenset(), tag, _said(links))

    def _known(self, torrent: Torrent, now: datetime) -> Links | str | None:
        """Its links; why they cannot be known, as a sentence; or None while they are being counted."""
        if self._host is None or not torrent.content_path:
            return "it is not known where its files are"
        if not self.config.download_folders:
            self._save_paths.add((torrent.client, torrent.save_path))
        counted = self._index.ask("", now)
        if counted is None:
            return None
        if counted.value is None:
            return counted.error
        self._counted = counted.value
        seen = self._links.ask((*torrent.key, torrent.content_path), now)
        if seen is None:
            return None
        return seen.value or seen.error or "nothing is where its files should be"

    def _folders(self) -> tuple[Path, ...]:
        assert self._host
        seen = tuple(self._save_paths)  # at once: more may come meanwhile
        return self.config.download_folders or tuple(self._host.local_path(*one) for one in seen)

    def _look(self, key: Key) -> Links | None:
        client, _, path = key
        assert self._host
        return links_of(self._host.local_path(client, path), self._counted)


def _could_go(torrent: Torrent, owner: Classification, download: Download) -> bool:
    return torrent.complete and (download.imported_at is not None or not owner.library)


def _said(links: Links) -> str:
    if links.shared:
        return "another download has its files too"
    return "the library has no copy of it" if links.is_last_copy else "the library has it"
