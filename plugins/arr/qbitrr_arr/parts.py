"""Take a long JSON list apart, one object after the other: as a whole it takes several times the memory of its text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from qbitrr import Unavailable

from .errors import WrongAnswer
from .fields import Record

_BEGINS = re.compile(r"\s*\[\s*")
_GOES_ON = re.compile(r"\s*,\s*")
_ENDS = re.compile(r"\s*\]\s*\Z")
_DECODER = json.JSONDecoder()


def objects(text: str) -> Iterator[Record]:
    """The objects of a list, in order. ``Unavailable``: it is no JSON; ``WrongAnswer``: it is another."""
    begins = _BEGINS.match(text)
    if begins is None:
        raise WrongAnswer("its reply is no list")
    place = begins.end()
    if _ENDS.match(text, place):
        return
    while True:
        try:
            value, place = _DECODER.raw_decode(text, place)
        except ValueError as error:
            raise Unavailable("its reply is no JSON") from error
        if not isinstance(value, dict):
            raise WrongAnswer("its reply is no list of objects")
        yield value
        if _ENDS.match(text, place):
            return
        more = _GOES_ON.match(text, place)
        if more is None:
            raise Unavailable("its reply is no JSON")
        place = more.end()
