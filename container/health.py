"""The health check: what the page says of itself, or how the processes are where no page runs."""

from __future__ import annotations

import fcntl
import http.client
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

PATIENCE = 5.0
EVERYWHERE = frozenset({"", "0.0.0.0", "::", "*", "localhost"})  # noqa: S104 -- compared with, not listened on
PAGE = "webui"


def trouble(folder: Path, environ: Mapping[str, str]) -> str:
    """What is wrong; empty when nothing is."""
    host, port, base = address(folder, environ)
    try:
        return _asked(host, port, f"{base}/health/ready")
    except (OSError, http.client.HTTPException, ValueError) as error:
        return _without_page(folder, f"the page does not answer at {host}:{port}: {error}")


def address(folder: Path, environ: Mapping[str, str]) -> tuple[str, int, str]:
    """Where the page is asked: host, port, and the path before it."""
    options = {**_options(folder), **_said(environ)}
    host = str(options.get("host", ""))
    port = str(options.get("port", "6969"))
    base = str(options.get("urlbase", "")).strip("/")
    chosen = "127.0.0.1" if host in EVERYWHERE else host
    return chosen, int(port) if port.isdecimal() else 6969, f"/{base}" if base else ""


def _options(folder: Path) -> dict[str, object]:
    try:
        page = tomllib.loads((folder / "config.toml").read_text(encoding="utf-8")).get("WebUI", {})
    except (OSError, ValueError):
        return {}
    return {key.lower(): value for key, value in page.items()} if isinstance(page, dict) else {}


def _said(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables of the page, which win over the file; their names are compared without underscores."""
    prefix = "QBITRR_WEBUI_"
    return {
        name.removeprefix(prefix).replace("_", "").lower(): value
        for name, value in environ.items()
        if name.startswith(prefix)
    }


def _asked(host: str, port: int, path: str) -> str:
    connection = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{port}"})
        status = connection.getresponse().status
    finally:
        connection.close()
    return "" if status == http.client.OK else f"the page answers {status} to {path}"


def _without_page(folder: Path, said: str) -> str:
    """No page: then the supervisor must run, and none of its processes be given up."""
    run = folder / "run"
    try:
        children = json.loads((run / "supervisor.json").read_text(encoding="utf-8"))["children"]
        states = {str(one["name"]): str(one["state"]) for one in children}
    except (OSError, ValueError, KeyError, TypeError):
        return said
    if any(name.lower() == PAGE for name in states):
        return said
    if not _is_held(run / "lock"):
        return "qbitrr does not run"
    lost = ", ".join(sorted(name for name, state in states.items() if state == "given up"))
    return f"given up: {lost}" if lost else ""


def _is_held(lock: Path) -> bool:
    try:
        with lock.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
