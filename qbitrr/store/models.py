"""The tables as they are now. No model is bound to a database: each query is told which one it runs on.

A model that is bound when it is imported belongs to one database in one process. Here ``query.execute(database)``
names it each time, so that two stores can be open side by side and nothing is opened at import.
"""

from __future__ import annotations

from datetime import timedelta

from peewee import (
    AutoField,
    BigIntegerField,
    BlobField,
    BooleanField,
    CompositeKey,
    IntegerField,
    Model,
    TextField,
)

from .fields import (
    EvidenceField,
    ForeignText,
    JsonField,
    MomentField,
    NumbersField,
    SpanField,
    StageField,
    StateField,
    StepsField,
    StrikesField,
    TagsField,
)


class DownloadRow(Model):
    client = TextField()
    hash = TextField()
    owner = TextField()
    name = ForeignText()
    stage = StageField()
    stage_since = MomentField()
    state = StateField()
    state_since = MomentField()
    first_seen = MomentField()
    left = BigIntegerField()
    progress_at = MomentField()
    media_id = BigIntegerField(null=True)
    completed_at = MomentField(null=True)
    imported_at = MomentField(null=True)
    strikes = StrikesField()
    protected = ForeignText()
    category = ForeignText(default="")
    seeded = SpanField(default=timedelta(0))
    seeding_since = MomentField(null=True)

    class Meta:
        table_name = "download"
        primary_key = CompositeKey("owner", "client", "hash")


class LedgerRow(Model):
    id = AutoField()
    at = MomentField()
    owner = TextField()
    client = TextField()
    hash = TextField()
    name = ForeignText()
    action = TextField()
    reason = ForeignText()
    plugin = TextField()
    rule = TextField()
    evidence = EvidenceField()
    outcome = TextField()
    detail = ForeignText()
    dry_run = BooleanField()
    size = BigIntegerField()

    class Meta:
        table_name = "ledger"


class JournalRow(Model):
    id = AutoField()
    owner = TextField()
    client = TextField()
    hash = TextField()
    action = TextField()
    steps = StepsField()
    step = TextField()
    step_state = TextField()
    begun_at = MomentField()
    step_at = MomentField()
    context = JsonField()
    outcome = TextField(null=True)
    settled_at = MomentField(null=True)

    class Meta:
        table_name = "journal"


class QuarantineRow(Model):
    id = AutoField()
    owner = TextField()
    client = TextField()
    hash = TextField()
    name = ForeignText()
    size = BigIntegerField()
    reason = ForeignText()
    held_at = MomentField()
    expires_at = MomentField()
    state = TextField()
    category = ForeignText()
    tags = TagsField()
    save_path = ForeignText()
    context = JsonField()
    changed_at = MomentField()
    torrent_file = BlobField()

    class Meta:
        table_name = "quarantine"


class SearchRow(Model):
    id = AutoField()
    owner = TextField()
    media = NumbersField()
    title = ForeignText()
    want = TextField()
    group_key = ForeignText()
    cost = IntegerField()
    at = MomentField()
    state = TextField()
    detail = ForeignText(default="")
    grabs = IntegerField(null=True)
    grabbed = ForeignText(default="")

    class Meta:
        table_name = "search"


class MediumRow(Model):
    owner = TextField()
    media_id = BigIntegerField()
    searched_at = MomentField()
    fruitless = IntegerField()

    class Meta:
        table_name = "medium"
        primary_key = CompositeKey("owner", "media_id")


class FailureRow(Model):
    id = AutoField()
    owner = TextField()
    media_id = BigIntegerField()
    title = ForeignText()
    release = ForeignText()
    at = MomentField()

    class Meta:
        table_name = "failure"


class FreezeRow(Model):
    scope = TextField(primary_key=True)
    reason = ForeignText(default="")
    since = MomentField(null=True)
    lifted_by = TextField(default="")
    lifted_at = MomentField(null=True)
    allowed_until = MomentField(null=True)

    class Meta:
        table_name = "freeze"


class RecordingRow(Model):
    id = AutoField()
    owner = TextField()
    at = MomentField()
    whole = BooleanField()
    size = IntegerField()
    content = BlobField()

    class Meta:
        table_name = "recording"


class NoteRow(Model):
    namespace = TextField()
    key = TextField()
    content = JsonField()

    class Meta:
        table_name = "note"
        primary_key = CompositeKey("namespace", "key")


class ChoreRow(Model):
    name = TextField(primary_key=True)
    done_at = MomentField()

    class Meta:
        table_name = "chore"


MODELS = (
    DownloadRow,
    LedgerRow,
    JournalRow,
    QuarantineRow,
    SearchRow,
    MediumRow,
    FailureRow,
    FreezeRow,
    RecordingRow,
    NoteRow,
    ChoreRow,
)
