"""What the writing processes of the concurrency tests do."""

from qbitrr.store.database import open_store

from .rows import NOW, decided, download


def write_all(path, name, rounds, ready, go):
    """Add to a common counter, to the ledger and to its own downloads, and say whether housekeeping was its turn."""
    with open_store(path) as store:
        ready.release()
        go.wait()
        kept_house = store.housekeeping(NOW)
        for number in range(rounds):
            with store.transaction():
                count = store.notes("common").get("count") or 0
                store.notes("common").put("count", count + 1)
            decided(store.ledger, owner=name, hash=f"{name}-{number}")
            store.downloads.save_all([download(f"{name}-{number}-{nth}", owner=name) for nth in range(10)])
        store.notes(name).put("kept_house", kept_house)


def write_until_killed(path, wire):
    """Stop in the middle of a transaction and wait there for the end."""
    with open_store(path) as store:
        decided(store.ledger, owner="doomed", hash="committed")
        with store.transaction():
            decided(store.ledger, owner="doomed", hash="not committed")
            wire.send("in the middle")
            wire.recv()


def write_on(path, name, wire):
    """Begin to write while another holds the lock."""
    with open_store(path) as store:
        wire.send("ready")
        wire.recv()
        decided(store.ledger, owner=name)
    wire.send("written")
