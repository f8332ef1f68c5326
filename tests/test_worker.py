"""A worker's end."""

import logging

import pytest
from peewee import OperationalError

from qbitrr.config import InstanceSection, Settings
from qbitrr.store.database import open_store, prepare
from qbitrr.worker import Worker


class Idle:
    """A life in which nothing happens."""

    def beat(self):
        pass


@pytest.fixture
def store(tmp_path):
    prepare(tmp_path / "qbitrr.db")
    with open_store(tmp_path / "qbitrr.db") as opened:
        yield opened


def test_a_database_that_is_held_at_the_end_is_said_and_no_crash(store, monkeypatch, caplog):
    worker = Worker(Idle(), InstanceSection("Echo", "echo", True, {}, {}), Settings(), [], store)

    def locked(_):
        raise OperationalError("database is locked")

    monkeypatch.setattr(worker._cycling, "_save", locked)
    with caplog.at_level(logging.WARNING):
        worker.close()
    assert "the last minute's progress is not stored: database is locked" in caplog.text
