"""A database is made, kept safe when damaged, and opened by each process for itself."""

import sqlite3
import stat
import threading
from contextlib import closing

import peewee
import pytest

from qbitrr.store.database import copy_for_dry_run, open_store, prepare
from qbitrr.store.schema import StoreNotReady, StoreTooNew

from .rows import download


def asked(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchone()[0]


def change(path, sql):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql)


def test_a_new_database_belongs_to_its_owner_only(tmp_path):
    path = tmp_path / "new" / "qbitrr.db"
    assert prepare(path) is None
    with open_store(path) as store:
        store.notes("web").put("secret", 1)
        files = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert files == dict.fromkeys(("qbitrr.db", "qbitrr.db-wal", "qbitrr.db-shm"), 0o600)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(("pragma", "answer"), [("journal_mode", "wal"), ("auto_vacuum", 2)])
def test_the_file_keeps_its_settings(path, pragma, answer):
    assert asked(path, f"PRAGMA {pragma}") == answer


@pytest.mark.parametrize(("pragma", "answer"), [("synchronous", 1), ("foreign_keys", 1), ("busy_timeout", 30_000)])
def test_each_connection_has_its_settings(path, pragma, answer):
    with open_store(path) as store:
        assert store._database.pragma(pragma) == answer


def test_a_file_made_without_incremental_vacuum_is_converted(tmp_path):
    path = tmp_path / "old.db"
    change(path, "CREATE TABLE other (x)")
    prepare(path)
    assert asked(path, "PRAGMA auto_vacuum") == 2


def test_preparing_again_keeps_what_is_there(where):
    with open_store(where) as store:
        store.downloads.save_all([download()])
    assert prepare(where) is None
    with open_store(where) as store:
        assert len(store.downloads.known("Radarr-4K")) == 1


def spoil_all(path):
    path.write_bytes(b"not a database at all" * 1000)


def spoil_pages(path):
    content = bytearray(path.read_bytes())
    content[4096:-4096] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)


def cut_short(path):
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize("spoil", [spoil_all, spoil_pages, cut_short])
def test_a_damaged_file_is_kept_and_a_new_one_made(path, spoil):
    spoil(path)
    spoiled = path.read_bytes()
    sentence = prepare(path)
    (aside,) = path.parent.glob("qbitrr.db.damaged-*Z")
    assert "damaged" in sentence
    assert aside.name in sentence
    assert aside.read_bytes() == spoiled
    with open_store(path) as store:
        assert store.downloads.known("Radarr-4K") == {}


def test_the_write_ahead_log_of_a_damaged_file_is_kept_beside_it(path):
    spoil_all(path)
    path.with_name("qbitrr.db-wal").write_bytes(b"what was written last")
    prepare(path)
    (log,) = path.parent.glob("qbitrr.db.damaged-*Z-wal")
    assert log.read_bytes() == b"what was written last"


def test_what_a_killed_process_wrote_last_is_not_lost(path, tmp_path):
    left = tmp_path / "left"
    left.mkdir()
    with open_store(path) as store:
        store.notes("x").put("a", 1)
        for part in ("qbitrr.db", "qbitrr.db-wal"):
            (left / part).write_bytes((tmp_path / part).read_bytes())
    assert prepare(left / "qbitrr.db") is None
    with open_store(left / "qbitrr.db") as store:
        assert store.notes("x").get("a") == 1


def test_a_file_that_cannot_be_read_is_not_taken_for_damaged(tmp_path):
    folder = tmp_path / "qbitrr.db"
    folder.mkdir()
    with pytest.raises(OSError):  # noqa: PT011 -- whatever the system calls it
        prepare(folder)
    assert folder.is_dir()


@pytest.mark.parametrize("opened", [prepare, open_store])
def test_a_newer_database_is_refused_and_not_touched(path, opened):
    change(path, "INSERT INTO schema_migration (name, applied) VALUES ('0999_later', '2030-01-01')")
    before = path.read_bytes()
    with pytest.raises(StoreTooNew, match="0999_later"):
        opened(path)
    assert path.read_bytes() == before
    assert list(path.parent.glob("*damaged*")) == []


def test_nothing_is_made_by_opening(tmp_path):
    with pytest.raises(StoreNotReady):
        open_store(tmp_path / "qbitrr.db")
    assert list(tmp_path.iterdir()) == []


def test_an_older_database_waits_for_the_main_process(tmp_path):
    path = tmp_path / "qbitrr.db"
    change(path, "CREATE TABLE download (x)")
    with pytest.raises(StoreNotReady):
        open_store(path)


def test_a_read_only_store_reads_and_does_not_write(where):
    with open_store(where) as store:
        store.notes("x").put("a", 1)
    with open_store(where, read_only=True) as store:
        assert store.notes("x").get("a") == 1
        with pytest.raises(peewee.PeeweeException, match=r"read-?only"):
            store.notes("x").put("a", 2)


def test_two_stores_in_one_process_know_nothing_of_each_other(tmp_path):
    paths = tmp_path / "one.db", tmp_path / "two.db"
    for path in paths:
        prepare(path)
    with open_store(paths[0]) as one, open_store(paths[1]) as two:
        one.notes("x").put("a", 1)
        with two.transaction():
            two.notes("x").put("a", 2)
            assert one.notes("x").get("a") == 1
        assert two.notes("x").get("a") == 2


def test_a_transaction_is_all_or_nothing(store, now):
    def fail_half_way():
        with store.transaction():
            store.downloads.save_all([download()])
            store.freezes.freeze("qBit", "many", now)
            raise LookupError

    with pytest.raises(LookupError):
        fail_half_way()
    assert store.downloads.known("Radarr-4K") == {}
    assert store.freezes.current("qBit") is None


def test_a_store_belongs_to_the_thread_that_opened_it(path):
    caught = []

    def use():
        try:
            store.downloads.known("Radarr-4K")
        except peewee.InterfaceError as error:
            caught.append(error)

    with open_store(path) as store:
        thread = threading.Thread(target=use)
        thread.start()
        thread.join()
    assert len(caught) == 1


def test_a_dry_run_gets_the_last_committed_state_and_changes_only_its_own(path, tmp_path):
    target = tmp_path / "dry" / "dry.db"
    with open_store(path) as store:
        store.notes("x").put("a", 1)
        with store.transaction():
            store.notes("x").put("a", 2)
            assert copy_for_dry_run(path, target) is None
        with open_store(target) as dry:
            assert dry.notes("x").get("a") == 1
            dry.notes("x").put("a", 3)
        assert store.notes("x").get("a") == 2
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_second_dry_run_starts_afresh(where, tmp_path):
    target = tmp_path / "dry.db"
    copy_for_dry_run(where, target)
    with open_store(target) as dry:
        dry.notes("x").put("a", 1)
    copy_for_dry_run(where, target)
    with open_store(target) as dry:
        assert dry.notes("x").get("a") is None


def test_a_dry_run_before_the_first_run_starts_empty_and_makes_no_store(tmp_path):
    copy_for_dry_run(tmp_path / "none.db", tmp_path / "dry.db")
    with open_store(tmp_path / "dry.db") as dry:
        assert dry.downloads.known("Radarr-4K") == {}
    assert not (tmp_path / "none.db").exists()
