"""The first tables."""

from __future__ import annotations

from peewee import (
    AutoField,
    BigIntegerField,
    BlobField,
    BooleanField,
    CompositeKey,
    Database,
    IntegerField,
    Model,
    SqliteDatabase,
    TextField,
)


class Download(Model):
    client = TextField()
    hash = TextField()
    owner = TextField()
    name = TextField()
    stage = TextField()
    stage_since = BigIntegerField()
    state = TextField()
    state_since = BigIntegerField()
    first_seen = BigIntegerField()
    left = BigIntegerField()
    progress_at = BigIntegerField()
    media_id = BigIntegerField(null=True)
    completed_at = BigIntegerField(null=True)
    imported_at = BigIntegerField(null=True)
    strikes = TextField()
    protected = TextField()

    class Meta:
        table_name = "download"
        primary_key = CompositeKey("owner", "client", "hash")


class Ledger(Model):
    id = AutoField()
    at = BigIntegerField(index=True)
    owner = TextField()
    client = TextField()
    hash = TextField(index=True)
    name = TextField()
    action = TextField()
    reason = TextField()
    plugin = TextField()
    rule = TextField()
    evidence = TextField()
    outcome = TextField()
    detail = TextField()
    dry_run = BooleanField()
    size = BigIntegerField()

    class Meta:
        table_name = "ledger"


class Journal(Model):
    id = AutoField()
    owner = TextField()
    client = TextField()
    hash = TextField()
    action = TextField()
    steps = TextField()
    step = TextField()
    step_state = TextField()
    begun_at = BigIntegerField()
    step_at = BigIntegerField()
    context = TextField()
    outcome = TextField(null=True)
    settled_at = BigIntegerField(null=True)

    class Meta:
        table_name = "journal"


class Quarantine(Model):
    id = AutoField()
    owner = TextField()
    client = TextField()
    hash = TextField()
    name = TextField()
    size = BigIntegerField()
    reason = TextField()
    held_at = BigIntegerField()
    expires_at = BigIntegerField()
    state = TextField()
    category = TextField()
    tags = TextField()
    save_path = TextField()
    context = TextField()
    changed_at = BigIntegerField()
    torrent_file = BlobField()

    class Meta:
        table_name = "quarantine"


class Search(Model):
    id = AutoField()
    owner = TextField()
    media_id = BigIntegerField()
    query = TextField()
    at = BigIntegerField(index=True)
    reason = TextField()
    result_count = IntegerField(null=True)

    class Meta:
        table_name = "search"
        indexes = ((("owner", "media_id", "at"), False),)


class Freeze(Model):
    scope = TextField(primary_key=True)
    reason = TextField()
    since = BigIntegerField(null=True)
    lifted_by = TextField()
    lifted_at = BigIntegerField(null=True)
    allowed_until = BigIntegerField(null=True)

    class Meta:
        table_name = "freeze"


class Note(Model):
    namespace = TextField()
    key = TextField()
    content = TextField()

    class Meta:
        table_name = "note"
        primary_key = CompositeKey("namespace", "key")


class Chore(Model):
    name = TextField(primary_key=True)
    done_at = BigIntegerField()

    class Meta:
        table_name = "chore"


MODELS = (Download, Ledger, Journal, Quarantine, Search, Freeze, Note, Chore)

ONE_IN_FLIGHT = "CREATE UNIQUE INDEX journal_in_flight ON journal (client, hash, owner) WHERE settled_at IS NULL"
ONE_HELD = "CREATE UNIQUE INDEX quarantine_held ON quarantine (client, hash, owner) WHERE state = 'held'"
APPEND_ONLY = """
CREATE TRIGGER ledger_append_only BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
"""
APPEND_ONLY_IN_POSTGRES = """
CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$;
CREATE TRIGGER ledger_append_only BEFORE UPDATE ON ledger FOR EACH ROW EXECUTE FUNCTION ledger_append_only()
"""


def up(migrator: object, db: Database) -> None:  # noqa: ARG001 -- the signature that playhouse.migrations calls
    with db.bind_ctx(MODELS):
        db.create_tables(MODELS)
    append_only = APPEND_ONLY if isinstance(db, SqliteDatabase) else APPEND_ONLY_IN_POSTGRES
    for statement in (ONE_IN_FLIGHT, ONE_HELD, append_only):
        db.execute_sql(statement)  # type: ignore[no-untyped-call]
