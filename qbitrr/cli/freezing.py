"""``qbitrr unfreeze``: a person allows what was stopped as too much at once."""

from __future__ import annotations

from ..config.types import read_duration
from ..control import words
from ..control.managed import managed
from ..control.place import Place
from ..control.stores import opened
from ..control.trouble import Misuse
from ..control.waking import wake
from .output import emit, say


def unfreeze(place: Place, section: str | None, lasting: str, *, json: bool = False) -> None:
    """Lift the freezes, or one section's, and wake the workers. Raises Misuse, ConfigError and Trouble."""
    try:
        duration = read_duration(lasting)
        now = words.now()
        until = now + duration
    except (ValueError, OverflowError):
        raise Misuse(f"{lasting!a} is no duration. Say for example 30m, 1h or 1d.") from None
    sections = managed(place.configuration(), section)
    with opened(place, read_only=False) as store:
        frozen = [one.name for one in sections if section or store.freezes.current(one.name)]
        for name in frozen:
            with store.transaction():
                store.freezes.allow(name, until)
                store.freezes.lift(name, "a person", now)
    if frozen:
        wake(place.folder)
    if json:
        emit([{"section": name, "until": until} for name in frozen])
    elif not frozen:
        say("Nothing is frozen.")
    else:
        until_when = words.moment(until)
        say(*(f"{name}: removals are allowed until {until_when}, however many there are." for name in frozen))
