"""The page's own files, and its index.html for every address that is the page's to understand."""

from __future__ import annotations

import gzip
import html
import re
from functools import lru_cache
from mimetypes import guess_type
from pathlib import Path

from flask import Blueprint, Response, request, send_from_directory
from werkzeug.routing import PathConverter

from .errors import NotFound

serving = Blueprint("serving", __name__)

STATIC = Path(__file__).parent / "static"
FOREVER = 365 * 24 * 3600

WORDY = frozenset({".css", ".html", ".js", ".json", ".map", ".mjs", ".svg", ".txt", ".webmanifest"})
"""Files that are a good deal smaller when they are compressed."""

_HEAD = re.compile(r"<head[^>]*>", re.IGNORECASE)
_BASE = re.compile(r"<base\b[^>]*>\s*", re.IGNORECASE)


class PagePath(PathConverter):
    """Every address but those of the API, so that there a wrong one or a wrong method is seen to be wrong."""

    regex = r"(?!(?:api|health|metrics)(?:/|$))[^/].*?"


MISSING = (
    "<!doctype html><title>qbitrr</title><p>The page was not built into this installation: run <code>make page</code> "
    "in the source, or install a wheel. The API answers at <code>api</code>."
)


@serving.get("/", defaults={"path": ""})
@serving.get("/<page:path>")
def page(path: str) -> Response:
    """A file of the page; the page itself for an address of its own."""
    if path and is_file(path):
        return file(path, lasting=path.startswith("assets/"))
    if path.startswith("assets/") or ".." in path.split("/"):
        raise NotFound("There is nothing at this address.")
    return index(request.script_root)


def file(path: str, *, lasting: bool) -> Response:
    """One of the page's files, smaller where the browser takes it so."""
    source = STATIC / path
    smaller = source.suffix in WORDY and takes_gzip()
    response = _smaller(source) if smaller else send_from_directory(STATIC, path)
    response.cache_control.no_cache = None if lasting else True
    response.cache_control.max_age = FOREVER if lasting else 0
    response.cache_control.immutable = lasting
    response.vary.add("Accept-Encoding")
    return response


def takes_gzip() -> bool:
    return request.accept_encodings["gzip"] > 0


def _smaller(source: Path) -> Response:
    """A file, compressed. Nothing else is: of what is secret its size could tell."""
    changed = source.stat().st_mtime_ns
    response = Response(compressed(source, changed), mimetype=guess_type(source.name)[0])
    response.headers["Content-Encoding"] = "gzip"
    response.set_etag(f"{changed:x}-gzip")
    response.make_conditional(request)
    return response


@lru_cache(maxsize=200)
def compressed(source: Path, _changed: int) -> bytes:
    """A file's compressed content, made once for each version."""
    return gzip.compress(source.read_bytes(), compresslevel=9)


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
    response.vary.add("Accept-Encoding")
    if takes_gzip():
        response.set_data(gzip.compress(text.encode()))
        response.headers["Content-Encoding"] = "gzip"
    return response


def is_file(path: str) -> bool:
    """Whether it names one of the page's files, and not what lies outside."""
    root = STATIC.resolve()
    try:
        found = (root / path).resolve()
        return found.is_relative_to(root) and found.is_file() and path != "index.html"
    except (OSError, ValueError):
        return False
