"""Which sections are looked after, by the name that a person says."""

from __future__ import annotations

from ..config.configuration import Configuration, InstanceSection
from . import words
from .trouble import Trouble


def managed(
    configuration: Configuration, name: str | None = None, *, only_apps: bool = False
) -> tuple[InstanceSection, ...]:
    """The sections whose torrents are looked after, or the one of that name. Raises Trouble when there is none.

    ``only_apps``: a client's own section has no library in which anything could be missing.
    """
    sections = tuple(one for one in configuration.workers if not (only_apps and one.client))
    chosen = tuple(one for one in sections if name is None or one.name.casefold() == name.casefold())
    if name is not None and not chosen:
        known = words.listed([one.name for one in sections]) or "none"
        raise Trouble(f"There is no managed section {name}. There is: {known}.")
    return chosen
