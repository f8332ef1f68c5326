"""Rows for the tests, showing only what matters to each."""

# ruff: noqa: A002 -- hash is the field's word

from datetime import UTC, datetime

from qbitrr.domain import Download, State
from qbitrr.lifecycle import Stage

NOW = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


def download(hash="a" * 40, *, client="qBit", owner="Radarr-4K", name="A film", at=NOW, **fields):
    seen = {"stage": Stage.DOWNLOADING, "state": State.DOWNLOADING, "left": 1, **fields}
    moments = dict.fromkeys(("stage_since", "state_since", "first_seen", "progress_at"), at)
    return Download(client=client, hash=hash, owner=owner, name=name, **(moments | seen))


def decided(ledger, *, hash="a" * 40, client="qBit", owner="Radarr-4K", name="A film", at=NOW, **fields):
    entry = {"action": "remove", "reason": "stalled for 3 h", "outcome": "done", "size": 10, **fields}
    return ledger.append(at=at, owner=owner, client=client, hash=hash, name=name, **entry)


def begun(journal, *, owner="Radarr-4K", client="qBit", hash="a" * 40, steps=("stop", "quarantine"), now=NOW):
    return journal.begin(owner, client, hash, "remove", steps, {"tags": ["hd"]}, now)


def hold(quarantine, *, owner="Radarr-4K", client="qBit", hash="a" * 40, name="A film", at=NOW, **fields):
    kept = {"size": 10, "reason": "stalled", "expires_at": at, "torrent_file": b"d4:infoe", **fields}
    return quarantine.hold(owner=owner, client=client, hash=hash, name=name, held_at=at, **kept)
