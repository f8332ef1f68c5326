"""What a person has configured for all torrents of a section: whom to leave alone, and what counts as their word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from .domain import Torrent
from .safety import Limits
from .searching.policy import LoopLimits
from .trust import Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """Which torrents are never touched: by tag, by category or one above it, by tracker host or a domain above it."""

    tags: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    trackers: frozenset[str] = frozenset()

    def why(self, torrent: Torrent) -> str:
        """Why this one is protected, or an empty string."""
        if given := torrent.tags & self.tags:
            return f"it is protected by its tag {min(given)}"
        if category := next((one for one in sorted(self.categories) if within(torrent.category, one)), ""):
            return f"it is protected by its category {category}"
        trackers = (one for one in sorted(self.trackers) if any(below(host, one) for host in hosts_of(torrent)))
        if tracker := next(trackers, ""):
            return f"it is protected by its tracker {tracker}"
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Safeguards:
    """Everything that restrains what is done in a section, or permits it.

    ``young`` torrents, added more recently than this, are not removed. ``remove_rejected`` is a person's word that
    rejected downloads may go. What is in ``failed_category`` was put there by a person to be failed. ``trust`` says how
    far each rule is trusted; ``tagless``: the client gets no tags of qbitrr's own.
    """

    protected: Protected = Protected()
    young: timedelta = timedelta(0)
    limits: Limits = Limits()  # noqa: RUF009 -- frozen
    loops: LoopLimits = LoopLimits()  # noqa: RUF009 -- frozen
    failed_category: str = ""
    recheck_category: str = ""
    remove_rejected: bool = False
    trust: Mapping[str, Trust] = field(default_factory=dict)
    tagless: bool = False

    @property
    def special_categories(self) -> tuple[str, ...]:
        """The categories into which a person puts a torrent for something to be done."""
        return tuple(filter(None, (self.failed_category, self.recheck_category)))


def within(category: str, above: str) -> bool:
    """Whether a category is that one, or nested in it."""
    return category == above or category.startswith(f"{above}/")


def below(host: str, domain: str) -> bool:
    """Whether a host is that one, or a part of that domain."""
    return host == domain.lower() or host.endswith(f".{domain.lower()}")


def hosts_of(torrent: Torrent) -> frozenset[str]:
    """The hosts of its trackers, as far as they are known."""
    known = {tracker.host for tracker in torrent.trackers or ()} | {_host(torrent.tracker)}
    return frozenset(filter(None, known))


@lru_cache(maxsize=4096)
def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
