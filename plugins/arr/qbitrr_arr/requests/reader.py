"""The only place that talks to a request app: it reads, bounded in time and size, and changes nothing."""

from __future__ import annotations

from typing import Self

import httpx
from pydantic import SecretStr

from qbitrr import Unavailable

from ..errors import Refused, WrongAnswer
from ..transport import Transport, let_go

CONNECT_WITHIN = 5.0
KEEP_ALIVE = 50.0


class Reader:
    """One request app. Raises ``Unavailable`` or ``NotAuthorized`` with a sentence that names the app."""

    def __init__(
        self, app: str, uri: str, header: str, key: SecretStr, *, timeout: float = 30.0, verify: bool = True
    ) -> None:
        self.app = app
        self._uri = uri.rstrip("/")
        inner = httpx.HTTPTransport(
            verify=verify and self._uri.startswith("https:"),
            limits=httpx.Limits(max_connections=1, keepalive_expiry=KEEP_ALIVE),
        )
        self._client = httpx.Client(
            transport=Transport(app, inner, longest=4 * timeout, read_only=True),
            timeout=httpx.Timeout(timeout, connect=CONNECT_WITHIN),
            headers={"Accept": "application/json", header: key.get_secret_value()},
            follow_redirects=True,
            max_redirects=3,
            event_hooks={"response": [let_go]},
            trust_env=False,  # a proxy from the environment would be put before our transport
        )

    def close(self) -> None:
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, path: str, **parameters: str | int) -> object:
        """The JSON of one answer, of whatever shape."""
        try:
            said: object = self._client.get(f"{self._uri}/api/v1/{path}", params=parameters).json()
        except Unavailable as error:
            raise type(error)(self._sentence(str(error))) from error
        except Refused as error:
            raise WrongAnswer(f"{self.app} refused to say: {error}") from error
        except RecursionError as error:
            raise Unavailable(f"the reply of {self.app} is nested too deeply") from error
        except (
            httpx.HTTPError,
            httpx.InvalidURL,
        ) as error:  # what the transport cannot see, such as a redirect in a circle
            raise Unavailable(f"{self.app}: {error}") from error
        return said

    def strange(self, path: str) -> Unavailable:
        """The error for an answer of another shape than the app's."""
        return Unavailable(
            f"at this address is something else than {self.app}: its {path} is not what {self.app} answers"
        )

    def _sentence(self, trouble: str) -> str:
        """What the transport says of "it", said of the app by name."""
        for pronoun, name in (("it ", f"{self.app} "), ("its ", f"{self.app}'s ")):
            if trouble.startswith(pronoun):
                return name + trouble.removeprefix(pronoun)
        return trouble if self.app in trouble else f"{self.app}: {trouble}"
