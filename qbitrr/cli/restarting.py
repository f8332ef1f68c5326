"""``qbitrr restart`` and ``qbitrr reload``: ask the running qbitrr."""

from __future__ import annotations

from ..control import requests
from ..control.place import Place
from ..control.words import listed
from .output import say


def restart(place: Place, name: str | None) -> None:
    """Ask, and say which processes start anew. Raises Trouble and Misuse."""
    names = requests.restart(place, name)
    say(f"{listed(list(names))} {'starts' if len(names) == 1 else 'start'} anew. See how they are with: qbitrr status")


def reload(place: Place) -> None:
    """Ask. Raises Trouble."""
    requests.reload(place)
    say("The running qbitrr reads its configuration again. What it finds is in its log, and in: qbitrr status")
