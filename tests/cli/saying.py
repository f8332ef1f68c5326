"""A household with torrents that people can say something about, without a running qbitrr."""

from datetime import UTC, datetime, timedelta

from qbitrr.lifecycle import Stage
from qbitrr.testing.builders import make_complete, make_download, make_torrent
from tests.store.rows import hold

NOW = datetime.now(UTC)
DONE, HALF, HELD, GONE = (letter * 40 for letter in "abcd")


def furnish(household):
    """One complete torrent, one unfinished, one in quarantine, one that is gone; nothing answers."""
    household.configure('[qBit]\nHost = "127.0.0.1"\nPort = 1\n[Radarr-4K]\nURI = "http://127.0.0.1:1"\nAPIKey = "k"\n')
    with household.store() as store:
        store.downloads.save_all(
            [
                make_download(
                    make_complete(hash=DONE, name="Done.Film"),
                    owner="Radarr-4K",
                    completed_at=NOW,
                    stage=Stage.COMPLETED,
                ),
                make_download(make_torrent(hash=HALF, name="Half.Film"), owner="Radarr-4K"),
                make_download(make_torrent(hash=GONE, name="Gone.Film"), owner="Radarr-4K", stage=Stage.DELETED),
            ]
        )
        hold(store.quarantine, hash=HELD, name="Held.Film", at=NOW, expires_at=NOW + timedelta(days=7))
    return household


def ledger(household):
    """What people have said, the oldest first."""
    with household.store() as store:
        return [(one.action, one.hash, one.outcome) for one in reversed(store.ledger.recent(100))]
