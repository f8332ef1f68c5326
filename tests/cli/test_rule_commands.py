"""Commands of a rule: in which section they are asked, and what they know there."""

import json

import pytest
from typer.testing import CliRunner

from qbitrr.cli.app import app
from qbitrr.store.database import open_store

HASH = "a" * 40
SECTIONS = """
[Radarr-HD]
URI = "http://127.0.0.1:1"
APIKey = "k"

[[Plugins.obligations.Rows]]
Host = "example.org"
MinRatio = 1.0

[[Radarr-HD.Plugins.obligations.Rows]]
Host = "example.org"
MinRatio = 2.0

[qBit.Plugins.orphans]
"""


@pytest.fixture
def house(world):
    world.configure(world.config.read_text() + SECTIONS)
    account = {"since": "2026-01-02T00:00:00Z"}
    with world.store() as store:
        for section in ("Radarr-4K", "Radarr-HD"):
            notes = store.notes(f"{section}/obligations")
            notes.put(f"qBit/{HASH}", {"share": 100, "name": section, "rows": {"example.org\n\n\n": account}})
    return world


def run(house, *arguments):
    env = {**house.environ, "COLUMNS": "80", "QBITRR_OVERRIDES_DATA_PATH": str(house.folder)}
    return CliRunner().invoke(app, arguments, env=env, prog_name="qbitrr")


def ledger(house, command):
    told = json.loads(run(house, command, "--json").stdout)
    return told["section"], [(one["name"], one["rows"][0]["asks"]) for one in told["torrents"]]


@pytest.mark.parametrize(
    ("command", "section", "asks"),
    [
        ("obligations", "Radarr-4K", "ratio 1"),
        ("Obligations", "Radarr-4K", "ratio 1"),
        ("Radarr-4K.obligations", "Radarr-4K", "ratio 1"),
        ("radarr-hd.obligations", "Radarr-HD", "ratio 2"),
    ],
)
def test_a_rule_is_asked_in_its_first_section_or_in_the_one_that_is_named(house, command, section, asks):
    assert ledger(house, command) == (section, [(section, asks)])


def test_a_section_without_the_rule_has_no_such_command(house):
    told = run(house, "Sonarr.obligations")
    assert told.exit_code == 2
    assert "No such command" in told.stderr


def test_it_reads_while_somebody_writes(house):
    with open_store(house.folder / "qbitrr.db") as store, store.transaction():
        store.notes("Radarr-4K/obligations").put("qBit/b", {})
        assert "owes since 2026-01-02  aaaaaaaa Radarr-4K" in run(house, "obligations").stdout


def test_before_there_is_a_database_it_is_a_sentence(world):
    world.configure(world.config.read_text() + SECTIONS)
    told = run(world, "obligations")
    assert told.exit_code == 1
    assert "Traceback" not in told.stderr
    assert len(told.stderr.splitlines()) == 1


OUT_OF_PLACE = """
[Plugins.orphans]
MinAge = "2h"
"""


def test_a_rule_of_a_client_is_asked_there_though_it_stands_for_every_section_as_well(house):
    house.configure(house.config.read_text() + OUT_OF_PLACE)
    told = run(house, "orphans")
    assert told.exit_code == 1
    assert "no folder is configured" in told.stderr


def test_a_rule_of_a_client_that_stands_elsewhere_says_where_it_belongs(world):
    world.configure(world.config.read_text() + OUT_OF_PLACE)
    for command in ("orphans", "Radarr-4K.orphans"):
        told = run(world, command)
        assert told.exit_code == 1
        assert "write its options below [qBit.Plugins.orphans]" in told.stderr


@pytest.mark.parametrize("command", ["orphans", "qBit.orphans"])
def test_a_rule_of_a_client_alone_has_commands_too(house, command):
    told = run(house, command)
    assert told.exit_code == 1
    assert "no folder is configured" in told.stderr
