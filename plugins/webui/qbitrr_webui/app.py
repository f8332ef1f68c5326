"""Makes the Flask app of a page: what every request passes, and the path below which a proxy shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask, g, request

from . import errors
from .access.addresses import origin_of
from .access.forgery import check_forgery
from .access.guard import admit
from .access.headers import forbid
from .access.hosts import check_host
from .access.identify import identify
from .context import EXTENSION, Web, web
from .errors import Refused
from .routes import BLUEPRINTS
from .serving import PagePath

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LARGEST = 2**20
"""Bytes that a request may bring."""

BACK = "/api/oidc/back"


def make_app(page: Web) -> Flask:
    """The app: every request passes ``check`` before its route."""
    app = Flask(__package__ or "qbitrr_webui", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST
    app.extensions[EXTENSION] = page
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = False
    app.url_map.converters["page"] = PagePath
    app.before_request(check)
    app.after_request(forbid)
    app.wsgi_app = Below(app.wsgi_app, page)  # type: ignore[method-assign]
    errors.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def check() -> None:
    """Refuse what must not reach a route: by its Host, its size, its sender, its origin, and what it may."""
    page, options = web(), web().options
    g.origin = origin = origin_of(request, options)
    check_host(origin.host, options.hosts)
    if (request.content_length or 0) > LARGEST:
        raise Refused(413, errors.SENTENCES[413])
    g.who = asking = identify(request, origin, page.access, options)
    check_forgery(request, asking, origin.host, options.hosts)
    admit()


class Below:
    """The app below [WebUI] UrlBase, whether the reverse proxy leaves that path in its requests or not.

    The provider of [WebUI.OIDC] sends people back to a path that is configured; inside it is always the same.
    """

    def __init__(self, app: WSGIApplication, page: Web) -> None:
        self._app = app
        self._page = page

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        options = self._page.options
        base, path = options.url_base, environ.get("PATH_INFO", "")
        if base and (path == base or path.startswith(f"{base}/")):
            path = path[len(base) :]
        if options.with_oidc and path == options.oidc.callback_path:
            path = BACK
        environ["SCRIPT_NAME"] = base
        environ["PATH_INFO"] = path or "/"
        return self._app(environ, start_response)
