"""A small HTTP server on loopback that the simulated applications are made of, with faults on demand."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR, socket
from typing import Self
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent. ``query`` and ``form`` keep every value of a repeated key; header names are lower-case."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes

    @property
    def form(self) -> Mapping[str, list[str]]:
        return parse_qs(self.body.decode(), keep_blank_values=True)

    def json(self) -> object:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answers."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, value: object, status: int = 200) -> Reply:
        """A JSON reply."""
        return cls(status, json.dumps(value, indent=2).encode())

    @classmethod
    def text(cls, text: str, status: int = 200) -> Reply:
        return cls(status, text.encode(), "text/plain; charset=utf-8")


HTML = Reply(200, b"<!doctype html><html><body>Sign in to continue</body></html>", "text/html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong with a request whose path contains ``path``: first a delay, then a drop or another reply.

    ``after`` lets the application do its work first, so that only the answer is lost. ``times`` is how many requests
    it strikes; None means until it is removed.
    """

    path: str = ""
    method: str = ""
    delay: float = 0.0
    drop: bool = False
    reply: Reply | None = None
    after: bool = False
    times: int | None = None


class SimulatedServer:
    """Serves ``answer`` on a free loopback port; counts requests; applies faults. Use it as a context manager."""

    idle_timeout: float | None = None
    """After how many seconds without a request a connection is closed."""

    def __init__(self, port: int = 0) -> None:
        self.requests: list[Request] = []
        self.observers: list[Callable[[Request, Reply], None]] = []
        self.lock = threading.RLock()
        self._faults: list[tuple[Fault, list[int]]] = []
        self._httpd = _Httpd(("127.0.0.1", port), _handler(self))
        self.port: int = self._httpd.server_address[1]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def answer(self, request: Request) -> Reply:
        """Answer one request. Called with ``lock`` held."""
        raise NotImplementedError

    def fail(self, fault: Fault) -> None:
        """Let matching requests go wrong from now on."""
        with self.lock:
            self._faults.append((fault, [0]))

    def heal(self) -> None:
        """Remove every fault."""
        with self.lock:
            self._faults.clear()

    def start(self) -> Self:
        self._httpd.begin(f"{self!r}")
        return self

    def stop(self) -> None:
        """Stop serving; connections that are open are cut, as by a process that ended."""
        self._httpd.end()
        self._httpd.cut()

    def cut(self) -> None:
        """Cut the connections that are open, and go on serving."""
        self._httpd.cut()

    def restart_listening(self) -> None:
        """Listen again on the same port after ``stop``."""
        self._httpd = _Httpd(("127.0.0.1", self.port), _handler(self))
        self.start()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def serve(self, request: Request) -> Reply | None:
        """Answer a request through the faults; None drops the connection."""
        fault = self._strike(request)
        if fault:
            time.sleep(fault.delay)
        instead = bool(fault and (fault.drop or fault.reply))
        if not instead or (fault and fault.after):
            with self.lock:
                self.requests.append(request)
                reply = self.answer(request)
            for observe in self.observers:
                observe(request, reply)
            if not instead:
                return reply
        return None if not fault or fault.drop else fault.reply

    def _strike(self, request: Request) -> Fault | None:
        with self.lock:
            for fault, struck in self._faults:
                if fault.path not in request.path or fault.method not in ("", request.method):
                    continue
                if fault.times is None or struck[0] < fault.times:
                    struck[0] += 1
                    return fault
        return None


class _Httpd(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256
    timeout = 0.1  # seconds until it looks whether it has to end

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self.connections: set[BaseHTTPRequestHandler] = set()
        self._ending = False
        self._thread: threading.Thread | None = None
        super().__init__(address, handler)

    def begin(self, name: str) -> None:
        self._thread = threading.Thread(target=self._accept, name=name, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Serve no more."""
        self._ending = True
        with suppress(OSError):  # this wakes the thread on Linux, so that nobody has to wait for it
            self.socket.shutdown(SHUT_RDWR)
        if self._thread:
            self._thread.join()
        self.server_close()

    def _accept(self) -> None:
        while not self._ending:
            self.handle_request()

    def cut(self) -> None:
        for handler in list(self.connections):
            with suppress(OSError):  # it was gone already
                handler.connection.shutdown(SHUT_RDWR)

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: object) -> None:
        """A client that went away is no error of the server's; anything else is shown."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def _handler(server: SimulatedServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        timeout = server.idle_timeout

        def setup(self) -> None:
            super().setup()
            self.server.connections.add(self)  # type: ignore[attr-defined]

        def finish(self) -> None:
            self.server.connections.discard(self)  # type: ignore[attr-defined]
            super().finish()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def _serve(self) -> None:
            split = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            reply = server.serve(
                Request(
                    method=self.command,
                    path=split.path,
                    query=parse_qs(split.query, keep_blank_values=True),
                    headers={name.lower(): value for name, value in self.headers.items()},
                    body=self.rfile.read(length),
                )
            )
            if reply is None:
                self.close_connection = True
                self.connection.shutdown(SHUT_RDWR)
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.content_type:
                self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _serve

    return Handler
