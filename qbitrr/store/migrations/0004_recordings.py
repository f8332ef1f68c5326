"""What the torrents did, as the rules could see it."""

from __future__ import annotations

from peewee import AutoField, BigIntegerField, BlobField, BooleanField, Database, IntegerField, Model, TextField


class Recording(Model):
    id = AutoField()
    owner = TextField()
    at = BigIntegerField()
    whole = BooleanField()
    size = IntegerField()
    content = BlobField()

    class Meta:
        table_name = "recording"
        indexes = ((("owner", "at"), False),)


def up(migrator: object, db: Database) -> None:  # noqa: ARG001 -- the signature that playhouse.migrations calls
    with db.bind_ctx((Recording,)):
        db.create_tables((Recording,))
