"""Sort an app's replies before pyarr sees them: what comes through is JSON of a success, all else is a named error."""

from __future__ import annotations

import json
import logging
import time

import httpx

from qbitrr import NotAuthorized, Unavailable

from .errors import DryRunError, NotFound, Refused, WrongAnswer

READING = frozenset({"GET", "HEAD"})
LARGEST_REPLY = 64 * 2**20
"""Bytes, compressed or not; a history of 100,000 rows is smaller."""

IN_PARTS = "in_parts"
"""Marks a request whose reply is taken apart by who sent it, for it is long."""

_log = logging.getLogger("qbitrr.arr")


class Transport(httpx.BaseTransport):
    """Sends one request, bounded in time and size; refuses to change anything in a dry run (``read_only``)."""

    def __init__(self, kind: str, inner: httpx.BaseTransport, *, longest: float, read_only: bool = False) -> None:
        self._kind = kind
        self._inner = inner
        self._longest = longest
        self._read_only = read_only

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self._read_only and request.method not in READING:
            raise DryRunError(f"{request.method} {request.url.path} was about to be sent in a dry run")
        try:
            response = self._send(request)
        except httpx.TimeoutException as error:
            raise Unavailable("it did not answer in time") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unavailable(str(error) or type(error).__name__) from error
        return self._sort(request, response)

    def close(self) -> None:
        self._inner.close()

    def _send(self, request: httpx.Request) -> httpx.Response:
        """Send; a read whose kept-alive connection turns out to be dead is sent once more, a change never."""
        try:
            return self._receive(request)
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
            if request.method not in READING:
                raise
        return self._receive(request)

    def _receive(self, request: httpx.Request) -> httpx.Response:
        deadline = time.monotonic() + self._longest
        response = self._inner.handle_request(request)
        try:
            body = bytearray()
            for part in response.iter_raw():
                body += part
                if len(body) > LARGEST_REPLY:
                    raise Unavailable(f"its reply is larger than {LARGEST_REPLY >> 20} MiB")
                if time.monotonic() > deadline:
                    raise Unavailable(f"its reply took longer than {self._longest:.0f} s")
        finally:
            response.close()
        try:
            return httpx.Response(response.status_code, headers=response.headers, content=bytes(body), request=request)
        except httpx.DecodingError as error:
            raise Unavailable("its reply cannot be decompressed") from error

    def _sort(self, request: httpx.Request, response: httpx.Response) -> httpx.Response:
        status = response.status_code
        if status < 300:
            return self._success(request, response)
        if status < 400:
            return self._redirect(request, response)
        message = _message(response)
        match status:
            case 401 | 403:
                raise NotAuthorized("it refuses the API key")
            case 404 if request.url.path.endswith("/system/status") or _is_page(response):
                raise Unavailable(f"there is no {self._kind} at this address (404)")
            case 404:
                raise NotFound(message or "it does not know that")
            case 503:
                raise Unavailable(message or "it is starting up or overloaded (503)", retry_in=_retry_in(response))
            case 500 if not _is_page(response):
                raise WrongAnswer("it answered 500" + (f": {message}" if message else ""))
            case 408 | 429 | _ if status in (408, 429) or status >= 500:
                raise Unavailable(
                    f"it answered {status}" + (f": {message}" if message else ""), retry_in=_retry_in(response)
                )
        raise Refused(message or f"it answered {status}")

    def _success(self, request: httpx.Request, response: httpx.Response) -> httpx.Response:
        if not response.content:
            if request.method in READING:
                raise Unavailable("its reply is empty")
            return httpx.Response(204, request=request)
        if _is_page(response):
            raise Unavailable(f"a web page answered, not {self._kind} (a proxy or a sign-in page?)")
        if request.extensions.get(IN_PARTS):
            return response
        try:
            json.loads(response.content)
        except ValueError as error:
            raise Unavailable("its reply is no JSON") from error
        return response

    def _redirect(self, request: httpx.Request, response: httpx.Response) -> httpx.Response:
        """Only redirects that keep the method are followed, and only to the same server: the key goes nowhere else."""
        target = request.url.join(response.headers.get("Location", ""))
        same = (target.scheme, target.host, target.port) == (request.url.scheme, request.url.host, request.url.port)
        if response.status_code in (307, 308) and same:
            return response
        raise Unavailable(f"the address redirects to {target.copy_with(query=None)}: configure that one if it is right")


def let_go(response: httpx.Response) -> None:
    """Take its stream, which was read to its end, from a reply: the two hold each other in the memory for long."""
    response.stream = httpx.ByteStream(b"")


def _is_page(response: httpx.Response) -> bool:
    return "json" not in response.headers.get("Content-Type", "") and bool(response.content)


def _retry_in(response: httpx.Response) -> float | None:
    """The seconds that it wants to be left alone for; a date there is passed over."""
    said = response.headers.get("Retry-After", "").strip()
    return float(said[:9]) if said.isascii() and said.isdigit() else None


def _message(response: httpx.Response) -> str:
    """What the app says of its error, in one line; its stack traces go to the log's debug level, shortened."""
    try:
        said: object = json.loads(response.content)
    except ValueError:
        return ""
    if isinstance(said, list):  # a list of failed validations
        return "; ".join(str(one.get("errorMessage", "")) for one in said if isinstance(one, dict))
    if not isinstance(said, dict):
        return ""
    if "description" in said:
        _log.debug("%s: %s", response.status_code, str(said["description"])[:2000])
    for name in ("message", "errorMessage", "title"):
        if isinstance(said.get(name), str):
            return str(said[name]).partition("\n")[0][:300]
    return ""
