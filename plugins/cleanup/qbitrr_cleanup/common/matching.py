"""Which of a rule's rows hold for a torrent: by tracker host, category, tag and privacy. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache
from urllib.parse import urlsplit

from pydantic import Field, field_validator, model_validator

from qbitrr import Download, PluginConfig, Torrent

SPELLINGS = {"URI": "Host", "Tracker": "Host"}
"""Other names under which users know a key of a row."""


class Row(PluginConfig):
    """The torrents that a row is for: those that are all of what it names."""

    name: str = Field(default="", description="What to call this row; only for people.")
    host: str = Field(
        default="",
        description="One of its trackers is at this host or below this domain; a whole announce URL is understood.",
    )
    category: str = Field(default="", description="It is in this category, or in one nested in it.")
    tag: str = Field(default="", description="It has this tag.")
    private: bool | None = Field(default=None, description="It is private (true) or not (false).")
    priority: int = Field(default=0, description="Where several rows hold and one must rule: the highest does.")

    @model_validator(mode="before")
    @classmethod
    def _known_by_other_names(cls, options: object) -> object:
        return respelt(options, SPELLINGS)

    @field_validator("host")
    @classmethod
    def _is_a_host(cls, value: str) -> str:
        host = host_of(value)
        if value.strip() and not host:
            raise ValueError("the host of a tracker, such as tracker.example.org, or its announce URL")
        return host

    @field_validator("category")
    @classmethod
    def _without_a_slash_at_its_end(cls, value: str) -> str:
        return value.strip().rstrip("/")

    @cached_property
    def label(self) -> str:
        """What the row is called where people read it; without a name, what it is for."""
        privacy = "" if self.private is None else ("private" if self.private else "public")
        return self.name or " ".join(filter(None, (self.host, self.category, self.tag, privacy))) or "every torrent"


def ruling[R: Row](torrent: Torrent, rows: Iterable[R]) -> R | None:
    """The row that rules a torrent, of those that are known to match it; None when there is none.

    The highest priority; then the longest category, for the more a nested one says; then the first in the file.
    """
    return max(
        (row for row in rows if matches(row, torrent)),
        key=lambda row: (row.priority, len(row.category)),
        default=None,
    )


def matches(row: Row, torrent: Torrent) -> bool | None:
    """Whether a row is for a torrent; None when that is not known (its trackers, or whether it is private)."""
    if row.category and not within(torrent.category, row.category):
        return False
    if row.tag and row.tag not in torrent.tags:
        return False
    told = (_of_tracker(row, torrent), _of_privacy(row, torrent))
    if False in told:
        return False
    return None if None in told else True


def filed(torrent: Torrent, download: Download) -> Torrent:
    """The torrent in the category that is its own, not in one into which it was put for something to be done."""
    if not download.category or download.category == torrent.category:
        return torrent
    return replace(torrent, category=download.category)


def within(category: str, above: str) -> bool:
    """Whether a category is that one, or nested in it."""
    return category == above or category.startswith(f"{above}/")


def below(host: str, domain: str) -> bool:
    """Whether a host is that one, or a part of that domain. Both in lower case."""
    return host == domain or host.endswith(f".{domain}")


@lru_cache(maxsize=4096)
def host_of(address: str) -> str:
    """The host of a URL, or of what is only a host, in lower case; empty when there is none in it."""
    address = address.strip()
    try:
        return (urlsplit(address if "://" in address else f"//{address}").hostname or "").rstrip(".")
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def any_below(addresses: tuple[str, ...], domain: str) -> bool:
    """Whether one of these addresses is at that host or below that domain: thousands of torrents have the same."""
    return any(below(host_of(address), domain) for address in addresses)


def respelt(options: object, spellings: Mapping[str, str]) -> object:
    """Options under our names for their keys. Who writes both names of one key means ours."""
    if not isinstance(options, Mapping):
        return options
    return {spellings.get(key, key): value for key, value in options.items() if spellings.get(key) not in options}


def _of_tracker(row: Row, torrent: Torrent) -> bool | None:
    if not row.host:
        return True
    if any_below((torrent.tracker, *[each.url for each in torrent.trackers or ()]), row.host):
        return True
    return None if torrent.trackers is None else False


def _of_privacy(row: Row, torrent: Torrent) -> bool | None:
    if row.private is None:
        return True
    return None if torrent.private is None else torrent.private is row.private
