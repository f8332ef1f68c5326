"""What the editors of simulated Arrs change in many items at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .profiles import Profiles
from .wire import bad_request, invalid


def check_profile(fields: Mapping[str, object], profiles: Profiles) -> None:
    """Only a profile that there is can be chosen."""
    chosen = fields.get("qualityProfileId")
    if chosen is not None and chosen not in profiles.by_id:
        raise invalid("QualityProfileId", "Quality Profile does not exist", chosen)


def change(target: object, fields: Mapping[str, object], names: Mapping[str, str]) -> None:
    """Set on a target what the fields tell; ``names`` are those of its attributes by field."""
    for name, attribute in names.items():
        value = fields.get(name)
        if value is None:
            continue
        if type(value) is not type(getattr(target, attribute)):
            raise bad_request(f"$.{name}", "The JSON value could not be converted.")
        setattr(target, attribute, value)


def change_tags(tags: list[int], fields: Mapping[str, object]) -> None:
    """Add, take out or replace; ``add`` if nothing is said."""
    given = fields.get("tags")
    if not isinstance(given, Iterable):
        return
    new = [tag for tag in given if isinstance(tag, int)]
    how = str(fields.get("applyTags") or "add").lower()
    left = [] if how == "replace" else [tag for tag in tags if tag not in new]
    tags[:] = left if how == "remove" else [*left, *new]
