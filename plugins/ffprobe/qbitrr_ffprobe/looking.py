"""Looking at one open file, from what costs least to what says most."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO

from . import signatures
from .asking import Header, Prober
from .findings import Cause, Look
from .running import Ran
from .structure import claimed_size, missing

TAIL = 10.0
"""Seconds before the end from which packets are looked for."""

ALLOWED = 2.0
ALLOWED_SHARE = 0.02
"""Sound and picture seldom end together: so many seconds, or this share of a short file, may be silent at the end."""

USED_SHARE = 0.9
"""Of a good file at least so much is sound and picture; the rest is its index."""

_NO_MEDIA = re.compile(r"Invalid data found|moov atom not found|EBML header parsing failed|End of file")
_TOO_LITTLE = re.compile(r"Cannot allocate memory|Resource temporarily unavailable")
_NOT_KNOWN = re.compile(
    r"not on whitelist|Unsupported codec|[Dd]ecoder .*not found|No decoder|not implemented|hardware accelerated"
)
"""The last: a build whose only decoder of AV1 needs a graphics card. It fails for every film, the good ones too."""


def begins_as(content: BinaryIO) -> str:
    """What a file certainly is that is no media; empty when its beginning is not here yet, too."""
    content.seek(0)
    return signatures.disguised(content.read(signatures.ENOUGH))


def look_at(content: BinaryIO, size: int, promised: int, prober: Callable[[], Prober | Look]) -> Look:
    """What a complete file is. ``promised`` is its size as the torrent has it.

    ``prober`` is asked for only when the bytes alone do not tell, and may say instead why there is none.
    """
    if size < promised:
        return Look(unknown=f"only {size} of its {promised} bytes are on the disk", cause=Cause.NO_ACCESS)
    if not size:
        return Look(broken="it is empty")
    if what := begins_as(content):
        return Look(broken=f"it is {what}")
    if lacking := missing(content, size):
        return Look(broken=f"it is cut off: {lacking} bytes are missing")
    probing = prober()
    return probing if isinstance(probing, Look) else _probed(content, size, probing)


def _probed(content: BinaryIO, size: int, prober: Prober) -> Look:
    header, ran = prober.header(content)
    if header is None:
        return _refused(ran)
    seen = Look(format=header.format, video=header.video, audio=header.audio, duration=header.duration)
    if not seen.claims:
        return seen
    fault = _end(content, size, header, prober) or _substance(content, header, prober)
    return replace(seen, broken=fault.broken, unknown=fault.unknown, cause=fault.cause) if fault else seen


def _end(content: BinaryIO, size: int, header: Header, prober: Prober) -> Look | None:
    """Whether what the container claims to have goes on to its end.

    Some claim a wrong length. Where the container is whole, its packets must also leave much of the file unused.
    """
    length = header.duration
    if not length:
        return None
    end, ran = prober.end(content, max(0.0, length - TAIL))
    if failed := _unfinished(ran):
        return failed
    whole = claimed_size(content) > 0
    if end is None:
        why = f"nothing of its last {min(TAIL, length):.0f} s can be read"
        return Look(unknown=why, cause=Cause.STRANGE) if whole else Look(broken=f"it is cut off: {why}")
    short = end.moment < length - min(ALLOWED, length * ALLOWED_SHARE)
    if short and (not whole or end.place < size * USED_SHARE):
        return Look(broken=f"it is cut off: it ends at {end.moment:.1f} s of {length:.1f} s")
    return None


def _substance(content: BinaryIO, header: Header, prober: Prober) -> Look | None:
    """Whether anything in it can be decoded; nothing but errors at three places is no accident."""
    if header.codec in ("", "unknown"):
        return None
    moments = [(header.duration or 0.0) * share for share in (0.25, 0.5, 0.75)]
    found, ran = prober.decodes(content, moments, stream="V:0" if header.video else "a:0")
    if found or not ran.err or _NOT_KNOWN.search(ran.err):
        return None
    return _unfinished(ran) or Look(broken="nothing in it can be decoded")


def _unfinished(ran: Ran) -> Look | None:
    """A program that was ended, or had too little memory, has not said what it would have said."""
    if ran.ended or ran.code < 0:
        return Look(unknown=ran.ended or f"ffprobe was ended by signal {-ran.code}", cause=Cause.LIMITS)
    if _TOO_LITTLE.search(ran.err):
        return Look(unknown="ffprobe had too little memory", cause=Cause.LIMITS)
    return None


def _refused(ran: Ran) -> Look:
    """Only what ffprobe is known to say of no media at all is believed; anything else is our trouble."""
    if failed := _unfinished(ran):
        return failed
    said = ran.err.strip().splitlines()[-1] if ran.err.strip() else "nothing"
    if not _NOT_KNOWN.search(ran.err) and _NO_MEDIA.search(ran.err):
        return Look(broken="it is no readable media file")
    return Look(unknown=f"ffprobe says: {said[:200]}", cause=Cause.STRANGE)
