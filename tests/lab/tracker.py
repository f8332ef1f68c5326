"""A real HTTP tracker on loopback that misbehaves on demand."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import unquote_to_bytes, urlencode, urlsplit

from tests.lab.torrents import Bencodable, bencode

INTERVAL = 1800


@dataclass(frozen=True, slots=True)
class Announce:
    """What a client told the tracker. ``left`` is in bytes; ``event`` is empty for a regular announce."""

    hash: str
    behaviour: str
    event: str
    port: int
    left: int
    query: Mapping[str, str]


class Tracker:
    """The last part of the announce path picks what the tracker does, and ``rules[hash]`` overrides it for one torrent.

    Behaviours: none (introduces the peers to each other), ``unregistered``, ``warn``, ``http503`` (any status),
    ``hang``, ``garbage``, ``empty``, ``fake`` (claims seeds that are not there). ``m=`` in the query is the message.
    """

    def __init__(self) -> None:
        self.announces: list[Announce] = []
        self.rules: dict[str, str] = {}
        self._peers: dict[str, dict[int, int]] = {}
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self.port: int = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), name="tracker", daemon=True).start()

    def url(self, behaviour: str = "", **query: str | int) -> str:
        # The path starts with /announce, or qBittorrent takes a tracker on loopback for an attack.
        url = f"http://127.0.0.1:{self.port}/announce" + (f"/{behaviour}" if behaviour else "")
        return f"{url}?{urlencode(query)}" if query else url

    def answer(self, target: str) -> tuple[int, bytes]:
        """Answer one announce, ``target`` being its path and query: an HTTP status and a body."""
        announce = self._read(target)
        self.announces.append(announce)
        if announce.behaviour == "hang":
            self._closing.wait(120)
        if announce.behaviour.startswith("http"):
            return int(announce.behaviour.removeprefix("http")), b"error"
        return 200, BEHAVIOURS.get(announce.behaviour, Tracker._introduce)(self, announce)

    def forget(self) -> None:
        """Forget every peer, rule and announce."""
        self._peers.clear()
        self.rules.clear()
        self.announces.clear()

    def close(self) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self, target: str) -> Announce:
        split = urlsplit(target)
        pairs = (part.partition("=") for part in split.query.split("&"))
        query = {name: unquote_to_bytes(value) for name, _, value in pairs}  # the info hash is no text
        info_hash = query.pop("info_hash", b"").hex()
        behaviour = self.rules.get(info_hash, split.path.removeprefix("/announce").strip("/"))
        text = {name: value.decode("latin-1") for name, value in query.items()}
        number = {name: int(text.get(name) or 0) for name in ("port", "left")}
        return Announce(info_hash, behaviour, text.get("event", ""), number["port"], number["left"], text)

    def _introduce(self, announce: Announce) -> bytes:
        peers = self._peers.setdefault(announce.hash, {})
        if announce.event == "stopped":
            peers.pop(announce.port, None)
        else:
            peers[announce.port] = announce.left
        seeds = sum(left == 0 for left in peers.values())
        others = (port for port in peers if port != announce.port)
        addresses = b"".join(socket.inet_aton("127.0.0.1") + struct.pack(">H", port) for port in others)
        return _reply(complete=seeds, incomplete=len(peers) - seeds, peers=addresses)

    def _refuse(self, announce: Announce) -> bytes:
        return bencode({"failure reason": announce.query.get("m", "unregistered torrent")})

    def _warn(self, announce: Announce) -> bytes:
        message = announce.query.get("m", "please upgrade your client")
        return bencode({"interval": INTERVAL, "peers": b"", "warning message": message})

    def _pretend(self, announce: Announce) -> bytes:
        return _reply(complete=int(announce.query.get("c", "50")), incomplete=2, peers=b"")

    def _babble(self, _: Announce) -> bytes:
        return b"<html>one moment please</html>"

    def _say_nothing(self, _: Announce) -> bytes:
        return b""


BEHAVIOURS: Mapping[str, Callable[[Tracker, Announce], bytes]] = {
    "unregistered": Tracker._refuse,
    "warn": Tracker._warn,
    "fake": Tracker._pretend,
    "garbage": Tracker._babble,
    "empty": Tracker._say_nothing,
    "hang": Tracker._say_nothing,
}


def _reply(**fields: Bencodable) -> bytes:
    return bencode({"interval": INTERVAL, **fields})


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no error of the tracker's."""


def _handler(tracker: Tracker) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            status, body = tracker.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler
