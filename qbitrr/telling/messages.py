"""What a worker and those who look on say to each other. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..domain import Decision
from .opinions import Opinion


@dataclass(frozen=True, slots=True)
class AskThoughts:
    """Tell me what has changed since that version. 0 is for who knows nothing yet."""

    since: int = 0


@dataclass(frozen=True, slots=True)
class AskWhy:
    """Tell me all that you think of one torrent."""

    client: str
    hash: str


@dataclass(frozen=True, slots=True)
class Woken:
    """Something has changed at your app: look now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thought:
    """What a section thinks of one torrent, in short.

    ``owner`` is empty for one that it does not own. ``health`` is the gravest verdict that was given, by ``rule`` and
    for that ``reason``; ``action`` what is decided (empty: nothing), by whom and why. ``steps`` are how it is done.
    ``of_client``: it was not decided of the torrent itself, but of its client as a whole.
    """

    client: str
    hash: str
    owner: str = ""
    title: str = ""
    media_id: int | None = None
    stage: str = ""
    health: str = "unknown"
    rule: str = ""
    reason: str = ""
    action: str = ""
    by: str = ""
    why: str = ""
    refused: str = ""
    look_again: datetime | None = None
    imported_at: datetime | None = None
    protected: str = ""
    steps: tuple[str, ...] = ()
    of_client: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Thoughts:
    """What has changed, up to a version. ``afresh``: what was told before is void. ``more`` can be asked for."""

    version: int
    afresh: bool
    more: bool
    fresh: tuple[Thought, ...]
    gone: tuple[tuple[str, str], ...]
    dry_run: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that a section thinks of one torrent. ``decision`` is None for one that it has not judged."""

    decision: Decision | None
    opinions: tuple[Opinion, ...]
    dry_run: bool


type Question = AskThoughts | AskWhy | Woken
type Answer = Thoughts | Told
