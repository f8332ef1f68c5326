"""Metrics for Prometheus."""

from __future__ import annotations

import time

from flask import Blueprint, Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest

from ..access.guard import needs
from ..context import Web, web
from ..document import answers, document
from ..reading.metrics import Collected, families
from ..reading.parts import Answers
from ..shapes.access import Scope

metrics = Blueprint("metrics", __name__, url_prefix="/metrics")

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 30.0)


class Durations:
    """How long requests took, by route: ``web().part(Durations)``."""

    def __init__(self, _page: Web) -> None:
        self.registry = CollectorRegistry()
        self._seconds = Histogram(
            "qbitrr_request_seconds",
            "How long requests took.",
            labelnames=("route", "method"),
            buckets=BUCKETS,
            registry=self.registry,
        )

    def took(self, route: str, method: str, seconds: float) -> None:
        self._seconds.labels(route, method).observe(seconds)

    def close(self) -> None:
        """There is nothing to end."""


@metrics.get("")
@needs(Scope.METRICS)
@document.validate(resp=answers(), tags=["health"])
def shown() -> tuple[str, int, dict[str, str]]:
    """Everything as Prometheus reads it."""
    page, kept = web(), web().part(Answers)
    registry = CollectorRegistry()
    with page.store() as store:
        registry.register(Collected(tuple(families(store, kept.health(), kept.deeds))))
    text = generate_latest(registry) + generate_latest(page.part(Durations).registry)
    return text.decode(), 200, {"Content-Type": CONTENT_TYPE_LATEST}


@metrics.before_app_request
def begin() -> None:
    g.begun = time.perf_counter()


@metrics.after_app_request
def end(response: Response) -> Response:
    """Streams count until they begin. What is unknown has no route, so that nobody can fill the memory with names."""
    begun = g.get("begun")
    if begun is not None and request.endpoint:
        web().part(Durations).took(request.endpoint, request.method, time.perf_counter() - begun)
    return response
