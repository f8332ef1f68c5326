"""What torrents have in common that turn bad together: nobody is punished for a common cause. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .domain import State, Torrent, Tracker, TrackerStatus
from .ports import View
from .safeguards import hosts_of
from .safety import Limits

type Key = tuple[str, str]
type Group = tuple[str, ...]
"""What torrents share: ("client", its name), ("tracker", its host) or ("disk", the client, a path)."""

BAD = frozenset({State.ERRORED, State.MISSING_FILES})

MOUNTED_BELOW = frozenset({"mnt", "media", "volumes", "run", "srv", "home"})
"""Folders in which disks are mounted under names of their own."""


class Part(StrEnum):
    """Which of a group's torrents are compared with each other, in words."""

    UNFINISHED = "unfinished downloads"
    COMPLETE = "complete torrents"
    ANNOUNCED = "torrents"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a group's torrents are not to blame. ``failed_only``: nothing else than a failure is doubted for it."""

    group: Group
    reason: str
    share: float = 1.0
    failed_only: bool = False


@dataclass(frozen=True, slots=True)
class Causes:
    """Everything that spares torrents now. ``groups`` are those of each torrent that has been judged."""

    found: tuple[Cause, ...] = ()
    groups: Mapping[Key, tuple[Group, ...]] = field(default_factory=dict)

    def of(self, torrent: Torrent, *, failed: bool = True) -> str:
        """Why this one is not to be called ``failed``, or not to be taken away at all; empty when nothing is known."""
        if not self.found:
            return ""
        mine = self.groups.get(torrent.key) or groups_of(torrent)
        fitting = [one for one in self.found if one.group in mine and (failed or not one.failed_only)]
        return max(fitting, key=lambda one: one.share).reason if fitting else ""


type _Sign = tuple[str, str, tuple[Tracker, ...] | None, bool, bool]
"""All of a torrent that decides how it counts: as long as this is the same, nothing is counted anew."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One torrent as it counts: in which parts of its groups, and whether it is bad there."""

    sign: _Sign
    counted: tuple[tuple[Part, bool], ...]
    groups: tuple[Group, ...]


class Together:
    """Counts, in each group, how many are bad of how many; a torrent is counted anew whenever it is judged."""

    def __init__(self) -> None:
        self.groups: dict[Key, tuple[Group, ...]] = {}
        self._cases: dict[Key, _Case] = {}
        self._counts: dict[tuple[Group, Part], list[int]] = {}
        self._same: dict[tuple[Group, ...], tuple[Group, ...]] = {}

    def note(self, torrent: Torrent, *, failing: bool) -> None:
        """Count a torrent as it is now; ``failing`` is whether any rule finds it failed, believed or not."""
        key, bad = torrent.key, failing or torrent.state in BAD
        sign = torrent.tracker, torrent.save_path, torrent.trackers, torrent.complete, bad
        known = self._cases.get(key)
        if known is not None and known.sign == sign:
            return
        groups = groups_of(torrent)
        if known is not None and not any(kind == "tracker" for kind, *_ in groups):
            groups += tuple(one for one in known.groups if one[0] == "tracker")  # clients forget who does not answer
        groups = self._same.setdefault(groups, groups)
        self.forget(key)
        case = self._cases[key] = _Case(sign, tuple(_counted(torrent, bad=bad)), groups)
        self.groups[key] = groups
        self._count(case, 1)

    def forget(self, key: Key) -> None:
        """It is there no more."""
        self.groups.pop(key, None)
        if case := self._cases.pop(key, None):
            self._count(case, -1)

    def causes(self, views: Mapping[str, View], limits: Limits) -> Causes:
        """What spares torrents now: what the clients say of themselves, and what is bad together, the widest first."""
        together = (
            Cause(group, _sentence(group, part, bad, present), bad / present)
            for (group, part), (bad, present) in self._counts.items()
            if bad >= limits.few and bad > limits.failing_share * present
        )
        ordered = sorted(together, key=lambda one: ("client", "disk", "tracker").index(one.group[0]))
        return Causes((*_said(views, limits), *ordered), self.groups)

    def _count(self, case: _Case, step: int) -> None:
        for part, bad in case.counted:
            for group in case.groups:
                if part is Part.ANNOUNCED and group[0] != "client":
                    continue
                counts = self._counts.setdefault((group, part), [0, 0])
                counts[0] += step * bad
                counts[1] += step
                if not counts[1]:
                    del self._counts[group, part]


def groups_of(torrent: Torrent) -> tuple[Group, ...]:
    """What it may share with others that turn bad: its client, its disk, its trackers, as far as they are known."""
    disk = root_of(torrent.save_path)
    disks = (("disk", torrent.client, disk),) if disk else ()
    trackers = (("tracker", host) for host in sorted(hosts_of(torrent)))
    return ("client", torrent.client), *disks, *trackers


def root_of(path: str) -> str:
    """Where the disk of a path is likely to be mounted, as far as its name tells; empty when it tells nothing."""
    parts = [part for part in path.replace("\\", "/").split("/") if part]
    if not parts:
        return ""
    depth = 3 if parts[:2] == ["run", "media"] else 2 if parts[0].lower() in MOUNTED_BELOW else 1
    return "/".join(parts[:depth])


def _counted(torrent: Torrent, *, bad: bool) -> Iterator[tuple[Part, bool]]:
    yield Part.COMPLETE if torrent.complete else Part.UNFINISHED, bad
    said = {tracker.status for tracker in torrent.trackers or ()}
    said &= {TrackerStatus.WORKING, TrackerStatus.FAILED, TrackerStatus.REFUSED}
    if said:
        yield Part.ANNOUNCED, said == {TrackerStatus.FAILED}


def _said(views: Mapping[str, View], limits: Limits) -> Iterator[Cause]:
    for client, view in views.items():
        if not view.server.online:
            yield Cause(("client", client), f"{client} has no connection to its peers")
        space = view.server.free_space
        if space is not None and space < limits.full:
            reason = f"the disk of {client} is full ({space / (1 << 20):.0f} MiB are free)"
            yield Cause(("client", client), reason, failed_only=True)


def _sentence(group: Group, part: Part, bad: int, present: int) -> str:
    kind, *names = group
    where = {"client": "of {0}", "disk": "of {0} below {1}", "tracker": "of the tracker {0}"}[kind].format(*names)
    if part is Part.ANNOUNCED:
        return f"no tracker answers {bad} of {present} torrents {where}: its way to the world seems to be down"
    return f"{bad} of {present} {part} {where} look failed together: a common cause is likely"
