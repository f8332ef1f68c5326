"""Patterns that users write: each is compiled on its own, and none may hold up a worker."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from time import thread_time

log = logging.getLogger("qbitrr.cleanup")

LONGEST_TEXT = 255
"""No file system has longer names; what a pattern could need for longer ones has no bounds."""

LONGEST_PATTERN = 500
MANY = 3
"""A part that itself repeats may be repeated so often. So many parts may repeat in many ways."""

WAYS = 16
"""A part that may repeat more often than this, and less often too, repeats in many ways."""

SLOW = 0.25
"""Seconds of one match after which a pattern is not used any more."""

_PART = re.compile(
    r"""\\.                                              # an escaped character
    | \[\^?\]?(?:\\.|[^\]\\])*\]                         # a set of characters
    | \(\?(?:P<\w+>|P=\w+|\#[^)]*|<[=!]|[=!>:]|[\w-]+:?) # how a special group begins
    | [*+?][+?]?                                         # how often
    | \{(?:\d+,?\d*|,\d+)\}[+?]?
    | .""",
    re.VERBOSE | re.DOTALL,
)


class Patterns:
    """Regular expressions of one option. Those that cannot be used are left out; the rest is matched."""

    def __init__(
        self,
        written: Iterable[str],
        *,
        case_sensitive: bool = False,
        seconds: Callable[[], float] = thread_time,
    ) -> None:
        flags = re.NOFLAG if case_sensitive else re.IGNORECASE
        self._seconds = seconds
        self._compiled = {one: _compiled(one, flags) for one in dict.fromkeys(written) if not fault_of(one)}

    def found_in(self, text: str) -> str:
        """The first pattern that is found somewhere in a text; none is found in one that is too long."""
        if not self._compiled or len(text) > LONGEST_TEXT:
            return ""
        began = self._seconds()
        for one, compiled in tuple(self._compiled.items()):
            found = compiled.search(text) is not None
            ended = self._seconds()
            if ended - began > SLOW:
                log.error("The pattern %r takes too long and is not used any more; it was last tried on %r.", one, text)
                del self._compiled[one]
            if found:
                return one
            began = ended
        return ""


def faults(written: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The patterns that cannot be used, each with the reason."""
    return ((one, fault) for one in dict.fromkeys(written) if (fault := fault_of(one)))


def fault_of(written: str) -> str:
    """Why a pattern cannot be used, or an empty string."""
    if len(written) > LONGEST_PATTERN:
        return f"it is longer than {LONGEST_PATTERN} characters"
    try:
        compiled = _compiled(written)
    except (re.error, OverflowError, RecursionError) as error:
        return f"it is no regular expression: {error}"
    return _endless(written) or ("it would be found in everything" if compiled.search("") else "")


def _compiled(written: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    with warnings.catch_warnings(action="ignore", category=FutureWarning):  # "[[" may mean something else one day
        return re.compile(written, flags)


def _endless(written: str) -> str:
    """Why matching it could take for ever, or an empty string: what it repeats must be one thing of one length."""
    varying, last, many = [False], False, 0
    for part in (match[0] for match in _PART.finditer(written)):
        if part.startswith("("):
            varying.append(False)
            last = False
        elif part == ")":
            last = varying.pop()
            varying[-1] |= last
        elif part == "|":
            varying[-1], last = True, False
        elif (times := _times(part)) is None:
            last = False
        else:
            low, high = times
            if last and high > MANY:
                return "it repeats a part that itself repeats or branches, which may take for ever"
            varying[-1] |= low != high
            many += low != high and high > WAYS
            last = False
    if many > MANY:
        return f"more than {MANY} of its parts repeat more than {WAYS} times, which may take for ever"
    return ""


def _times(part: str) -> tuple[float, float] | None:
    """How often it lets what is before it come, or None when it says nothing of that."""
    if part[0] in "*+?":
        return {"*": (0, float("inf")), "+": (1, float("inf")), "?": (0, 1)}[part[0]]
    if part[0] != "{" or len(part) == 1:
        return None
    low, comma, high = part.rstrip("+?")[1:-1].partition(",")
    return float(low or 0), float(high or ("inf" if comma else low))
