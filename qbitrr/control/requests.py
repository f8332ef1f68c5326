"""Ask a running qbitrr to start processes anew, or to read its configuration again."""

from __future__ import annotations

from ..processes import requests
from ..processes.children import ChildState
from .place import Place
from .trouble import Misuse, Trouble

RELOAD, RESTART = "reload", "restart"


def reload(place: Place) -> None:
    """Have the configuration read again; only what differs is started anew. Raises Trouble."""
    _ask(place, RELOAD)


def restart(place: Place, name: str | None = None) -> tuple[str, ...]:
    """Start one process anew, or all but the supervisor; their names. Raises Trouble, and Misuse for an unknown one."""
    runtime = place.runtime()
    children = runtime.children if runtime else ()
    names = tuple(child.name for child in children if child.state is not ChildState.NOT_STARTED)
    if runtime and name is not None and name not in names:
        raise Misuse(f"There is no process {name}. There is: {', '.join(names) or 'none'}.")
    _ask(place, RESTART, *((name,) if name is not None else ()))
    return names if name is None else (name,)


def _ask(place: Place, *words: str) -> None:
    try:
        requests.ask(place.run_folder, *words)
    except BlockingIOError as error:
        raise Trouble("qbitrr has been asked for much at once. Try again in a moment.") from error
    except OSError as error:
        raise Trouble(f"qbitrr is not running on {place.folder}. Start it with: qbitrr run") from error
