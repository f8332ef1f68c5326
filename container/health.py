"""The health check: what the page says of qbitrr, or how the processes are where no page runs."""

from __future__ import annotations

import fcntl
import http.client
import json
from pathlib import Path
from urllib.parse import urlsplit

PATIENCE = 5.0
ADDRESS = "webui.url"
PAGE = "webui"


def trouble(volume: Path) -> str:
    """What is wrong; empty when nothing is."""
    run = volume / "run"
    try:
        url = (run / ADDRESS).read_text(encoding="utf-8").strip()
    except OSError:
        return _without_page(run)
    try:
        return _asked(f"{url.rstrip('/')}/health/ready")
    except (OSError, http.client.HTTPException, ValueError) as error:
        return f"the page does not answer at {url}: {error}"


def _asked(url: str) -> str:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "127.0.0.1", parts.port, timeout=PATIENCE)
    try:
        connection.request("GET", parts.path)
        status = connection.getresponse().status
    finally:
        connection.close()
    return "" if status == http.client.OK else f"{url} answers {status}: see `qbitrr status`"


def _without_page(run: Path) -> str:
    """Then the supervisor must run, none of its processes may be given up, and the page is none of them."""
    try:
        children = json.loads((run / "supervisor.json").read_text(encoding="utf-8"))["children"]
        states = {str(one["name"]): str(one["state"]) for one in children}
    except (OSError, ValueError, KeyError, TypeError):
        return "qbitrr does not run yet"
    if not _is_held(run / "lock"):
        return "qbitrr does not run"
    if PAGE in map(str.lower, states):
        return "the page cannot be reached yet"
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
