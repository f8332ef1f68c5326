"""What says where a store is: the path of a file, or the URL of a database of PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit


def is_url(where: Path | str) -> bool:
    return isinstance(where, str) and "://" in where


def named(where: Path | str) -> str:
    """What a database is called where anybody may read it: without the user and the password."""
    if not is_url(where):
        return str(where)
    url = urlsplit(str(where))
    return f"{url.path.lstrip('/')} at {url.netloc.rpartition('@')[2] or 'this machine'}"
