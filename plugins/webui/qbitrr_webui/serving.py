"""The page's own files, and its index.html for every address that is the page's to understand."""

from __future__ import annotations

import html
import re
from pathlib import Path

from flask import Blueprint, Response, request, send_from_directory

from .errors import NotFound

serving = Blueprint("serving", __name__)

STATIC = Path(__file__).parent / "static"
NOT_THE_PAGE = ("api", "health", "metrics")
FOREVER = 365 * 24 * 3600

_HEAD = re.compile(r"<head[^>]*>", re.IGNORECASE)
_BASE = re.compile(r"<base\b[^>]*>\s*", re.IGNORECASE)

MISSING = (
    "<!doctype html><title>qbitrr</title><p>The page was not built into this installation: run <code>make web</code> "
    "in the source, or install a wheel. The API answers at <code>api</code>."
)


@serving.get("/", defaults={"path": ""})
@serving.get("/<path:path>")
def page(path: str) -> Response:
    """A file of the page; the page itself for an address of its own."""
    if path.partition("/")[0] in NOT_THE_PAGE:
        raise NotFound("There is nothing at this address.")
    if path and is_file(path):
        lasting = path.startswith("assets/")
        response = send_from_directory(STATIC, path, max_age=FOREVER if lasting else 0)
        if lasting:
            response.cache_control.immutable = True
        return response
    if path.startswith("assets/") or ".." in path.split("/"):
        raise NotFound("There is nothing at this address.")
    return index(request.script_root)


def index(base: str) -> Response:
    """The page, told below which path it is."""
    try:
        text = (STATIC / "index.html").read_text(encoding="utf-8")
    except FileNotFoundError:
        return Response(MISSING, 503, mimetype="text/html")
    tag = f'<base href="{html.escape(base, quote=True)}/">'
    text = _HEAD.sub(lambda head: head[0] + tag, _BASE.sub("", text), count=1)
    response = Response(text, mimetype="text/html")
    response.headers["Cache-Control"] = "no-cache"
    return response


def is_file(path: str) -> bool:
    """Whether it names one of the page's files, and not what lies outside."""
    root = STATIC.resolve()
    try:
        found = (root / path).resolve()
        return found.is_relative_to(root) and found.is_file() and path != "index.html"
    except (OSError, ValueError):
        return False
