"""The only place that talks to an Arr app: pyarr with our own connection, one request at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Self

import httpx
from pyarr import PyarrConnectionError, RequestHandler
from pydantic import SecretStr

from qbitrr import Unavailable

from .app import ArrApp
from .errors import Refused, WrongAnswer
from .fields import Record, text
from .parts import objects
from .transport import IN_PARTS, Transport, let_go

type Parameters = Mapping[str, str | int | bool | Sequence[int]]

CONNECT_WITHIN = 5.0
PING_WITHIN = 1.5
KEEP_ALIVE = 50.0
"""Seconds; less than any server or proxy in between is wont to wait, so that no order meets a closed connection."""


class Edge:
    """One Arr instance. Every method raises ``Unavailable``, or ``Refused`` with the app's message.

    Who orders a search holds ``placing`` meanwhile; several edges of one instance share it.
    """

    def __init__(
        self,
        app: ArrApp,
        uri: str,
        key: SecretStr,
        *,
        timeout: float = 30.0,
        verify: bool = True,
        read_only: bool = False,
        placing: threading.Lock | None = None,
    ) -> None:
        self.app = app
        self.placing = placing or threading.Lock()
        self._uri = uri.rstrip("/")
        self._key = key
        secure = self._uri.startswith("https:")
        inner = httpx.HTTPTransport(
            verify=verify and secure, limits=httpx.Limits(max_connections=2, keepalive_expiry=KEEP_ALIVE)
        )
        self._client = httpx.Client(
            transport=Transport(app.kind, inner, longest=4 * timeout, read_only=read_only),
            timeout=httpx.Timeout(timeout, connect=CONNECT_WITHIN),
            headers={"Accept": "application/json"},
            follow_redirects=True,
            max_redirects=3,
            event_hooks={"response": [let_go]},
            trust_env=False,  # a proxy from the environment would be put before our transport
        )
        self._pyarr = RequestHandler(self._uri, key.get_secret_value(), session=self._client, api_ver=app.api_version)
        self._one_at_a_time = threading.Lock()

    def close(self) -> None:
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ping(self) -> bool:
        """Whether the app is alive and can read its database. Needs no key and tests none."""
        with self._one_at_a_time:
            try:
                reply = self._client.get(f"{self._uri}/ping", timeout=PING_WITHIN)
            except (Unavailable, Refused, httpx.HTTPError):
                return False
            said: object = reply.json()
        return isinstance(said, dict) and said.get("status") == "OK"

    def check(self) -> Record:
        """The app's status; raise when it is another app than the one that should be there."""
        status = self.read("system/status")
        name = text(status, "appName")
        if name != self.app.kind:
            raise Unavailable(f"at this address is {name or 'something else'}, not {self.app.kind}")
        version = text(status, "version")
        if self.app.versions and not version.startswith(self.app.versions):
            known = " or ".join(one.rstrip(".") for one in self.app.versions)
            raise Unavailable(f"at this address is {name} {version or '(no version)'}, not {name} {known}")
        return status

    def read(self, path: str, **parameters: str | int | bool | Sequence[int]) -> Record:
        """GET one object."""
        said = self._call("GET", path, parameters)
        if isinstance(said, dict):
            return said
        raise WrongAnswer(f"its {path} is not what {self.app.kind} answers there")

    def read_all(self, path: str, **parameters: str | int | bool | Sequence[int]) -> list[Record]:
        """GET a list of objects."""
        said = self._call("GET", path, parameters)
        if isinstance(said, list) and all(isinstance(one, dict) for one in said):
            return said
        raise WrongAnswer(f"its {path} is not what {self.app.kind} answers there")

    def each(self, path: str, **parameters: str | int | bool | Sequence[int]) -> Iterator[Record]:
        """GET a long list, and give its objects one after the other, so that they are never all in the memory."""
        address = f"{self._uri}/api/{self.app.api_version}/{path}"
        headers = {"X-Api-Key": self._key.get_secret_value()}
        with self._one_at_a_time:
            try:
                reply = self._client.get(address, params=parameters, headers=headers, extensions={IN_PARTS: True})
            except httpx.HTTPError as error:  # what the transport cannot see, such as a redirect in a circle
                raise Unavailable(str(error) or type(error).__name__) from error
        try:
            yield from objects(reply.text)
        except WrongAnswer as error:
            raise WrongAnswer(f"its {path} is not what {self.app.kind} answers there") from error

    def command(self, name: str, **body: object) -> Record:
        """Give an order. If an equal one is still waiting or running, the app answers with that and starts no other."""
        said = self._call("POST", "command", {}, {"name": name, **body})
        if isinstance(said, dict) and isinstance(said.get("id"), int):
            return said
        raise Unavailable(f"it did not say what became of {name}")

    def put(self, path: str, **body: object) -> None:
        """PUT a body: what is named in it is changed, what is not stays."""
        self._call("PUT", path, {}, body)

    def post(self, path: str) -> None:
        """POST without a body."""
        self._call("POST", path, {})

    def delete(self, path: str, **parameters: bool) -> None:
        """DELETE with every flag written out: what is not sent is chosen by the app, and it chooses to delete."""
        self._call("DELETE", path, parameters)

    def _call(self, method: str, path: str, parameters: Parameters, body: Record | None = None) -> object:
        with self._one_at_a_time:
            try:
                answer: object = self._pyarr.request(
                    path, method=method, params=parameters, json_data=None if body is None else dict(body)
                )
            except PyarrConnectionError as error:  # what the transport cannot see, such as a redirect in a circle
                raise Unavailable(str(error.__cause__ or error)) from error
        return answer
