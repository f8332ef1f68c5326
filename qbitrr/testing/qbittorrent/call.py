"""One call of the WebAPI: its parameters, wherever they were written, and the ways in which it is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import parse_qsl

from ..http import Reply, Request
from .client import SimulatedClient
from .sessions import Session
from .torrents import SimulatedTorrent

_REASONS = {400: "Bad Request", 404: "Not Found", 409: "Conflict"}


class Refused(Exception):  # noqa: N818 - it is an answer, not a mistake
    """The call is answered with an error code."""

    def __init__(self, status: int, text: str = "") -> None:
        super().__init__(text)
        self.reply = Reply.text(text or _REASONS[status], status)


@dataclass(frozen=True, slots=True)
class Call:
    """What a call acts on, and what it says."""

    client: SimulatedClient
    session: Session
    parameters: Mapping[str, str]
    uploads: tuple[tuple[str, bytes], ...] = field(default=())

    def need(self, *names: str) -> None:
        """Refuse a call that lacks a parameter."""
        missing = [name for name in names if name not in self.parameters]
        if missing:
            text = f"Missing required parameters: {', '.join(missing)}"
            raise Refused(400, text if self.client.dialect.names_missing else "")

    def text(self, name: str, default: str = "") -> str:
        return self.parameters.get(name, default)

    def flag(self, name: str) -> bool | None:
        """True or false; None when it was not said or is neither."""
        return {"true": True, "1": True, "false": False, "0": False}.get(self.text(name).lower())

    def whole(self, name: str, default: int = 0) -> int:
        try:
            return int(self.text(name))
        except ValueError:
            return default

    def decimal(self, name: str, default: float) -> float:
        try:
            return float(self.text(name))
        except ValueError:
            return default

    def words(self, name: str, separator: str) -> list[str]:
        return [word.strip() for word in self.text(name).split(separator) if word.strip()]

    def torrent(self) -> SimulatedTorrent:
        """The one that ``hash`` names."""
        self.need("hash")
        torrent = self.client.torrents.get(self.text("hash").lower())
        if not torrent:
            raise Refused(404)
        return torrent

    def torrents(self) -> Iterator[SimulatedTorrent]:
        """Those that ``hashes`` names; unknown ones are passed over, as the real client does."""
        self.need("hashes")
        names = self.text("hashes").lower()
        chosen = list(self.client.torrents) if names == "all" else names.split("|")
        return (self.client.torrents[name] for name in chosen if name in self.client.torrents)


type Answer = Callable[[Call], object]
"""Answers a call: with a Reply, with text, or with what becomes JSON; None is an empty reply."""


def each(change: Callable[[Call, SimulatedTorrent], None]) -> Answer:
    """The same for every torrent that is named."""

    def answer(call: Call) -> None:
        for torrent in list(call.torrents()):
            change(call, torrent)

    return answer


def as_reply(answer: object) -> Reply:
    """Compact JSON, as the client writes it."""
    if isinstance(answer, Reply):
        return answer
    if answer is None or isinstance(answer, str):
        return Reply.text(answer or "")
    return Reply(200, json.dumps(answer, separators=(",", ":"), ensure_ascii=False).encode(), "application/json")


def read_parameters(request: Request) -> tuple[dict[str, str], tuple[tuple[str, bytes], ...]]:
    """Parameters from the query, a form or a multipart form, and the files that were uploaded, with their names."""
    parameters = {name: values[-1] for name, values in request.query.items()}
    kind = Message()
    kind["Content-Type"] = request.headers.get("content-type", "")
    if kind.get_content_type() == "multipart/form-data":
        fields, uploads = _multipart(request.body, str(kind.get_param("boundary", "")).encode())
        return parameters | fields, uploads
    return parameters | dict(parse_qsl(request.body.decode(), keep_blank_values=True)), ()


def _multipart(body: bytes, boundary: bytes) -> tuple[dict[str, str], tuple[tuple[str, bytes], ...]]:
    fields: dict[str, str] = {}
    uploads: list[tuple[str, bytes]] = []
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary)[1:]:
        head, _, content = part.partition(b"\r\n\r\n")
        disposition = Message()
        for line in head.decode().strip().split("\r\n"):
            name, _, value = line.partition(":")
            if name.lower() == "content-disposition":
                disposition["Content-Disposition"] = value.strip()
        if (filename := disposition.get_filename()) is not None:
            uploads.append((filename, content))
        else:
            fields[str(disposition.get_param("name", "", "content-disposition"))] = content.decode()
    return fields, tuple(uploads)
