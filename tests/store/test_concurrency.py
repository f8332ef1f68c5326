"""Several processes write at once: no write is lost, and the death of one delays nobody."""

import multiprocessing

import pytest

from qbitrr.store.database import open_store

from .writers import write_all, write_on, write_until_killed

pytestmark = pytest.mark.slow

SPAWN = multiprocessing.get_context("spawn")
WRITERS, ROUNDS = 4, 100


def ended(process):
    process.join(60)
    code = process.exitcode
    process.close()
    return code


def test_no_write_is_lost_and_none_fails(where):
    ready, go = SPAWN.Semaphore(0), SPAWN.Event()
    names = [f"Radarr-{number}" for number in range(WRITERS)]
    processes = [SPAWN.Process(target=write_all, args=(where, name, ROUNDS, ready, go)) for name in names]
    for process in processes:
        process.start()
    for _ in processes:
        assert ready.acquire(timeout=60)
    go.set()
    assert [ended(process) for process in processes] == [0] * WRITERS
    with open_store(where) as store:
        assert store.notes("common").get("count") == WRITERS * ROUNDS
        assert len(store.ledger.recent(9999)) == WRITERS * ROUNDS
        assert [len(store.downloads.known(name)) for name in names] == [ROUNDS * 10] * WRITERS
        assert sorted(store.notes(name).get("kept_house") for name in names) == [False] * (WRITERS - 1) + [True]


def test_a_writer_killed_in_the_middle_leaves_the_lock_and_nothing_half_written(where):
    doomed_wire, its_end = SPAWN.Pipe()
    other_wire, other_end = SPAWN.Pipe()
    doomed = SPAWN.Process(target=write_until_killed, args=(where, its_end))
    other = SPAWN.Process(target=write_on, args=(where, "survivor", other_end))
    with doomed_wire, its_end, other_wire, other_end:
        doomed.start()
        other.start()
        assert other_wire.recv() == "ready"
        assert doomed_wire.recv() == "in the middle"
        other_wire.send("go")
        assert not other_wire.poll(0.2), "the lock is held"
        doomed.kill()
        assert ended(doomed) == -9
        assert other_wire.poll(20)
        assert ended(other) == 0
    with open_store(where) as store:
        assert {entry.owner: entry.hash[:9] for entry in store.ledger.recent(9)} == {
            "survivor": "aaaaaaaaa",
            "doomed": "committed",
        }
