"""How it stands with one item's temporary quality profile, and what follows from what is seen. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from ..fields import Record, number, text, when

RESTS = timedelta(days=1)
"""What was given its own profile back although something is missing keeps it at least so long."""


class Phase(StrEnum):
    """GIVING and RETURNING: about to be done, or done and not seen yet. THEIRS: a person has chosen otherwise."""

    GIVING = "giving"
    GIVEN = "given"
    KEPT = "kept"
    RETURNING = "returning"
    RETURNED = "returned"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """One item's profiles, its ``own`` and the ``temporary`` one; ``since`` when it has that, given ``count`` times.

    ``at`` is when the phase began.
    """

    own: int
    temporary: int
    phase: Phase
    at: datetime
    since: datetime
    count: int = 1

    @property
    def ordered(self) -> int | None:
        """The profile that it is to be given, while that has not been seen."""
        return {Phase.GIVING: self.temporary, Phase.RETURNING: self.own}.get(self.phase)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was read of an item at a time. ``mapped`` is the temporary profile for its own, if there is one."""

    profile: int
    missing: bool
    at: datetime
    mapped: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """A ``timeout`` of 0 is none. ``attempts`` is how often an item may be given a temporary profile in all."""

    timeout: timedelta
    attempts: int
    keep: bool


def step(switch: Switch | None, seen: Seen, rules: Rules, now: datetime) -> Switch | None:
    """How it stands now; None when there is nothing to remember. Whatever is GIVING or RETURNING is to be done."""
    if switch is None:
        return _begin(seen, now)
    if switch.ordered is not None and seen.at <= switch.at <= now:
        return switch  # not read since; what is later than now is from before the clock was set back
    match switch.phase:
        case Phase.KEPT | Phase.RETURNED | Phase.THEIRS if seen.mapped is None:
            return None
        case Phase.GIVING if seen.profile == switch.own:
            return replace(switch, at=now) if seen.missing and seen.mapped == switch.temporary else None
        case Phase.GIVING | Phase.GIVEN:
            return _given(switch, seen, rules, now)
        case Phase.KEPT:
            return switch if seen.profile == switch.temporary else None
        case Phase.RETURNING:
            return _returning(switch, seen, now)
        case Phase.RETURNED:
            return _returned(switch, seen, rules, now)
        case _:
            return switch if seen.missing else None


def take_back(switch: Switch, now: datetime) -> Switch:
    """Give an item its own profile back, if it was given the temporary one."""
    given = switch.phase in (Phase.GIVING, Phase.GIVEN, Phase.KEPT)
    return replace(switch, phase=Phase.RETURNING, at=now) if given else switch


def read_switches(noted: object) -> dict[int, Switch]:
    """What was written down; what cannot be understood is left out."""
    found = noted.items() if isinstance(noted, Mapping) else ()
    return {
        int(key): switch
        for key, value in found
        if str(key).isdigit() and isinstance(value, Mapping) and (switch := _read(value))
    }


def written(switches: Mapping[int, Switch]) -> dict[str, object] | None:
    """The same as plain JSON."""
    return {str(key): _plain(switch) for key, switch in switches.items()} or None


def _begin(seen: Seen, now: datetime) -> Switch | None:
    if not seen.missing or seen.mapped is None:
        return None
    return Switch(own=seen.profile, temporary=seen.mapped, phase=Phase.GIVING, at=now, since=now)


def _given(switch: Switch, seen: Seen, rules: Rules, now: datetime) -> Switch | None:
    """It should have the temporary profile."""
    if seen.profile != switch.temporary:
        return replace(switch, phase=Phase.THEIRS, at=now) if seen.missing else None
    if not seen.missing and rules.keep:
        return replace(switch, phase=Phase.KEPT, at=now)
    too_long = bool(rules.timeout) and now - switch.since >= rules.timeout
    if not seen.missing or too_long or seen.mapped != switch.temporary:
        return replace(switch, phase=Phase.RETURNING, at=now)
    return switch if switch.phase is Phase.GIVEN else replace(switch, phase=Phase.GIVEN, at=now)


def _returning(switch: Switch, seen: Seen, now: datetime) -> Switch | None:
    if seen.profile == switch.temporary:
        return replace(switch, at=now)
    if not seen.missing or seen.mapped is None:
        return None
    return replace(switch, phase=Phase.RETURNED if seen.profile == switch.own else Phase.THEIRS, at=now)


def _returned(switch: Switch, seen: Seen, rules: Rules, now: datetime) -> Switch | None:
    if not seen.missing:
        return None
    if seen.profile != switch.own:
        return replace(switch, phase=Phase.THEIRS, at=now)
    rested = now - switch.at >= max(rules.timeout, RESTS)
    if seen.mapped is None or not rested or switch.count >= rules.attempts:
        return switch
    return replace(switch, temporary=seen.mapped, phase=Phase.GIVING, at=now, since=now, count=switch.count + 1)


def _plain(switch: Switch) -> dict[str, object]:
    return {**asdict(switch), "at": switch.at.isoformat(), "since": switch.since.isoformat()}


def _read(record: Record) -> Switch | None:
    own, temporary, count = (number(record, name) for name in ("own", "temporary", "count"))
    at, since, phase = when(record, "at"), when(record, "since"), text(record, "phase")
    if own is None or temporary is None or at is None or since is None or phase not in list(Phase):
        return None
    return Switch(own=own, temporary=temporary, phase=Phase(phase), at=at, since=since, count=count or 1)
