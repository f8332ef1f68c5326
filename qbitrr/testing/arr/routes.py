"""What every simulated Arr does with a request before an endpoint sees it: key, URL base, start-up, routing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..http import Reply, Request
from .wire import ApiError, Query, bad_request, json_reply

EMPTY = ""


@dataclass(frozen=True, slots=True)
class Call:
    """A request that reached its endpoint; ``id`` is the number in the path, 0 if there is none."""

    request: Request
    query: Query
    id: int

    def body(self) -> object:
        try:
            return self.request.json()
        except json.JSONDecodeError as error:
            raise bad_request("$", str(error)) from error

    def fields(self) -> dict[str, object]:
        body = self.body()
        if not isinstance(body, dict):
            raise bad_request("$", "The JSON value could not be converted.")
        return body

    def ids(self, name: str = "ids") -> list[int]:
        """The ids of a bulk request."""
        ids = self.fields().get(name, [])
        if not isinstance(ids, list) or not all(isinstance(number, int) for number in ids):
            raise bad_request(name, "The JSON value could not be converted.")
        return ids


type Endpoint = Callable[[Call], Reply]
type Route = tuple[str, str, Endpoint]


def status_only(status: int) -> Reply:
    return Reply(status, b"", "")


class Front:
    """The front door: ``prefix`` is ``/api/v3``; ``starting`` says whether the app is still starting.

    An app may call another version ``current`` than the one that is simulated, which is deprecated then.
    """

    def __init__(
        self, *, app: str, version: str, prefix: str, api_key: str, url_base: str = EMPTY, current: str = EMPTY
    ) -> None:
        self.app, self.version, self.prefix, self.api_key = app, version, prefix, api_key
        self.url_base, self.spoken = url_base, prefix.rsplit("/", maxsplit=1)[-1]
        self.current = current or self.spoken
        self._routes: list[tuple[str, re.Pattern[str], Endpoint]] = []

    def add(self, routes: Iterable[Route]) -> None:
        for method, path, endpoint in routes:
            pattern = re.compile(re.escape(path).replace(r"\{id\}", r"(\d+)"), re.IGNORECASE)
            self._routes.append((method, pattern, endpoint))

    def answer(self, request: Request, *, starting: bool) -> Reply:
        path = request.path
        with_base = path == self.url_base or path.startswith(f"{self.url_base}/")
        path = path[len(self.url_base) :] if with_base else path
        anonymous = path == "/ping" and request.method in ("GET", "HEAD")
        if not anonymous and _key(request) != self.api_key:
            return status_only(401)
        reply = self._behind_key(request, path, with_base=with_base, starting=starting)
        if path.startswith("/api"):
            reply = Reply(
                reply.status,
                reply.body,
                reply.content_type,
                {**reply.headers, "X-Application-Version": self.version},
            )
        return reply

    def _behind_key(self, request: Request, path: str, *, with_base: bool, starting: bool) -> Reply:
        if not with_base:
            return Reply(307, b"", "", {"Location": self.url_base + _target(request)})
        if starting:
            return json_reply({"errorMessage": f"{self.app} is starting up, please try again later"}, 503)
        if path == "/ping":
            return json_reply({"status": "OK"})
        if not _accepts_json(request):
            return status_only(406)
        if path == "/api":
            deprecated = [] if self.current == self.spoken else [self.spoken]
            return json_reply({"current": self.current, "deprecated": deprecated})
        return self._route(request, path)

    def _route(self, request: Request, path: str) -> Reply:
        if not path.startswith(f"{self.prefix}/"):
            return status_only(404)
        rest, known = path[len(self.prefix) + 1 :], False
        for method, pattern, endpoint in self._routes:
            match = pattern.fullmatch(rest)
            known = known or bool(match)
            if match and method == request.method:
                number = int(match[1]) if match.groups() else 0
                try:
                    return endpoint(Call(request, Query(request), number))
                except ApiError as error:
                    return error.reply
        return status_only(405 if known else 404)


def _key(request: Request) -> str:
    """The first key that is present decides, even if a later one is right."""
    query = Query(request)
    if "apikey" in query:
        return query.text("apikey")
    if "x-api-key" in request.headers:
        return request.headers["x-api-key"]
    return request.headers.get("authorization", "").removeprefix("Bearer ")


def _accepts_json(request: Request) -> bool:
    accept = request.headers.get("accept", "*/*")
    return any(kind in accept for kind in ("*/*", "application/*", "json"))


def _target(request: Request) -> str:
    pairs = [f"{name}={value}" for name, values in request.query.items() for value in values]
    return request.path + ("?" + "&".join(pairs) if pairs else "")
