"""Gives what a test adds to a simulated Arr the fields that the test names."""

from __future__ import annotations

from collections.abc import Mapping


def give(row: object, traits: Mapping[str, object]) -> None:
    """Set fields of a movie, a series, a profile; a name that it does not have is a mistake of the test's."""
    for name, value in traits.items():
        if not hasattr(row, name):
            raise TypeError(f"{type(row).__name__} has no {name}")
        setattr(row, name, value)
