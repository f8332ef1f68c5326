"""How long a download has seeded, and the category that it came from."""

from __future__ import annotations

from peewee import BigIntegerField, Database, TextField
from playhouse.migrate import SchemaMigrator, migrate


def up(migrator: object, db: Database) -> None:  # noqa: ARG001 -- the signature that playhouse.migrations calls
    tables = SchemaMigrator.from_database(db)  # type: ignore[no-untyped-call]
    migrate(  # type: ignore[no-untyped-call]
        tables.add_column("download", "category", TextField(default="")),
        tables.add_column("download", "seeded", BigIntegerField(default=0)),
        tables.add_column("download", "seeding_since", BigIntegerField(null=True)),
    )
