"""How the repositories run their queries: the database is named, and what comes back has a type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from peewee import Database, Expression, Field, Model, Select, TextField, __exception_wrapper__  # type: ignore[attr-defined]


def columns(model: type[Model], *, but: Sequence[str] = ()) -> list[Field[Any]]:
    """The columns of a table in their order."""
    return [field for field in model._meta.sorted_fields if field.name not in but]  # noqa: SLF001 -- peewee's documented way


def rows[Row](database: Database, query: Select, make: type[Row]) -> list[Row]:
    """Each row of the answer as one value; its columns are named like the value's fields.

    It is read to its end: a write while a read is open on the same connection fails at once when another process has
    written in between, however long it could have waited.
    """
    return list(query.objects(make).execute(database))


def first[Row](database: Database, query: Select, make: type[Row]) -> Row | None:
    return next(iter(rows(database, query.limit(1), make)), None)


def scalar(database: Database, query: Select) -> object:
    """The first column of the first row, or None."""
    return cast("object", query.scalar(database))


def matching(hash_column: TextField[str], name_column: TextField[str], text: str) -> Expression:
    """Where the hash begins with a text or the name has it within, in upper or lower case."""
    return hash_column.startswith(text) | name_column.contains(text)


def delete(database: Database, model: type[Model], condition: Expression) -> int:
    """Delete rows; how many those were."""
    return cast("int", model.delete().where(condition).execute(database))


def expire(database: Database, model: type[Model], old: Expression, *, at_once: int = 2000) -> int:
    """Delete old rows by their ids, a few at once so that nobody waits long; how many those were."""
    (identity,) = columns(model)[:1]
    some = model.select(identity).where(old).limit(at_once)
    gone = 0
    while batch := delete(database, model, identity.in_(some)):
        gone += batch
    return gone


def packed(fields: Iterable[Field[Any]], value: object) -> list[object]:
    """A value's fields as the database takes them."""
    return [field.db_value(getattr(value, field.name)) for field in fields]  # type: ignore[no-untyped-call]


def repeated(database: Database, sql: str, values: Iterable[Sequence[object]]) -> None:
    """Run a statement for many rows, which the driver does ten times faster than peewee. Raises PeeweeException."""
    with __exception_wrapper__:
        database.cursor().executemany(sql, values)  # type: ignore[no-untyped-call]


def statement(database: Database, sql: str) -> Iterable[tuple[Any, ...]]:
    """Run a statement that peewee has no words for."""
    return cast("Iterable[tuple[Any, ...]]", database.execute_sql(sql))  # type: ignore[no-untyped-call]
