"""What can be done about one torrent. Frozen, standard library only, picklable."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do about one torrent, and why."""

    reason: str

    @property
    def kind(self) -> str:
        """By this word ledger, API and command line call it."""
        return type(self).__name__.lower()


@dataclass(frozen=True, slots=True)
class Keep(Action):
    """Do not remove it. An ``obligation`` (hit and run) binds every path; another is a veto in this cycle."""

    obligation: bool = False


@dataclass(frozen=True, slots=True)
class Import(Action):
    """Hand it to its owner's library; its files stay where they are."""


@dataclass(frozen=True, slots=True)
class Wait(Action):
    """Do not import it yet: something about it is still being found out."""


@dataclass(frozen=True, slots=True)
class Reject(Action):
    """Have a complete download that is no good blocklisted and, with ``replace``, replaced; it stays in the client.

    It was never imported: only a person can say that it may go.
    """

    replace: bool = True


@dataclass(frozen=True, slots=True)
class Remove(Action):
    """Take it away: stopped and quarantined at once, its data deleted when the quarantine ends.

    ``failed`` says that the download was no good: its owner blocklists the release and, if it may, replaces it. Without
    ``replace`` it must not: the core sees to that when the same thing has failed again and again. Only the core says
    ``at_once``, which does without the quarantine for rules that a person trusts so far, and ``told``, which is a
    person's word that it may go though it was never imported.
    """

    failed: bool = True
    replace: bool = True
    at_once: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class Recheck(Action):
    """Let the client hash its data again."""


@dataclass(frozen=True, slots=True)
class Stop(Action):
    """Stop it in the client."""


@dataclass(frozen=True, slots=True)
class Start(Action):
    """Start it in the client; only what qbitrr has stopped, or by its tag a similar tool for want of space."""


@dataclass(frozen=True, slots=True)
class Tag(Action):
    """Add and take away tags in the client."""

    add: frozenset[str] = frozenset()
    remove: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Categorize(Action):
    """Put it into a category of the client."""

    category: str = ""


@dataclass(frozen=True, slots=True)
class Deselect(Action):
    """Do not load these files of it, by their index."""

    files: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Limit(Action):
    """Give it these speed limits in bytes a second; 0 is none, None leaves it as it is."""

    download: int | None = None
    upload: int | None = None


@dataclass(frozen=True, slots=True)
class SuperSeed(Action):
    """Switch its super-seeding on or off."""

    on: bool = True


@dataclass(frozen=True, slots=True)
class EditTrackers(Action):
    """Add and take away trackers, by their URLs."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reannounce(Action):
    """Let the client ask its trackers again now."""


@dataclass(frozen=True, slots=True)
class Promote(Action):
    """Put it at the top of the client's queue."""


@dataclass(frozen=True, slots=True)
class Expire(Action):
    """End its quarantine now: room is needed. Its deletion passes the same gate as every other."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An action that a plugin proposes for one torrent of a client that it looks at as a whole."""

    hash: str
    action: Action


@dataclass(frozen=True, slots=True)
class Blocklist(Action):
    """A step of a failed download's removal, for its owner: never grab this release again.

    Without ``replace`` the owner must not look for another one by itself: it would only fail again.
    """

    replace: bool = True


@dataclass(frozen=True, slots=True)
class Search(Action):
    """A step of a failed download's removal, for its owner: look for another release, once."""


@dataclass(frozen=True, slots=True)
class Unblocklist(Action):
    """A step of a restore, for its owner: forget that the release was failed."""


@dataclass(frozen=True, slots=True)
class Delete(Action):
    """The end of a quarantine: the client deletes the torrent with its data."""
