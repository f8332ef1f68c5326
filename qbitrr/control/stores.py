"""The store as commands open it: the one in use, or a private copy of it; its errors become sentences."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from peewee import PeeweeException

from ..store.database import copy_for_dry_run, open_store
from ..store.store import Store
from .place import Place
from .trouble import Trouble


@contextmanager
def opened(place: Place, *, read_only: bool = True) -> Iterator[Store]:
    """The store in use. Raises StoreNotReady, StoreTooNew and Trouble."""
    with troubles(place.database), open_store(place.database, read_only=read_only) as store:
        yield store


@contextmanager
def private_copy(place: Place) -> Iterator[Store]:
    """A copy of the store in use, which nobody else sees and which is gone afterwards."""
    with troubles(place.database), TemporaryDirectory(prefix="qbitrr-") as folder:
        copy = Path(folder) / "copy.db"
        copy_for_dry_run(place.database, copy)
        with open_store(copy) as store:
            yield store


@contextmanager
def troubles(database: Path) -> Iterator[None]:
    """Say as a sentence that the database does not answer."""
    try:
        yield
    except (PeeweeException, sqlite3.Error) as error:
        raise Trouble(
            f"The database {database} does not answer: {error}. See that its folder can be written and has room, "
            "and try again."
        ) from error
