"""PostgreSQL in the place of the file: what is particular to a server that others run."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from urllib.parse import urlsplit

import peewee
import pytest

from qbitrr.store import postgres
from qbitrr.store.database import copy_for_dry_run, open_store, prepare
from qbitrr.store.schema import StoreNotReady
from qbitrr.store.where import named

from .rows import begun, decided, download, hold

pytestmark = pytest.mark.postgres


@pytest.fixture
def store(url):
    with open_store(url) as store:
        yield store


@pytest.fixture
def cut(server, url):
    """Have the server end all connections, as one does that starts anew."""
    name = urlsplit(url).path.lstrip("/")
    sql = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()"
    return lambda: server.asked("postgres", sql)


@pytest.fixture
def empty(server):
    """A database that nobody has prepared."""
    with server.database() as name:
        yield server.url(name)


def remembering(where, now):
    """A store with something of each kind in it."""
    with open_store(where) as store:
        store.downloads.save_all([download(), download("b" * 40, completed_at=now)])
        decided(store.ledger, dry_run=True, evidence={"idle": 3, "names": ["\N{SNOWMAN}"]})
        decided(store.ledger)
        hold(store.quarantine, torrent_file=b"d4:info\0\xffe", tags=frozenset({"hd"}), at=now)
        begun(store.journal)
        store.searches.record("Radarr-4K", (1, 2), "A film", now, "replaced")
        store.freezes.freeze("qBit", "many", now)
        store.notes("persons").put("protect/qBit/a", {"until": None})


def remembered(where, now):
    with open_store(where) as store:
        return {
            "downloads": store.downloads.known("Radarr-4K"),
            "ledger": store.ledger.recent(9),
            "held": store.quarantine.held(),
            "journal": store.journal.unsettled(),
            "searches": store.searches.recent(now),
            "freeze": store.freezes.current("qBit"),
            "notes": store.notes("persons").all(),
        }


def test_a_lost_connection_is_made_again_for_a_look(store, cut):
    store.notes("x").put("a", 1)
    cut()
    assert store.notes("x").get("a") == 1


@pytest.mark.parametrize(
    "write",
    [
        lambda store: store.notes("x").put("a", 1),
        lambda store: store.downloads.save_all([download()]),
        lambda store: decided(store.ledger),
    ],
    ids=["a note", "in a transaction", "an entry"],
)
def test_a_lost_connection_is_made_again_to_write(store, cut, write):
    store.notes("x").get("a")
    cut()
    write(store)
    assert (store.notes("x").get("a"), len(store.downloads.known("Radarr-4K")), len(store.ledger.recent(9))) in (
        (1, 0, 0),
        (None, 1, 0),
        (None, 0, 1),
    )


def test_a_connection_that_is_lost_within_a_transaction_undoes_it(store, cut):
    def write():
        with store.transaction():
            store.notes("x").put("a", 1)
            cut()
            store.notes("x").put("b", 2)

    with pytest.raises(peewee.PeeweeException):
        write()
    assert store.notes("x").all() == {}


def test_a_server_that_is_away_is_an_error_until_it_is_back(server, store):
    store.notes("x").put("a", 1)
    server.stop()
    for _ in range(2):
        with pytest.raises(peewee.PeeweeException):
            store.notes("x").get("a")
        with pytest.raises(peewee.PeeweeException):
            store.notes("x").put("a", 2)
    server.start()
    assert store.notes("x").get("a") == 1
    store.notes("x").put("a", 2)
    assert store.notes("x").get("a") == 2


def test_a_server_that_is_away_is_an_error_at_once_when_a_store_is_opened(server, url):
    server.stop()
    try:
        with pytest.raises(peewee.OperationalError, match="refused"):
            open_store(url)
    finally:
        server.start()


def test_a_dry_run_works_on_a_file_with_all_that_is_remembered(url, tmp_path, now):
    remembering(url, now)
    assert copy_for_dry_run(url, tmp_path / "dry.db") is None
    assert remembered(tmp_path / "dry.db", now) == remembered(url, now)
    with open_store(tmp_path / "dry.db") as dry:
        decided(dry.ledger)
    with open_store(url) as store:
        assert len(store.ledger.recent(9)) == 2


def test_a_dry_run_before_the_first_run_starts_empty(empty, tmp_path):
    assert copy_for_dry_run(empty, tmp_path / "dry.db") is None
    with open_store(tmp_path / "dry.db") as dry:
        assert dry.downloads.known("Radarr-4K") == {}
    with pytest.raises(StoreNotReady):
        open_store(empty)


def test_an_empty_database_takes_over_what_the_file_remembers(path, empty, now):
    remembering(path, now)
    said = prepare(empty, former=path)
    assert f"What {path} remembers was put into the database t" in said
    (aside,) = path.parent.glob("qbitrr.db.taken-over-*Z")
    assert not path.exists()
    assert remembered(empty, now) == remembered(aside, now)


def test_a_file_that_remembers_nothing_is_not_worth_a_word(path, empty):
    assert prepare(empty, former=path) is None


def test_a_damaged_file_is_left_to_a_person(path, empty):
    path.write_bytes(b"SQLite format 3\0" + b"nonsense" * 1000)
    with pytest.raises(StoreNotReady, match="Move it away"):
        prepare(empty, former=path)
    assert path.exists()


def test_what_comes_after_is_numbered_after_what_was_taken_over(path, empty, now):
    remembering(path, now)
    prepare(empty, former=path)
    with open_store(empty) as store:
        newest = store.ledger.newest()
        assert decided(store.ledger) == newest + 1


def test_a_database_that_has_something_is_not_mixed_with_the_file(path, url, now):
    remembering(path, now)
    with open_store(url) as store:
        store.notes("x").put("a", 1)
    assert prepare(url, former=path) is None
    with open_store(url) as store:
        assert store.downloads.known("Radarr-4K") == {}


def test_a_file_that_a_newer_version_wrote_is_not_taken_over(path, empty):
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO schema_migration (name, applied) VALUES ('0999_later', '2030-01-01')")
    with pytest.raises(Exception, match="newer version"):
        prepare(empty, former=path)
    assert prepare(empty) is None


def test_a_name_with_what_a_database_does_not_take_is_kept_with_a_question_mark(store):
    named_so = download(name="A\0film\ud800")
    store.downloads.save_all([named_so])
    assert list(store.downloads.known("Radarr-4K").values()) == [replace(named_so, name="A?film?")]


def test_an_address_is_told_without_its_password():
    assert named("postgresql://me:secret@db.example:5433/qbitrr") == "qbitrr at db.example:5433"


def test_without_its_driver_it_is_said_how_to_install_it(monkeypatch):
    monkeypatch.setattr(postgres, "find_spec", lambda name: None)
    with pytest.raises(StoreNotReady, match=r"pip install 'qbitrr-core\[postgres\]'"):
        open_store("postgresql://db.example/qbitrr")


def test_a_user_and_a_password_may_have_any_character():
    database = postgres.database_at("postgresql://m%40e:p%2F%3A%40@db.example/qbitrr?sslmode=require")
    assert (database.connect_params["user"], database.connect_params["password"]) == ("m@e", "p/:@")
    assert (database.database, database.connect_params["sslmode"]) == ("qbitrr", "require")
