"""``qbitrr search status``: the budget, the indexers, the sections, and what searches have brought."""

from __future__ import annotations

from ..control.place import Place
from ..control.search_state import state_of
from .output import emit
from .search_page import show


def status(place: Place, section: str | None, *, json: bool) -> None:
    """Print it. Raises ConfigError, StoreNotReady and Trouble."""
    state = state_of(place, section)
    if json:
        emit(state)
    else:
        show(state)
