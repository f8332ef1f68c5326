"""The OpenAPI document: what each route takes and gives, checked on the way in and on the way out."""

from __future__ import annotations

from typing import Any

from flask import Request, current_app
from pydantic import BaseModel, ValidationError
from spectree import Response, SecurityScheme, SpecTree
from spectree.models import InType, SecureType, SecuritySchemeData

from .access.sessions import COOKIE
from .errors import Invalid
from .shapes.base import Error, Problem

FAILURES = (400, 401, 403, 404, 409, 413, 421, 422, 429, 500, 503)
"""What any route may answer instead; all in one shape."""


def answers(shape: type[BaseModel] | None = None, *, status: int = 200, unready: type[BaseModel] = Error) -> Response:
    """What a route gives: its own shape, or ``Error``. Without a shape it is no JSON. ``unready`` is that of a 503."""
    shapes: dict[int, Any] = dict.fromkeys(FAILURES, Error) | {503: unready, status: shape}
    return Response(**{f"HTTP_{code}": given for code, given in sorted(shapes.items())})


def refuse_invalid(
    request: Request, _response: object, error: Exception | None, _instance: object, _adapter: object
) -> None:
    """Say in the one shape what is wrong with a request."""
    if isinstance(error, ValidationError):
        raise Invalid("What was sent is not what is expected here.", problems_in(error))
    view = current_app.view_functions[request.endpoint or ""]
    metadata = document.get_function_metadata(view)
    context = getattr(request, "context", None)
    if metadata is not None and metadata.json and context is not None and context.json is None:
        raise Invalid("What was sent is not JSON. Send it with Content-Type: application/json.")


def problems_in(error: ValidationError) -> tuple[Problem, ...]:
    """Each thing that is wrong, without the values: one may be a password."""
    return tuple(
        Problem(key=".".join(map(str, detail["loc"])), expected=detail["msg"])
        for detail in error.errors(include_url=False, include_context=False, include_input=False)
    )


document = SpecTree(
    "flask",
    mode="strict",
    annotations=True,
    title="qbitrr",
    version="1",
    description="What qbitrr does and why, and how to change it.",
    before=refuse_invalid,
    validation_error_model=Error,
    naming_strategy=lambda model: model.__name__,
    nested_naming_strategy=lambda _parent, child: child,
    security_schemes=[
        SecurityScheme("bearer", SecuritySchemeData(SecureType.HTTP, scheme="bearer")),
        SecurityScheme("key", SecuritySchemeData(SecureType.API_KEY, name="X-Api-Key", field_in=InType.HEADER)),
        SecurityScheme("session", SecuritySchemeData(SecureType.API_KEY, name=COOKIE, field_in=InType.COOKIE)),
    ],
    security=[{"bearer": []}, {"key": []}, {"session": []}],
)
"""What ``@document.validate(resp=answers(Shape), tags=[...])`` adds a route to."""


def described() -> dict[str, Any]:
    """The document of the app whose request this is."""
    spec: dict[str, Any] = document.spec
    return spec
