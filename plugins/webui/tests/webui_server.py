"""A page served by its real server on a free port of this machine, and raw sockets to it."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator

from qbitrr_webui.server import Server


@contextlib.contextmanager
def serving(world, **options) -> Iterator[Server]:
    """The page of a world, served until the end."""
    server = Server(world.app, "127.0.0.1", 0, **options)
    server.start()
    try:
        yield server
    finally:
        server.close()


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=20)


def raw(port: int, text: str | bytes) -> bytes:
    """What is answered to just these bytes, until the connection ends."""
    with connected(port) as one:
        one.sendall(text.encode() if isinstance(text, str) else text)
        return received(one)


def received(one: socket.socket) -> bytes:
    """Everything until the other side closes. Raises TimeoutError when it does not."""
    found = b""
    while True:
        try:
            part = one.recv(65536)
        except ConnectionResetError:
            return found
        if not part:
            return found
        found += part
