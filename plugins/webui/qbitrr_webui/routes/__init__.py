"""One blueprint a resource: a route parses, calls one function, serialises."""

from __future__ import annotations

from flask import Blueprint

from ..serving import serving
from .decisions import decisions
from .dependencies import dependencies
from .downloads import downloads
from .events import events
from .health import health
from .keys import keys
from .logs import logs
from .metrics import metrics
from .obligations import obligations
from .oidc import oidc
from .openapi import openapi
from .overview import overview
from .plan import plan
from .processes import processes
from .quarantine import quarantine
from .searching import searching
from .session import session
from .setup import setup
from .statistics import statistics

BLUEPRINTS: tuple[Blueprint, ...] = (
    decisions,
    dependencies,
    downloads,
    events,
    health,
    keys,
    logs,
    metrics,
    obligations,
    oidc,
    openapi,
    overview,
    plan,
    processes,
    quarantine,
    searching,
    serving,
    session,
    setup,
    statistics,
)
"""Every route there is."""
