"""Errors in the one shape, whoever raised them."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from flask import Flask, Response
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response as BaseResponse

from qbitrr import Unavailable
from qbitrr.config.problems import ConfigError
from qbitrr.control.trouble import Misuse, Trouble
from qbitrr.errors import QbitrrError
from qbitrr.store.schema import StoreNotReady, StoreTooNew

from .shapes.base import Error, ErrorBody, Problem

log = logging.getLogger(__name__)

CODES = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    413: "too_large",
    421: "misdirected",
    422: "invalid",
    429: "too_many",
    500: "failed",
    503: "unavailable",
}
"""The word for programs of each status."""

SENTENCES = {
    404: "There is nothing at this address.",
    405: "This cannot be done at this address.",
    413: "That is too large: at most 1 MiB is taken.",
}


class Refused(QbitrrError):  # noqa: N818 -- an answer
    """A request that is not carried out: its status and a sentence that says why, and what to do."""

    def __init__(
        self,
        status: int,
        message: str,
        problems: Sequence[Problem] = (),
        *,
        code: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code or CODES[status]
        self.problems = tuple(problems)
        self.retry_after = retry_after


class Invalid(Refused):
    """Something in it is not what is expected."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(422, message, problems)


class NotFound(Refused):
    """What is asked for is not there."""

    def __init__(self, message: str) -> None:
        super().__init__(404, message)


class Conflict(Refused):
    """It cannot be done as things are now."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(409, message, problems)


def told(status: int, message: str, problems: Sequence[Problem] = (), code: str = "") -> Response:
    """An answer in the one shape."""
    body = Error(error=ErrorBody(code=code or CODES.get(status, "failed"), message=message, problems=tuple(problems)))
    return Response(body.model_dump_json(), status=status, mimetype="application/json")


def register(app: Flask) -> None:
    """Have every error of the app told in the one shape."""
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Misuse, lambda error: told(422, str(error)))
    app.register_error_handler(Trouble, lambda error: told(409, str(error)))
    for kind in (Unavailable, StoreNotReady, StoreTooNew):
        app.register_error_handler(kind, lambda error: told(503, str(error)))
    app.register_error_handler(ConfigError, lambda error: told(409, str(error)))
    app.register_error_handler(Exception, _unforeseen)


def _refused(error: Refused) -> Response:
    response = told(error.status, str(error), error.problems, error.code)
    if error.retry_after is not None:
        response.headers["Retry-After"] = str(max(1, round(error.retry_after + 0.5)))
    return response


def _http(error: HTTPException) -> BaseResponse:
    """What Flask itself refuses: an unknown address, a wrong method, a body that is too large."""
    status = error.code or 500
    if status < 400:
        return error.get_response()  # a redirection is no error
    response = told(status, SENTENCES.get(status, error.description or error.name))
    if isinstance(error, RequestEntityTooLarge):
        response.headers["Connection"] = "close"
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _unforeseen(_error: Exception) -> Response:
    log.exception("A request failed in a way that it should not.")
    return told(500, "This failed in a way that it should not: see the log of the page, and please report it.")
