"""Searches of libraries: what each was for, what became of it; what is remembered of a medium; what has failed."""

from __future__ import annotations

import json

from peewee import AutoField, BigIntegerField, CompositeKey, Database, IntegerField, Model, TextField


class FormerSearch(Model):
    id = AutoField()
    owner = TextField()
    media_id = BigIntegerField()
    query = TextField()
    at = BigIntegerField()
    reason = TextField()

    class Meta:
        table_name = "search"


class Search(Model):
    id = AutoField()
    owner = TextField()
    media = TextField()
    title = TextField()
    want = TextField()
    group_key = TextField()
    cost = IntegerField()
    at = BigIntegerField(index=True)
    state = TextField()
    detail = TextField()
    grabs = IntegerField(null=True)
    grabbed = TextField()

    class Meta:
        table_name = "search"
        indexes = ((("owner", "at"), False),)


class Medium(Model):
    owner = TextField()
    media_id = BigIntegerField()
    searched_at = BigIntegerField()
    fruitless = IntegerField()

    class Meta:
        table_name = "medium"
        primary_key = CompositeKey("owner", "media_id")


class Failure(Model):
    id = AutoField()
    owner = TextField()
    media_id = BigIntegerField()
    title = TextField()
    release = TextField()
    at = BigIntegerField()

    class Meta:
        table_name = "failure"
        indexes = ((("owner", "media_id"), False),)


NEW = (Search, Medium, Failure)


def up(migrator: object, db: Database) -> None:  # noqa: ARG001 -- the signature that playhouse.migrations calls
    with db.bind_ctx((FormerSearch, *NEW)):
        kept = [
            {
                "owner": one.owner,
                "media": json.dumps([one.media_id]),
                "title": one.query,
                "want": "replaces a failed download",
                "group_key": "",
                "cost": 1,
                "at": one.at,
                "state": "done",
                "detail": one.reason,
                "grabbed": "",
            }
            for one in FormerSearch.select()
        ]
        db.drop_tables([FormerSearch])
        db.create_tables(NEW)
        for one in kept:
            Search.insert(**one).execute()
