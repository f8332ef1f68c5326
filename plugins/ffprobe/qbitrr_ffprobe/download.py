"""Downloading one file whose checksum is known, going on where an earlier try has ended."""

from __future__ import annotations

import hashlib
import http.client
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .errors import Stopped, Unobtainable

MOST_BYTES = 512 * 1024 * 1024
CHUNK = 64 * 1024


@dataclass(frozen=True, slots=True)
class Download:
    """What to get, what it must be, where to keep it meanwhile, and how long the server may be silent (seconds)."""

    source: str
    sha256: str
    part: Path
    silence: float = 30.0


def fetch(download: Download, stopped: Callable[[], bool]) -> None:
    """Get the whole file into its part file, whose checksum is right then. Raises Unobtainable, Stopped, OSError.

    What has come stays when the connection breaks; what turns out to be something else is deleted.
    """
    have = download.part.stat().st_size if download.part.exists() else 0
    headers = {"User-Agent": "qbitrr", "Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    request = urllib.request.Request(download.source, headers=headers)  # noqa: S310 -- the option allows http only
    try:
        with urllib.request.urlopen(request, timeout=download.silence) as answer:  # noqa: S310
            _receive(answer, download.part, have if _goes_on(answer, have) else 0, stopped)
    except urllib.error.HTTPError as error:
        if error.code != http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE or not have:
            raise Unobtainable(f"{download.source} answers {error.code} {error.reason}") from error
    except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError, ValueError) as error:
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        raise Unobtainable(f"{download.source} cannot be read: {reason}") from error
    _verify(download)


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _goes_on(answer: http.client.HTTPResponse, have: int) -> bool:
    """Whether the server sends only what is missing; many send all of it, whatever they are asked."""
    given = re.match(r"bytes (\d+)-", answer.headers.get("Content-Range", ""))
    return answer.status == http.HTTPStatus.PARTIAL_CONTENT and given is not None and int(given[1]) == have


def _receive(answer: http.client.HTTPResponse, part: Path, have: int, stopped: Callable[[], bool]) -> None:
    promised = answer.headers.get("Content-Length", "")
    whole = have + int(promised) if promised.isdecimal() else None
    with part.open("r+b" if have else "wb") as file:
        file.seek(have)
        got = _copy(answer, file, have, stopped)
    if whole is not None and got < whole:
        raise Unobtainable(f"the connection broke after {got} of {whole} bytes")


def _copy(answer: http.client.HTTPResponse, file: BinaryIO, got: int, stopped: Callable[[], bool]) -> int:
    while chunk := answer.read1(CHUNK):
        file.write(chunk)
        got += len(chunk)
        if stopped():
            raise Stopped
        if got > MOST_BYTES:
            raise Unobtainable("what comes is too large to be ffprobe")
    return got


def _verify(download: Download) -> None:
    found = checksum(download.part)
    if found != download.sha256:
        download.part.unlink()
        raise Unobtainable(f"what {download.source} gives has the SHA-256 {found}, and not the one of the option")
