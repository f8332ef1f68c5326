"""Event streams: how many there may be, how they are written, and when they end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping

from pydantic import BaseModel

from ..context import Web
from ..errors import Refused

MOST = 16
"""Streams at once: each has a thread of the server's."""

HEARTBEAT = 15.0
"""Seconds of silence after which a comment is sent: writing is how a browser that is gone is noticed."""

LOOK_EVERY = 1.0
"""Seconds after which a stream at rest sees that the page ends."""

AGAIN_AFTER = 5.0
ASKED_EVERY = 5.0
"""Seconds after which it is asked anew whether who listens still may: a key can be revoked meanwhile."""

HEADERS: Mapping[str, str] = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",  # nginx would hold them back
}

type Next = Callable[[float], str | None]
"""Waits at most so many seconds for the next event; None when there was none."""


def event(name: str, shape: BaseModel | None = None) -> str:
    """One event as it is written."""
    return f"event: {name}\ndata: {shape.model_dump_json() if shape else '{}'}\n\n"


class Stream(Iterator[bytes]):
    """One stream. Whoever serves it closes it, also when it was never begun: then its place is free again."""

    def __init__(self, source: Generator[bytes], closed: Callable[[], None]) -> None:
        self._source = source
        self._closed = closed
        self._open = True

    def __next__(self) -> bytes:
        return next(self._source)

    def close(self) -> None:
        if self._open:
            self._open = False
            self._source.close()
            self._closed()


class Streams:
    """The page's streams: ``web().part(Streams)``. ``closing`` is set when the page ends."""

    def __init__(self, _page: Web | None = None, *, most: int = MOST) -> None:
        self._places = threading.BoundedSemaphore(most)
        self.closing = threading.Event()

    def open(
        self, following: Next, closed: Callable[[], None] = lambda: None, *, may: Callable[[], bool] = lambda: True
    ) -> Stream:
        """A stream of what ``following`` gives, while who listens ``may``.

        Raises Refused when there are too many; then ``closed`` is called.
        """
        if self.closing.is_set() or not self._places.acquire(blocking=False):
            closed()
            raise Refused(
                503, "Too many live views are open. Close some, or ask now and then.", retry_after=AGAIN_AFTER
            )

        def over() -> None:
            self._places.release()
            closed()

        return Stream(self._written(following, may), over)

    def close(self) -> None:
        self.closing.set()

    def _written(self, following: Next, may: Callable[[], bool]) -> Generator[bytes]:
        yield b": open\n\n"
        spoken = asked = time.monotonic()
        while not self.closing.is_set():
            if time.monotonic() >= asked + ASKED_EVERY:
                if not may():
                    return
                asked = time.monotonic()
            if said := following(LOOK_EVERY):
                yield said.encode()
            elif time.monotonic() >= spoken + HEARTBEAT:
                yield b": still here\n\n"
            else:
                continue
            spoken = time.monotonic()
