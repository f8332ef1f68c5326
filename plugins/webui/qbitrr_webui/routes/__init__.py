"""One blueprint a resource: a route parses, calls one function, serialises."""

from __future__ import annotations

from flask import Blueprint

from ..serving import serving
from .health import health
from .keys import keys
from .oidc import oidc
from .openapi import openapi
from .session import session
from .setup import setup

BLUEPRINTS: tuple[Blueprint, ...] = (
    health,
    keys,
    oidc,
    openapi,
    serving,
    session,
    setup,
)
"""Every route there is."""
