"""Puts the routes of plugins below /api/plugins/NAME, each behind the guard."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import NoReturn

from flask import Flask
from flask.sansio.app import App

from qbitrr.errors import described
from qbitrr.plugins import Status

from ..access.guard import NEEDS, needs
from ..context import EXTENSION, Web
from ..errors import NotFound
from ..shapes.access import Scope
from .loading import Page
from .pages import Pages

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

log = logging.getLogger(__name__)


def mount(app: App) -> None:
    """Add every plugin's routes. One that cannot be added costs only itself."""
    if not isinstance(app, Flask):
        raise TypeError("routes are added to a Flask app")
    web: Web = app.extensions[EXTENSION]
    pages = web.part(Pages)
    for page in pages.all:
        if page.routes is not None:
            pages.replace(_mounted(app, page))
    for page in pages.all:
        if page.status not in (Status.ENABLED, Status.DISABLED):
            log.error("The plugin %s adds nothing to the page: %s: %s", page.name, page.status, page.reason)


def _mounted(app: Flask, page: Page) -> Page:
    before = set(app.view_functions)
    try:
        if page.routes is not None:
            app.register_blueprint(page.routes, url_prefix=f"/api/plugins/{page.name}", name=f"plugin-{page.name}")
    except Exception as error:  # noqa: BLE001 -- a foreign blueprint may be anything
        reason = f"its routes cannot be added: {described(error)}"
        page = replace(page, status=Status.FAULTY, reason=reason, panels=(), routes=None)
    for endpoint in set(app.view_functions) - before:
        if page.status is Status.FAULTY:
            app.view_functions[endpoint] = _nothing  # a part of them was added
        elif getattr(app.view_functions[endpoint], NEEDS, None) is None:
            app.view_functions[endpoint] = needs(_scope(app, endpoint))(_apart(app.view_functions[endpoint]))  # type: ignore[assignment]
    return page


def _scope(app: Flask, endpoint: str) -> Scope:
    """Who may only read may ask a route that only reads."""
    methods = {method for rule in app.url_map.iter_rules(endpoint) for method in rule.methods or ()}
    return Scope.READ if methods <= SAFE else Scope.ADMIN


@needs(Scope.ADMIN)
def _nothing(**_: object) -> NoReturn:
    raise NotFound("The plugin that adds this is faulty.")


def _apart(view: Callable[..., object]) -> Callable[..., object]:
    """A function of its own, so that what is said of it is said of nothing else."""

    @wraps(view)
    def apart(*args: object, **kwargs: object) -> object:
        return view(*args, **kwargs)

    return apart
