"""Rows of the store for tests, showing only what matters to each."""

from datetime import timedelta

from qbitrr.testing.builders import NOW, make_complete, make_download

A = "a" * 40


def decided(store, torrent=A, **fields):
    """One entry of the ledger; its id."""
    entry = {"at": NOW, "owner": "Radarr", "client": "qBit", "name": "A film", "action": "remove", "reason": "stalled"}
    return store.ledger.append(**{**entry, "hash": torrent, "outcome": "done", "size": 10, **fields})


def held(store, torrent=A, **fields):
    """One torrent in quarantine."""
    kept = {"owner": "Radarr", "client": "qBit", "name": "A film", "size": 10, "reason": "stalled", "held_at": NOW}
    kept |= {"expires_at": NOW + timedelta(days=3), "torrent_file": b"d4:infoe"}
    return store.quarantine.hold(**{**kept, "hash": torrent, **fields})


def remembered(store, torrent=A, **fields):
    """One complete download."""
    download = make_download(make_complete(hash=torrent), **{"left": 0, "completed_at": NOW, **fields})
    store.downloads.save_all([download])
    return download
