"""The library qbittorrent-api with its retries and extra requests switched off, and its errors in our words.

By itself it sends a delete twice when the answer is late, signs in again with a refused password, and asks for the
version before half of its calls. Here one call is one request.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import timedelta
from typing import Any, Protocol
from urllib.parse import urlsplit

import requests
from pydantic import SecretStr
from qbittorrentapi import Client
from qbittorrentapi import exceptions as api
from requests import PreparedRequest, Response
from urllib3.exceptions import MaxRetryError, ProtocolError

from ..errors import NotAuthorized, QbitrrError, Unavailable
from ..ports import Refused, Unsure

CONNECT_WITHIN = 5.0
SIGN_OUT_WITHIN = 1.0
PROBE_WITHIN = 1.5


class Address(Protocol):
    """Where a qBittorrent is and how to sign in."""

    @property
    def host(self) -> str: ...
    @property
    def port(self) -> int: ...
    @property
    def user_name(self) -> str: ...
    @property
    def password(self) -> SecretStr: ...
    @property
    def skip_tls_verify(self) -> bool: ...
    @property
    def timeout(self) -> timedelta: ...


class WebPageError(api.APIError):
    """A page for people instead of an answer: a proxy's, or another server's."""


class RedirectError(api.APIError):
    """It sends us elsewhere; following would turn a POST into a GET."""


class WebApi(Client):
    """One session with one qBittorrent. Its methods raise the library's errors and those of requests."""

    def __init__(self, address: Address) -> None:
        self._version = ""
        seconds = address.timeout.total_seconds()
        super().__init__(
            host=url_of(address),
            username=address.user_name,
            password=address.password.get_secret_value(),
            FORCE_SCHEME_FROM_HOST=True,
            SIMPLE_RESPONSES=True,
            VERIFY_WEBUI_CERTIFICATE=not address.skip_tls_verify,
            HTTPADAPTER_ARGS={"max_retries": 0},
            REQUESTS_ARGS={
                "timeout": (min(CONNECT_WITHIN, seconds), seconds),
                "allow_redirects": False,
                "auth": _nothing_from_netrc,
            },
        )

    def sign_in(self) -> None:
        """Begin a new session. Raises NotAuthorized when the client says no, and must then not be called again."""
        self._version = ""
        self._initialize_context()
        credentials = {"username": self.username, "password": self._password}
        try:
            said = self._post_cast(_name="auth", _method="login", data=credentials, response_class=str)
        except api.Unauthorized401Error:
            raise NotAuthorized("the user name or the password is wrong") from None
        except api.Forbidden403Error:
            raise NotAuthorized("it has banned this address after too many failed sign-ins") from None
        if said == "Fails.":
            raise NotAuthorized("the user name or the password is wrong")
        if said not in ("", "Ok."):
            raise api.APIError("its answer to the sign-in is not that of qBittorrent")

    def sign_out(self) -> None:
        """End the session, if the client is there to hear of it."""
        with suppress(api.APIError, requests.RequestException):
            self.auth_log_out(requests_args={"timeout": SIGN_OUT_WITHIN})

    def app_web_api_version(self, **kwargs: Any) -> str:
        """Asked once a session; the library asks before every start and stop."""
        self._version = self._version or super().app_web_api_version(**kwargs)
        return self._version

    def hang_up(self) -> None:
        """Close the connections, and keep the session."""
        for adapter in self._session.adapters.values():
            adapter.close()

    def close(self) -> None:
        self._trigger_session_initialization()

    def _auth_request(self, *args: Any, **kwargs: Any) -> Any:
        return self._request_manager(*args, **kwargs)

    def _request_manager(self, *args: Any, **kwargs: Any) -> Any:
        kwargs.pop("version_introduced", None)
        kwargs.pop("version_removed", None)
        return self._request(*args, **kwargs)

    @staticmethod
    def _handle_error_responses(data: Any, params: Any, response: Response) -> None:
        Client._handle_error_responses(data, params, response)  # noqa: SLF001 -- this is an override of it
        if response.is_redirect:
            raise RedirectError(response.headers["location"])
        if response.content[:256].lstrip()[:1] == b"<":
            raise WebPageError


def alive(address: Address) -> bool:
    """Does a qBittorrent answer there? Signs nobody in and takes at most a few seconds."""
    try:
        answer = requests.get(
            f"{url_of(address)}/api/v2/app/version",
            timeout=PROBE_WITHIN,
            verify=not address.skip_tls_verify,
            allow_redirects=False,
            auth=_nothing_from_netrc,
        )
    except requests.RequestException:
        return False
    return answer.status_code in (200, 401, 403) and not answer.content.lstrip().startswith(b"<")


def url_of(address: Address) -> str:
    """The address as a URL without a slash at its end. A port within the host wins."""
    host = address.host if "://" in address.host else f"http://{address.host}"
    split = urlsplit(host)
    place = split.netloc if split.port else f"{split.netloc}:{address.port}"
    return f"{split.scheme}://{place}{split.path}".rstrip("/")


def dropped(error: Exception) -> bool:
    """Was a connection cut before the answer came? The client cuts those that were idle for 7 s."""
    return isinstance(error, requests.ConnectionError) and bool(error.args) and isinstance(error.args[0], ProtocolError)


def in_our_words(error: Exception, *, change: bool) -> QbitrrError:
    """What a failed call means. When a ``change`` may have been made nevertheless, it is Unsure."""
    silent = Unsure if change else Unavailable
    match error:
        case requests.ConnectTimeout():
            return Unavailable("no connection in time")
        case requests.Timeout():
            return silent("no answer in time")
        case requests.exceptions.SSLError():
            return Unavailable("its certificate is not accepted")
        case api.HTTP401Error() | api.HTTP403Error():
            return NotAuthorized("it does not let us in")
        case api.HTTP4XXError():
            return Refused(str(error) or f"it answered {error.http_status_code}")
        case api.HTTPError():
            return silent(f"it answered {error.http_status_code}")
        case RedirectError():
            return Unavailable(f"it redirects to {error}")
        case WebPageError():
            return silent("it answered with a web page")
        case requests.ConnectionError() if error.args and isinstance(error.args[0], MaxRetryError):
            return Unavailable(_system_error(error) or "no connection")
        case requests.ConnectionError():
            return silent(_system_error(error) or "the connection was cut")
    return silent("its answer cannot be read")


def _system_error(error: Exception) -> str:
    found = re.search(r"\[Errno -?\d+\] ([^'\")]+)", str(error))
    return found[1].strip().lower() if found else ""


def _nothing_from_netrc(request: PreparedRequest) -> PreparedRequest:
    """Basic credentials would begin a new session with every request."""
    return request
