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
from ..store.where import is_url, named
from .place import Place
from .trouble import Trouble


@contextmanager
def opened(place: Place, *, read_only: bool = True) -> Iterator[Store]:
    """The store in use. Raises ConfigError, StoreNotReady, StoreTooNew and Trouble."""
    database = place.database
    with troubles(database), open_store(database, read_only=read_only, folder=place.folder) as store:
        yield store


@contextmanager
def private_copy(place: Place) -> Iterator[Store]:
    """A copy of the store in use, which nobody else sees and which is gone afterwards."""
    database = place.database
    with troubles(database), TemporaryDirectory(prefix="qbitrr-") as folder:
        copy = Path(folder) / "copy.db"
        copy_for_dry_run(database, copy)
        with open_store(copy, folder=place.folder) as store:
            yield store


@contextmanager
def troubles(database: str) -> Iterator[None]:
    """Say as a sentence that a database, by its path or its URL, does not answer."""
    try:
        yield
    except (PeeweeException, sqlite3.Error) as error:
        remedy = (
            "See that its server runs and lets qbitrr in, and try again."
            if is_url(database)
            else "See that its folder can be written and has room, and try again."
        )
        why = str(error).strip().removesuffix(".")
        raise Trouble(f"The database {named(database)} does not answer: {why}. {remedy}") from error
