"""When downloads of the same thing fail again and again, and how long it is left alone then. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from .policy import LoopLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """One download that has failed. ``release`` is the fingerprint of its name."""

    media_id: int
    title: str
    release: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """A medium whose downloads keep failing: how many have, how often the worst of its releases, until when to wait."""

    media_id: int
    title: str
    failures: int
    same_release: int
    since: datetime
    until: datetime


def fingerprint(name: str) -> str:
    """A release name as far as it matters: the same release is written with dots here and with blanks there."""
    return re.sub(r"[\W_]+", " ", name.casefold()).strip()


def loops(failures: Iterable[Failed], limits: LoopLimits) -> Mapping[int, Loop]:
    """The media that are in a loop, also those whose wait is over. Failures may come in any order."""
    by_medium: dict[int, list[Failed]] = {}
    for one in sorted(failures, key=lambda failed: failed.at):
        by_medium.setdefault(one.media_id, []).append(one)
    found = (_loop(chain, limits) for chain in by_medium.values())
    return {loop.media_id: loop for loop in found if loop}


def _loop(chain: list[Failed], limits: LoopLimits) -> Loop | None:
    """Follow the failures of one medium; a long time without one ends what was before it."""
    loop: Loop | None = None
    counted: Counter[str] = Counter()
    beyond = 0
    last: datetime | None = None
    for failed in chain:
        patient_until = max(loop.until, last) if loop and last else last
        if patient_until and failed.at > patient_until + limits.window:
            loop, beyond = None, 0
            counted.clear()
        counted[failed.release] += 1
        last = failed.at
        worst = max(counted.values())
        if counted.total() >= limits.failures or worst >= limits.same_release:
            beyond += 1
            loop = Loop(
                media_id=failed.media_id,
                title=failed.title,
                failures=counted.total(),
                same_release=worst,
                since=loop.since if loop else failed.at,
                until=limits.rest.until(failed.at, beyond),
            )
    return loop


def failures_of(media: Iterable[int], title: str, name: str, at: datetime) -> list[Failed]:
    """A download that has failed is a failure of each of its media. ``name`` is that of its release."""
    return [Failed(media_id=one, title=title or name, release=fingerprint(name), at=at) for one in media]


def advice(loop: Loop) -> str:
    """What a person should look at, for the one alert."""
    if loop.same_release > 1:
        return (
            f"the same release has come back {loop.same_release} times: look whether its indexer has the option to "
            "reject blocklisted torrent hashes while grabbing, and whether the release offers what its name promises"
        )
    return (
        "each time another release: look whether the releases have seeds, whether the limits that call a download "
        "failed are too strict, and whether the quality profile asks for what there is"
    )
