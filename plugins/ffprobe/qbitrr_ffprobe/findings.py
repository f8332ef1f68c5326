"""What was seen in one file, and whether that is what was expected of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from .choosing import Kind, MediaFile

CLAIMING = frozenset({"matroska", "mov", "flac"})
"""Containers that say at their beginning how long they are, and where a whole picture is.

Of others ffprobe counts what is there, often far too little, and it may land in the middle of what cannot be decoded
alone.
"""


class Cause(StrEnum):
    """Why nobody can say whether a file is good. Each is logged once."""

    NO_TOOL = "no ffprobe"
    COMING = "ffprobe is being downloaded"
    NO_ACCESS = "no access"
    LIMITS = "limits"
    STRANGE = "strange"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Look:
    """What one file is, whatever is expected of it.

    ``broken`` is why it is no good, ``unknown`` why that cannot be said; of a good file both are empty. ``duration``
    is in seconds, None while it is not known.
    """

    broken: str = ""
    unknown: str = ""
    cause: Cause | None = None
    format: str = ""
    video: bool = False
    audio: bool = False
    duration: float | None = None

    @property
    def lasting(self) -> bool:
        """Whether another look at the same bytes would say the same."""
        return not self.unknown

    @property
    def claims(self) -> bool:
        """Whether its duration is what its container says, and no guess."""
        return self.format.partition(",")[0] in CLAIMING


@dataclass(frozen=True, slots=True)
class Expectation:
    """What is expected of a file: its stream, and the least length (0: any)."""

    kind: Kind
    min_duration: timedelta = timedelta()


def fault(look: Look, expected: Expectation) -> str:
    """Why a file is no good; empty when it is, or when that is not known."""
    if look.broken or look.unknown:
        return look.broken
    if expected.kind is Kind.VIDEO and not look.video:
        return "it has no picture"
    if expected.kind is Kind.AUDIO and not look.audio:
        return "it has no sound"
    if look.duration is None or not look.claims:
        return ""
    if look.duration <= 0:
        return "it plays for no time at all"
    if timedelta(seconds=look.duration) < expected.min_duration:
        least = round(expected.min_duration.total_seconds())
        return f"it plays for {round(look.duration)} s, {least} s are expected"
    return ""


def evidence(file: MediaFile, look: Look, finding: str) -> Mapping[str, object]:
    """What a report says of a bad file, in plain JSON values."""
    return {
        "file": file.path,
        "finding": finding,
        "size": file.size,
        "format": look.format,
        "video": look.video,
        "audio": look.audio,
        "duration_seconds": look.duration,
    }
