"""The tables come to this program's version one migration at a time."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import peewee
import pytest

from qbitrr.store import schema
from qbitrr.store.database import open_store, prepare
from qbitrr.store.models import MODELS

ADD = """
from peewee import BigIntegerField

def up(migrator, db):
    migrator.migrate(migrator.add_column("search", "seen_at", BigIntegerField(null=True)))
"""
BREAK = ADD + "    raise RuntimeError('half way')\n"


@pytest.fixture
def migrations(tmp_path, monkeypatch):
    folder = tmp_path / "migrations"
    shutil.copytree(schema._MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(schema, "_MIGRATIONS", folder)
    return folder


def columns(connection, table):
    return {(*row[1:4], row[5]) for row in connection.execute(f"PRAGMA table_info({table})")}


def test_the_migrations_make_the_tables_that_the_models_describe(path):
    described = peewee.SqliteDatabase(":memory:")
    with closing(sqlite3.connect(path)) as migrated, described.bind_ctx(MODELS), described.connection_context():
        described.create_tables(MODELS)
        for model in MODELS:
            table = model._meta.table_name
            assert columns(described.connection(), table) == columns(migrated, table)


def test_a_new_migration_is_applied_to_an_old_database_once(path, migrations):
    with open_store(path) as store:
        store.notes("x").put("a", 1)
    (migrations / "9999_seen.py").write_text(ADD)
    for _ in range(2):
        prepare(path)
    with open_store(path) as store:
        assert store.notes("x").get("a") == 1
    with closing(sqlite3.connect(path)) as connection:
        assert "seen_at" in {name for name, *_ in columns(connection, "search")}


def test_a_migration_that_fails_half_way_leaves_the_database_as_it_was(path, migrations):
    (migrations / "9999_seen.py").write_text(BREAK)
    with pytest.raises(RuntimeError):
        prepare(path)
    with closing(sqlite3.connect(path)) as connection:
        assert "seen_at" not in {name for name, *_ in columns(connection, "search")}
    assert schema._MIGRATIONS.joinpath("9999_seen.py").exists()
    with pytest.raises(schema.StoreNotReady):
        open_store(path)


def test_every_migration_has_a_number_of_its_own():
    numbers = [file.name[:4] for file in Path(schema._MIGRATIONS).glob("[0-9]*.py")]
    assert len(numbers) == len(set(numbers))
