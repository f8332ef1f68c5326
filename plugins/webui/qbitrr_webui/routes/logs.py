"""The logs: which there are, their last lines, the whole of one, and one as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint

from ..access.guard import needs, still_may
from ..access.telling import setup_needed
from ..access.who import who
from ..context import web
from ..document import answers, document
from ..errors import Refused
from ..live.streams import HEADERS, Stream, Streams
from ..live.tail import Tail
from ..reading.logfiles import LogName, log_files, log_named
from ..reading.loglines import lines_of
from ..reading.records import Wanted
from ..shapes.access import Scope
from ..shapes.logs import LogFiles, LogLines, LogQuery

logs = Blueprint("logs", __name__, url_prefix="/api/logs")

AT_ONCE = 64 * 1024


@logs.get("")
@needs(Scope.READ)
@document.validate(resp=answers(LogFiles), tags=["logs"])
def listed() -> LogFiles:
    """The log of each process."""
    place = web().place
    runtime = place.runtime()
    names = [child.name for child in runtime.children] if runtime else []
    return LogFiles(files=log_files(place.logs, names))


@logs.get("/<name>")
@needs(Scope.READ)
@document.validate(resp=answers(LogLines), tags=["logs"])
def last(name: str, query: LogQuery) -> LogLines:
    """The last lines that fit, or the last before a cursor."""
    return lines_of(_log(name), query)


@logs.get("/<name>/live")
@needs(Scope.READ)
@document.validate(resp=answers(), tags=["logs"])
def live(name: str, query: LogQuery) -> tuple[Stream, int, dict[str, str]]:
    """What is written to a log from now on: an event ``line`` for each record that fits."""
    page = web()
    log = _log(name)
    tail = Tail(log.newest, Wanted(query.level, query.search))
    return page.part(Streams).open(tail.following, tail.close, may=still_may(Scope.READ)), 200, dict(HEADERS)


@logs.get("/<name>/download")
@needs(Scope.READ)
@document.validate(resp=answers(), tags=["logs"])
def download(name: str) -> tuple[Iterator[bytes], int, dict[str, str]]:
    """All of a log as text, the oldest first."""
    log = _log(name)
    headers = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{log.newest.name}"',
        "Cache-Control": "no-store",
    }
    return _pieces(log.files), 200, headers


def _log(name: str) -> LogName:
    """The log of that name. While there is no account, the token that makes one is in a log: a key may not take it."""
    page = web()
    if setup_needed(page) and not who().may(Scope.ADMIN):
        raise Refused(403, "As long as there is no account, the logs are for who may make one.")
    return log_named(page.place.logs, name)


def _pieces(files: tuple[Path, ...]) -> Iterator[bytes]:
    for path in files:
        try:
            with path.open("rb") as file:
                while piece := file.read(AT_ONCE):
                    yield piece
        except FileNotFoundError:
            continue  # rotated away meanwhile
