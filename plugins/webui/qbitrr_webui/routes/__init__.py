"""One blueprint a resource: a route parses, calls one function, serialises."""

from __future__ import annotations

from flask import Blueprint

from ..serving import serving
from .configuration import configuration
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
from .panels import panels
from .plan import plan
from .plugins import plugins
from .processes import processes
from .quarantine import quarantine
from .searching import searching
from .session import session
from .setup import setup
from .statistics import statistics
from .webhooks import webhooks

BLUEPRINTS: tuple[Blueprint, ...] = (
    configuration,
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
    panels,
    plan,
    plugins,
    processes,
    quarantine,
    searching,
    serving,
    session,
    setup,
    statistics,
    webhooks,
)
"""Every route there is."""
