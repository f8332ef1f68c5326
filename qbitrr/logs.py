"""Log lines: what one looks like on the console and in the file of its process, and what must never be in one."""

from __future__ import annotations

import logging
import os
import re
import sys
import threading
import zlib
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

NOTICE = 25
TRACE = 5

LEVELS = ("CRITICAL", "ERROR", "WARNING", "NOTICE", "INFO", "DEBUG", "TRACE")

COLOURS = {
    logging.CRITICAL: "1;31",
    logging.ERROR: "31",
    logging.WARNING: "33",
    NOTICE: "32",
    logging.DEBUG: "2",
    TRACE: "2",
}

FILE_SIZE = 5 * 2**20
FILES_KEPT = 5

FORGERY = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What could end a line, speak to a terminal, turn writing round, or not be written at all."""

_LOGIN = re.compile(r"://[^/@\s]*@")
_ANNOUNCE = re.compile(r"""(://[^/\s"',]+)/[^\s"',]*announce[^\s"',]*""", re.IGNORECASE)
_PARAMETER = re.compile(r"""([?&][^\s=&"']+=)[^\s&"',]{8,}""")
"""In the path of a tracker's address, or in a parameter, people have their passkeys."""

SHORTEST_SECRET = 4
"""Characters; hiding less would blot out ordinary words."""

log = logging.getLogger(__name__)
_secrets: set[str] = set()


def configure(name: str, folder: Path, level: str = "INFO", to_files: bool = True, colour: bool = True) -> None:  # noqa: FBT001, FBT002 -- always named
    """Send the log of this process, called ``name``, to the console and to ``folder/<name>.log``.

    ``colour`` is for terminals only, and NO_COLOR takes it away. Can be called again.
    """
    logging.addLevelName(NOTICE, "NOTICE")
    logging.addLevelName(TRACE, "TRACE")
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if isinstance(handler, (Console, File))]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    root.addHandler(Console(name, colour=colour))
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread
    if to_files:
        try:
            root.addHandler(File(folder, name))
        except OSError as error:
            log.warning("There is no log file: %s", error)


def hide(secret: str) -> None:
    """Never let this text into a log line of this process."""
    if len(secret) >= SHORTEST_SECRET:
        _secrets.add(secret)


def redact(text: str) -> str:
    """The text without any hidden secret."""
    for secret in sorted(_secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return without_passkeys(text)


def without_passkeys(text: str) -> str:
    """The text without what its addresses say of logins and passkeys."""
    if "://" not in text:
        return text
    return _PARAMETER.sub(r"\1…", _ANNOUNCE.sub(r"\1/…", _LOGIN.sub("://…@", text)))


def file_name(name: str) -> str:
    """A file name for any name; two different names never share one."""
    safe = re.sub(r"[^\w.-]", "_", name, flags=re.ASCII).lstrip(".")
    return f"{safe}.log" if safe and safe == name else f"{safe or 'log'}-{zlib.crc32(name.encode()):08x}.log"


class Line(logging.Formatter):
    """One record as text: its message is one line whatever is in it, a traceback follows indented."""

    def format(self, record: logging.LogRecord) -> str:
        lines = redact(super().format(record)).split("\n")
        return "\n    | ".join(map(_escape, lines))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- the library's name
        return _escape(super().formatMessage(record))


class Ours(logging.Filter):
    """Lets pass what qbitrr and its plugins say, and the warnings of everybody."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.levelno >= logging.WARNING or record.name.startswith("qbitrr")


class Console(logging.StreamHandler):  # type: ignore[type-arg]
    """Standard error: ``12:34:56 INFO  Radarr-4K  sentence``. One write a record, so that processes do not mix."""

    def __init__(self, name: str, *, colour: bool) -> None:
        super().__init__(sys.stderr)
        self.addFilter(Ours())
        self.setFormatter(Line(f"%(asctime)s %(levelname)-5s {name.replace('%', '%%')}  %(message)s", "%H:%M:%S"))
        self._colour = colour and sys.stderr.isatty() and not os.environ.get("NO_COLOR")

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        code = COLOURS.get(record.levelno) if self._colour else None
        return f"\x1b[{code}m{text}\x1b[0m" if code else text


class File(RotatingFileHandler):
    """One file a process; raises OSError when it cannot be written."""

    def __init__(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / file_name(name)
        super().__init__(path, maxBytes=FILE_SIZE, backupCount=FILES_KEPT, encoding="utf-8", errors="backslashreplace")
        self.addFilter(Ours())
        self.setFormatter(Line("%(asctime)s %(levelname)-5s %(name)s  %(message)s"))


def _escape(text: str) -> str:
    return FORGERY.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        log.critical("An error that nothing caught.", exc_info=(kind, error, trace))


def _uncaught_in_thread(failed: threading.ExceptHookArgs) -> None:
    if failed.exc_value is not None and failed.exc_type is not SystemExit:
        log.critical(
            "An error that nothing caught.", exc_info=(failed.exc_type, failed.exc_value, failed.exc_traceback)
        )
