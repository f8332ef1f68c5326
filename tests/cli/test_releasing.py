"""``qbitrr release``: past an obligation, for one torrent, typed."""

import pytest
from typer.testing import CliRunner

from qbitrr import persons
from qbitrr.cli import releasing
from qbitrr.cli.app import app
from qbitrr.control.trouble import Trouble
from tests.cli.saying import DONE, HALF, furnish, ledger
from tests.store.rows import download

OWED = "This would break an obligation: seeds keeps it: 3 more days."


@pytest.fixture
def house(household, monkeypatch):
    monkeypatch.setattr(releasing, "_owed", lambda _place, _meant: (OWED,))
    return furnish(household)


def released(house):
    with house.store() as store:
        return persons.said_of(store, persons.RELEASED)


def typing(house, text, *arguments):
    env = {**house.environ, "COLUMNS": "80"}
    return CliRunner().invoke(app, [*arguments, "--data", str(house.folder)], input=text, env=env, prog_name="qbitrr")


def test_the_beginning_of_the_hash_must_be_typed(house):
    told = typing(house, "aaaaaaaa\n", "release", "Done.Film")
    assert told.exit_code == 0
    assert OWED in told.stderr
    assert released(house) == {("qBit", DONE)}
    assert ledger(house) == [("release", DONE, "done")]


@pytest.mark.parametrize("typed", ["y", "aaaaaaa", "bbbbbbbb", ""])
def test_anything_else_changes_nothing(house, typed):
    told = typing(house, f"{typed}\n", "release", "Done.Film")
    assert told.exit_code == 1
    assert released(house) == frozenset()
    assert ledger(house) == []


@pytest.mark.parametrize(("typed", "status"), [(DONE, 0), ("AAAAAAAA", 0), (HALF, 1), ("aaaaaaa", 1)])
def test_a_script_says_the_hash(house, typed, status):
    told = house("release", "Done.Film", "--confirm", typed)
    assert told.exit_code == status
    assert bool(released(house)) is not bool(status)


def test_a_release_is_taken_back(house):
    house("release", DONE, "--confirm", DONE)
    assert house("release", DONE, "--undo").exit_code == 0
    assert released(house) == frozenset()
    assert [action for action, *_ in ledger(house)] == ["release", "bind"]


def test_only_a_release_can_be_taken_back(house):
    told = house("release", DONE, "--undo")
    assert told.exit_code == 1
    assert "was not released" in told.stderr


def test_scripts_are_told_what_it_owed(house):
    told = house.json("release", DONE, "--confirm", DONE)
    assert told == {"hash": DONE, "name": "Done.Film", "client": "qBit", "owed": [OWED]}


def test_what_it_owes_is_unknown_while_nobody_can_look(household, monkeypatch):
    def away(_place):
        raise Trouble("qBit does not answer.")

    monkeypatch.setattr(releasing, "looked", away)
    told = furnish(household).json("release", DONE, "--confirm", DONE)
    assert told["owed"] == ["What it still owes is not known now. qBit does not answer."]


def test_what_it_owes_is_asked_of_the_rules_of_now(world, stalled):
    with world.store() as store:
        store.downloads.save_all([download(stalled, name="Metropolis")])
    told = world.json("release", stalled, "--confirm", stalled)
    assert told["owed"] == ["No rule says now that it owes anything."]
