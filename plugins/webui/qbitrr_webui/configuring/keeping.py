"""Puts back what was hidden: of a value that is sent back as it was shown, the secret parts stay as they are. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .places import Known, Place, opened


class Ambiguous(ValueError):  # noqa: N818 -- a question
    """Several hidden values look alike, and it is not clear which of them is meant."""


def kept(sent: object, old: object, place: Place, schemas: Known) -> object:
    """The value that is meant. None: there is none, or it stays. Raises Ambiguous."""
    return _kept(sent, old, () if old is None else (old,), tuple(place), schemas)


def _kept(sent: object, same: object, pool: Sequence[object], place: tuple[str | int, ...], schemas: Known) -> object:
    """``same`` is what is at that place now, ``pool`` all that may be meant: rows can have moved."""
    meant = [one for one in pool if opened(one, place, schemas) == sent and one != sent]
    if same is not None and opened(same, place, schemas) == sent:
        return same
    if meant:
        return _only(meant)
    if isinstance(sent, Mapping):
        here = same if isinstance(same, Mapping) else {}
        tables = [one for one in pool if isinstance(one, Mapping)]
        parts = {
            key: _kept(part, here.get(key), [one[key] for one in tables if key in one], (*place, key), schemas)
            for key, part in sent.items()
        }
        return {key: part for key, part in parts.items() if part is not None}
    if isinstance(sent, list):
        rows = same if isinstance(same, list) and len(same) == len(sent) else [None] * len(sent)
        known = [part for one in pool if isinstance(one, list) for part in one]
        return [_kept(part, rows[at], known, (*place, at), schemas) for at, part in enumerate(sent)]
    return sent


def _only(meant: list[object]) -> object:
    if any(one != meant[0] for one in meant):
        raise Ambiguous
    return meant[0]
