"""The description of this API, for programs that use it."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from ..access.guard import needs
from ..document import described
from ..shapes.access import Scope

openapi = Blueprint("openapi", __name__, url_prefix="/api/openapi.json")


@openapi.get("")
@needs(Scope.READ)
def described_here() -> Response:
    """The OpenAPI document."""
    return jsonify(described())
