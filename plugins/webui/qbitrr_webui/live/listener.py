"""Who listens to the page's events: what is still to be told to them, bounded."""

from __future__ import annotations

from queue import Empty, Full, Queue

MOST_WAITING = 500
"""Events for one who does not take them; more are not kept, and it is told to ask anew."""

ASK_ANEW = "event: state\ndata: {}\n\nevent: plugins\ndata: {}\n\nevent: config\ndata: {}\n\n"


class Listener:
    """A queue of events. For one writer and one reader."""

    def __init__(self) -> None:
        self._waiting: Queue[str] = Queue(MOST_WAITING)
        self._behind = False

    def tell(self, said: str) -> None:
        """Keep an event for it; does not wait."""
        try:
            self._waiting.put_nowait(said)
        except Full:
            self._behind = True

    def following(self, within: float) -> str | None:
        """The next event, or None when there is none for so many seconds."""
        if self._behind and self._waiting.empty():
            self._behind = False
            return ASK_ANEW
        try:
            return self._waiting.get(timeout=within)
        except Empty:
            return None
