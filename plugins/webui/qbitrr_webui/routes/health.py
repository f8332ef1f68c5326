"""Whether the page is alive and qbitrr ready, for whoever asks: yes or no, and nothing else."""

from __future__ import annotations

from flask import Blueprint

from ..context import web
from ..document import answers, document
from ..readiness import Readiness
from ..shapes.state import Alive

health = Blueprint("health", __name__, url_prefix="/health")


@health.get("/live")
@document.validate(resp=answers(Alive), tags=["health"], security={})
def live() -> Alive:
    """Whether the page answers."""
    return Alive(ok=True)


@health.get("/ready")
@document.validate(resp=answers(Alive, unready=Alive), tags=["health"], security={})
def ready() -> tuple[Alive, int]:
    """Whether qbitrr can do its work: it runs, none of its processes has been given up, its database answers."""
    ok = web().part(Readiness).ok()
    return Alive(ok=ok), 200 if ok else 503
