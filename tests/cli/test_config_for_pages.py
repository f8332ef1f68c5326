"""What front ends ask of the configuration: schemas for their forms, and what another file would come to."""

import json

import jsonschema
import pytest
from typer.testing import CliRunner

from qbitrr.cli.app import app
from qbitrr.cli.config_schema import every_schema
from qbitrr.testing.http import Fault
from tests.cli.conftest import TITLE


@pytest.fixture(scope="module")
def schemas():
    found, problems = every_schema()
    assert problems == {}
    return found


def property_of(schemas, name, key):
    return schemas[name]["properties"][key]


@pytest.mark.parametrize(
    ("name", "kind", "heading"),
    [
        ("Settings", "settings", "Settings"),
        ("qBit", "client", "qBit"),
        ("WebUI", "webui", "WebUI"),
        ("radarr", "app", "Radarr"),
        ("stalled", "rule", "Plugins.stalled"),
        ("space", "rule", "qBit.Plugins.space"),
    ],
)
def test_there_is_a_schema_of_each_section_and_rule(schemas, name, kind, heading):
    assert (schemas[name]["x-kind"], schemas[name]["x-heading"]) == (kind, heading)


def test_every_schema_is_one(schemas):
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert json.loads(json.dumps(schema)) == schema


def test_every_option_of_every_schema_is_described_and_has_its_place(schemas):
    for name, schema in schemas.items():
        properties = schema["properties"].items()
        assert [shown["x-order"] for _, shown in properties] == list(range(len(properties)))
        assert [key for key, shown in properties if not shown.get("description")] == [], name


def test_defaults_are_as_they_stand_in_the_file(schemas):
    assert property_of(schemas, "Settings", "LoopSleepTimer")["default"] == "5s"
    assert property_of(schemas, "Settings", "LoopSleepTimer")["format"] == "duration"
    assert schemas["Settings"]["$defs"]["Safety"]["properties"]["MaxRemovedSize"]["default"] == "1T"
    assert schemas["Settings"]["$defs"]["Safety"]["properties"]["MaxRemovedSize"]["format"] == "size"
    assert property_of(schemas, "slow", "MinSpeed")["default"] == -1


@pytest.mark.parametrize(("name", "key"), [("qBit", "Password"), ("radarr", "APIKey"), ("WebUI", "Token")])
def test_secrets_are_marked_and_have_no_default(schemas, name, key):
    shown = property_of(schemas, name, key)
    assert shown["writeOnly"]
    assert "default" not in shown


def test_the_cores_own_keys_come_first(schemas):
    assert list(schemas["stalled"]["properties"])[:2] == ["Enabled", "Trust"]
    assert next(iter(schemas["radarr"]["properties"])) == "Managed"
    assert schemas["stalled"]["$defs"]["Trust"]["enum"] == ["observe", "tag", "quarantine", "remove"]


def test_the_schemas_are_listed():
    told = CliRunner().invoke(app, ["config", "schema"], prog_name="qbitrr").stdout
    assert "stalled: " in told


# Another file


def other(world, before, after):
    """The file in use with something else in it, beside it."""
    path = world.folder / "other.toml"
    path.write_text(world.config.read_text().replace(before, after))
    return path


def piped(world, *arguments, text):
    """What a command says of a configuration that comes on standard input."""
    told = CliRunner().invoke(
        app, [*arguments, "--json", "--data", str(world.folder)], env=world.environ, input=text, prog_name="qbitrr"
    )
    return json.loads(told.stdout)


def test_another_file_is_checked_and_the_one_in_use_stays(world):
    before = world.config.read_text()
    told = world.json("config", "check", "--offline", "--file", str(other(world, "Strikes = 1", "Strikes = 0")))
    assert {"Radarr-4K.Plugins.stalled"} == {problem["section"] for problem in told["problems"] if problem["fatal"]}
    assert not told["ok"]
    assert world.config.read_text() == before
    assert world.json("config", "check", "--offline")["ok"]


def test_a_candidate_is_taken_from_standard_input_and_leaves_no_file(world, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "private"))
    (tmp_path / "private").mkdir()
    told = piped(world, "config", "check", "--offline", "--file", "-", text='[qBit]\nPassword = "hunter2"\nPort = 0\n')
    assert {(one["section"], one["key"]) for one in told["problems"]} == {("qBit", "Port")}
    assert "hunter2" not in str(told)
    assert list((tmp_path / "private").iterdir()) == []


@pytest.mark.parametrize(
    ("before", "after", "names"),
    [
        ("Strikes = 1", "Strikes = 1", []),
        ("Strikes = 1", "Strikes = 2", ["Radarr-4K"]),
        ("PollInterval = 0.1", "PollInterval = 0.2", ["qBit"]),
        ("# the rules", '[Radarr-New]\nURI = "http://x"\nAPIKey = "abc"', ["Radarr-New"]),
    ],
)
def test_it_is_said_which_processes_would_start_anew(world, before, after, names):
    path = other(world, before, after)
    assert world.json("config", "check", "--offline", "--file", str(path))["restarts"] == names


def test_the_candidates_connections_are_tried(world):
    path = other(world, 'UserName = "admin"', 'UserName = "nobody"')
    tried = {one["name"]: one for one in world.json("config", "check", "--file", str(path))["connections"]}
    assert (tried["qBit"]["ok"], tried["Radarr-4K"]["ok"]) == (False, True)


# What would be done with it


def test_a_preview_looks_with_the_other_configuration(world, stalled):
    strict = other(world, "Grace = 0", "Grace = 0")
    told = world.json("config", "preview", "--file", str(strict))
    assert told["ok"]
    assert [(row["name"], row["action"]) for row in told["plan"]] == [(TITLE, "remove")]
    assert told["counts"] == {"remove": 1}
    assert {one["name"]: one["ok"] for one in told["connections"]} == {"qBit": True, "Radarr-4K": True}
    lenient = other(world, 'StallTimeout = "10m"', 'StallTimeout = "10d"')
    told = world.json("config", "preview", "--file", str(lenient))
    assert (told["judged"], told["plan"], told["counts"]) == (1, [], {})
    assert world.qbittorrent.torrents[stalled]


def test_a_preview_changes_nothing(world, stalled):
    before = world.config.read_text()
    world.json("config", "preview", "--file", str(other(world, "Grace = 0", "Grace = 0")))
    assert stalled in world.qbittorrent.torrents
    assert not (world.folder / "qbitrr.db").exists()
    assert world.config.read_text() == before


def test_a_preview_says_who_does_not_answer(world):
    world.radarr.fail(Fault(drop=True))
    told = world.json("config", "preview")
    (app,) = (one for one in told["connections"] if one["name"] == "Radarr-4K")
    assert not app["ok"]
    assert any("Radarr-4K" in note for note in told["notes"])


def test_a_section_that_cannot_run_costs_a_preview_only_itself(world, stalled):
    path = other(world, "# the rules", '[Sonarr]\nURI = "nowhere"')
    told = world.json("config", "preview", "--file", str(path))
    assert not told["ok"]
    assert [row["section"] for row in told["plan"]] == ["Radarr-4K"]
    assert {one["name"]: one["ok"] for one in told["connections"]}["Sonarr"] is False


def test_a_client_that_is_configured_otherwise_is_reached_directly(world, stalled):
    def answered(before, after):
        told = world.json("config", "preview", "--file", str(other(world, before, after)))
        return {one["name"]: one["ok"] for one in told["connections"]}["qBit"]

    world.daemon()
    assert not answered('UserName = "admin"', 'UserName = "nobody"')
    assert world.until(lambda: answered("Grace = 0", "Grace = 1"))


def test_a_preview_is_printed_for_people(world, stalled):
    told = world("config", "preview", width=200)
    assert told.exit_code == 0
    assert TITLE in told.stdout
