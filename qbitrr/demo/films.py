"""The films of the demonstration, what becomes of each download, and the configuration it runs with. Only data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

CATEGORY = "radarr"
LABEL = "classics"
"""A tag that a person gives: what is put back must have it again."""

KEEP = "qbitrr-keep"
"""One of the tags with which, by default, a torrent is never touched."""

PLUGINS = frozenset({"radarr", "stalled"})
"""What must be installed."""

SECONDS_TO_COMPLETE = 8.0
"""More than the 5 s after which Radarr looks by itself at what it has grabbed: what it imports is by qbitrr's word."""


class Fate(Enum):
    """What becomes of a download."""

    COMPLETES = "completes"
    STARVES = "never gets any data"
    IS_KEPT = "never gets any data either, but a person wants it kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """A film that Radarr wants, and the release of it that its indexer offers."""

    title: str
    year: int
    source: str
    fate: Fate

    @property
    def release(self) -> str:
        return f"{self.title.replace(' ', '.')}.{self.year}.1080p.{self.source}-GRP"


DONE = Film(title="Nosferatu", year=1922, source="WEB", fate=Fate.COMPLETES)
DEAD = Film(title="Metropolis", year=1927, source="WEB", fate=Fate.STARVES)
KEPT = Film(title="The Kid", year=1921, source="WEB", fate=Fate.IS_KEPT)
REPLACEMENT = Film(title=DEAD.title, year=DEAD.year, source="BluRay", fate=Fate.COMPLETES)

WANTED = (DONE, DEAD, KEPT)
OFFERED = (*WANTED, REPLACEMENT)
"""In the order in which the indexer lists them: of two releases the first is taken."""

STALL_TIMEOUT = 10
"""Seconds: enough for qbitrr to trust the list of a client that it has just met, some 10 s after the first look."""

STRIKES = 2

HURRY = (
    f"a download may stand still for {STALL_TIMEOUT} s and fails at strike {STRIKES}; by default it is not judged for "
    "15 min, may stand still for 30 min, and fails at strike 3"
)

RULE = f"""\
[Plugins.stalled]
StallTimeout = "{STALL_TIMEOUT}s"
Grace = 0
Strikes = {STRIKES}
StrikeInterval = "2s"
"""

CONFIGURATION = """\
# Written by qbitrr demo, which is in a hurry. Real configurations are more patient.

[Settings]
ConfigVersion = {version}
IgnoreTorrentsYoungerThan = 0
QuarantineFor = "1h"

[qBit]
Host = "127.0.0.1"
Port = {port}
UserName = "{username}"
Password = "{password}"

[Radarr]
URI = "{radarr}"
APIKey = "{api_key}"
Category = "{category}"

{rule}"""

PAGE = """

[WebUI]
Port = 0
Token = "{token}"
"""
"""The page's section, where it is installed: a free port, and a token that is good for this demonstration."""
