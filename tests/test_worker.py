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


@pytest.mark.parametrize(
    ("rule", "options", "told"),
    [
        ("stalled", {"Strikes": 0}, "The plugin stalled does not run. Nothing is removed: it might have objected."),
        ("stallde", {}, "The plugin stallde does not run: load error: no installed distribution provides a plugin"),
    ],
)
def test_why_a_rule_does_not_run_is_said_once(store, caplog, rule, options, told):
    section = InstanceSection("Echo", "echo", True, {}, {rule: options})
    worker = Worker(Idle(), section, Settings(), [], store)
    worker._say_how_plugins_are()
    of_rule = [message for message in caplog.messages if rule in message]
    assert of_rule[-1].startswith(told)
    assert "".join(of_rule).count("greater than or equal to 1") == len(options)


def test_a_rule_that_is_out_of_place_is_said_to_be_and_holds_nothing_up(store, caplog):
    section = InstanceSection("Echo", "echo", True, {}, {"orphans": {}})
    worker = Worker(Idle(), section, Settings(), [], store)
    worker._say_how_plugins_are()
    (told,) = [message for message in caplog.messages if "orphans" in message]
    assert "write its options below [qBit.Plugins.orphans]" in told
    assert "Nothing is removed" not in told
