"""All that one database remembers, put into another: for a dry run, or when a server takes the place of the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import batched
from pathlib import Path
from typing import Any

from peewee import AutoField, Database, Model

from .models import MODELS
from .postgres import Postgres
from .queries import columns, repeated, statement

_AT_ONCE = 500


def copy_file(source: Path, target: Path) -> None:
    """Copy a SQLite database as it is at this moment, whoever writes to it."""
    with closing(_raw(source)) as original, closing(_raw(target)) as copy:
        original.backup(copy)


def copy_rows(source: Database, target: Database) -> int:
    """Copy every row into a database that has the same tables, empty; how many those were. All of it, or nothing."""
    with source.atomic(), target.atomic():
        return sum(_copy_table(model, source, target) for model in MODELS)


def is_empty(database: Database) -> bool:
    """Has nothing been written to it so far?"""
    return not any(list(statement(database, f"SELECT 1 FROM {_name(model)} LIMIT 1")) for model in MODELS)  # noqa: S608


def _copy_table(model: type[Model], source: Database, target: Database) -> int:
    names = [field.column_name for field in columns(model)]
    listed = ", ".join(f'"{name}"' for name in names)
    places = ", ".join([target.param] * len(names))
    insert = f"INSERT INTO {_name(model)} ({listed}) VALUES ({places})"  # noqa: S608 -- the models' own names
    truths = [names.index(field.column_name) for field in columns(model) if field.field_type == "BOOL"]
    number = 0
    for rows in batched(statement(source, f"SELECT {listed} FROM {_name(model)}"), _AT_ONCE):  # noqa: S608
        repeated(target, insert, list(_with_truths(rows, truths)))
        number += len(rows)
    if number and isinstance(target, Postgres) and isinstance(columns(model)[0], AutoField):
        _count_on(target, model)
    return number


def _with_truths(rows: Iterable[tuple[Any, ...]], truths: list[int]) -> Iterator[tuple[Any, ...]]:
    """Rows in which what is true or false is no number: SQLite does not tell one from the other."""
    for row in rows:
        yield tuple(bool(value) if place in truths else value for place, value in enumerate(row))


def _count_on(target: Database, model: type[Model]) -> None:
    """Let new rows be numbered after those that were copied."""
    table = model._meta.table_name  # noqa: SLF001 -- peewee's documented way
    last = f"(SELECT MAX(id) FROM {_name(model)})"  # noqa: S608
    statement(target, f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})")


def _name(model: type[Model]) -> str:
    return f'"{model._meta.table_name}"'  # noqa: SLF001 -- peewee's documented way


def _raw(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=30)
