"""``qbitrr status``: how everything is, and what is not well."""

from __future__ import annotations

from ..control.health import Health, health_of
from ..control.place import Place
from .output import emit
from .state_page import show

TOLD = tuple(name for name in Health.__slots__ if name not in ("concerns", "waits"))


def status(place: Place, *, json: bool) -> int:
    """Print it; 0 when all is well. Raises StoreTooNew and Trouble."""
    health = health_of(place)
    if json:
        emit({"well": not health.wrong, **{name: getattr(health, name) for name in (*TOLD, "wrong", "waits")}})
    else:
        show(health)
    return 1 if health.wrong else 0
