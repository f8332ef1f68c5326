"""Health with each dependency."""

from __future__ import annotations

from flask import Blueprint

from ..access.guard import needs
from ..context import web
from ..document import answers, document
from ..reading.dependencies import health_of
from ..reading.parts import Answers
from ..shapes.access import Scope
from ..shapes.state import Health

dependencies = Blueprint("dependencies", __name__, url_prefix="/health")


@dependencies.get("")
@needs(Scope.READ)
@document.validate(resp=answers(Health), tags=["health"])
def shown() -> Health:
    """Everything that qbitrr depends on, and whether it is well."""
    page = web()
    return health_of(page.store, page.part(Answers).health, page.clock())
