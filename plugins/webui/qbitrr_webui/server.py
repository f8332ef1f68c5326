"""The HTTP server: waitress, in a thread, that cuts off whoever takes too long to say what they want."""

from __future__ import annotations

import logging
import socket
import threading
import time
from typing import TYPE_CHECKING, Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher

from qbitrr import start_quietly

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

THREADS = 32
AT_ONCE = 512
"""Connections, of everybody together."""

EACH = 128
"""Connections of one address: a browser has a few, a reverse proxy as many as there are threads to answer them."""

SLOW = 20.0
"""Seconds in which a request must have come in whole, from its first byte on."""

IDLE = 30
"""Seconds for which a connection may say nothing, or take nothing of what it is sent."""

ENDING = 0.3
"""Seconds that requests have to come to their end when the page ends."""

log = logging.getLogger(__name__)


class Channel(HTTPChannel):  # type: ignore[misc]
    """One connection, which knows since when the request is coming in that is not whole yet."""

    began = float("inf")

    def __init__(self, server: Listener, *args: Any, **options: Any) -> None:
        super().__init__(server, *args, **options)
        if server.connections_of(self.addr[0]) > EACH:
            self.will_close = True

    def received(self, data: bytes) -> bool:
        before = self.request
        taken: bool = super().received(data)
        if self.request is not before:
            self.began = time.monotonic() if self.request is not None else float("inf")
        return taken


class Listener(TcpWSGIServer):  # type: ignore[misc]
    """One listening socket. ``slow`` is in seconds."""

    channel_class = Channel
    slow = SLOW

    def maintenance(self, now: float) -> None:
        super().maintenance(now)
        latest = time.monotonic() - self.slow
        for channel in list(self.active_channels.values()):
            if channel.began < latest:
                channel.will_close = True

    def connections_of(self, address: str) -> int:
        return sum(channel.addr[0] == address for channel in list(self.active_channels.values()))


class Server:
    """Listens from its making on, answers from ``start`` on. Raises OSError when it cannot listen."""

    def __init__(
        self,
        app: WSGIApplication,
        host: str,
        port: int,
        *,
        slow: float = SLOW,
        idle: int = IDLE,
        threads: int = THREADS,
    ) -> None:
        self._sockets = listening(host, port)
        self.port: int = self._sockets[0].getsockname()[1]
        self._map: dict[int, object] = {}
        self._ending = False
        self._dispatcher = ThreadedTaskDispatcher()
        adjustments = Adjustments(
            sockets=self._sockets,
            threads=threads,
            connection_limit=AT_ONCE,
            channel_timeout=idle,
            cleanup_interval=1,
            channel_request_lookahead=1,  # so that it is noticed at once when the reader of a stream is gone
            max_request_header_size=32 * 2**10,
            max_request_body_size=2 * 2**20,  # the app itself refuses half of that, in its own words
            asyncore_use_poll=True,
            clear_untrusted_proxy_headers=False,  # whom they are believed from is decided in access.addresses
            expose_tracebacks=False,
            ident=None,
        )
        self._listeners = [self._listener(app, one, adjustments, slow) for one in self._sockets]
        self._thread = threading.Thread(target=self._serve, name="http", daemon=True)

    def start(self) -> None:
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns whenever two come at once
        self._dispatcher.set_thread_count(self._listeners[0].adj.threads)
        start_quietly(self._thread)

    @property
    def serving(self) -> bool:
        return self._thread.is_alive()

    def close(self) -> None:
        """End: what is being answered has a moment to come to its end."""
        self._ending = True
        if self._thread.is_alive():
            self._listeners[0].pull_trigger()
            self._thread.join(ENDING)
        logging.getLogger("waitress").setLevel(logging.CRITICAL)  # it warns of streams that are still open
        self._dispatcher.shutdown(timeout=ENDING)
        wasyncore.close_all(self._map, ignore_all=True)

    def _listener(self, app: WSGIApplication, one: socket.socket, adjustments: Adjustments, slow: float) -> Listener:
        listener = Listener(
            app,
            self._map,
            _sock=one,
            dispatcher=self._dispatcher,
            adj=adjustments,
            sockinfo=(one.family, one.type, one.proto, one.getsockname()),
            bind_socket=False,
        )
        listener.slow = slow
        return listener

    def _serve(self) -> None:
        while not self._ending:
            wasyncore.loop(timeout=1.0, map=self._map, use_poll=True, count=1)


def listening(host: str, port: int) -> list[socket.socket]:
    """A socket for each address that the name has, all at one port. Raises OSError."""
    found: list[socket.socket] = []
    try:
        for family, kind, protocol, _, address in socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        ):
            one = socket.socket(family, kind, protocol)
            found.append(one)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind((address[0], found[0].getsockname()[1] if len(found) > 1 else port, *address[2:]))
            one.listen(128)
            one.settimeout(0)
    except OSError:
        for one in found:
            one.close()
        raise
    return found
