"""The first start, the configuration commands and the plugins' switches."""

import tomllib

import pytest

from qbitrr.testing.http import Fault
from qbitrr.testing.simulated_prowlarr import SimulatedProwlarr
from tests.cli.conftest import plainly


def test_the_first_start_writes_the_file_and_says_what_to_fill_in(household):
    told = household("run")
    assert told.exit_code == 1
    assert "[Radarr] URI, APIKey" in told.stderr
    tables = tomllib.loads(household.config.read_text())
    assert {"Settings", "qBit", "Radarr", "Plugins"} <= tables.keys()
    assert tables["Plugins"]["stalled"]["Enabled"] is False


def test_a_second_start_without_filling_in_says_it_again(household):
    household("run")
    before = household.config.read_text()
    told = household("run")
    assert told.exit_code == 1
    assert "[Radarr] URI, APIKey" in told.stderr
    assert household.config.read_text() == before


def test_init_never_overwrites(household):
    household.configure("# mine\n")
    told = household("config", "init")
    assert told.exit_code == 1
    assert "stays as it is" in told.stderr
    assert household.config.read_text() == "# mine\n"


def test_init_says_what_to_fill_in(household):
    told = household("config", "init")
    assert told.exit_code == 0
    assert "[Radarr] APIKey" in told.stdout


def test_check_says_everything_at_once(household):
    household.configure("""\
[Settings]
LoopSleepTimer = "soon"
[qBit]
Hots = "localhost"
[Radarr]
URI = "nowhere"
[Plugins.stalled]
Strikes = 0
""")
    told = household.json("config", "check", "--offline")
    found = {(problem["section"], problem["key"]) for problem in told["problems"]}
    assert {
        ("Settings", "LoopSleepTimer"),
        ("qBit", "Hots"),
        ("Radarr", "URI"),
        ("Radarr", "APIKey"),
        ("Radarr.Plugins.stalled", "Strikes"),
    } <= found
    assert not told["ok"]
    assert household("config", "check", "--offline").exit_code == 1
    assert "did you mean Host?" in household("config", "check", "--offline", width=200).stdout


def test_check_tries_each_client_and_app(world):
    told = world.json("config", "check")
    assert told["ok"]
    assert {"name": "qBit", "ok": True, "said": "it answers and has 0 torrents"} in told["connections"]
    assert {one["name"] for one in told["connections"]} == {"qBit", "Radarr-4K"}


@pytest.mark.parametrize("away", [False, True])
def test_check_tries_what_tells_of_indexers(world, away):
    with SimulatedProwlarr() as prowlarr:
        prowlarr.add_indexer("One")
        if away:
            prowlarr.fail(Fault(drop=True))
        world.configure(
            world.config.read_text()
            + f'\n[Plugins.prowlarr]\nEnabled = true\nURI = "{prowlarr.url}"\nAPIKey = "{prowlarr.api_key}"\n'
        )
        tried = {one["name"]: one for one in world.json("config", "check")["connections"]}
    assert tried["prowlarr"]["ok"] != away
    assert away or tried["prowlarr"]["said"] == "tells of 1 indexer"


def test_what_does_not_answer_only_warns(world):
    world.radarr.fail(Fault(drop=True))
    told = world("config", "check")
    assert told.exit_code == 0
    assert "Radarr-4K" in told.stdout
    assert "failed" in told.stdout


def test_a_variable_that_sets_nothing_is_told(world):
    told = world.json("config", "check", "--offline", QBITRR_RADARR_4K_APIKYE="x")
    assert any(problem["key"] == "QBITRR_RADARR_4K_APIKYE" for problem in told["problems"])


def test_a_file_that_is_no_toml_is_a_sentence(household):
    household.configure("[qBit\n")
    for command in (["config", "check"], ["plan"], ["run"], ["config", "show"]):
        told = household(*command)
        assert told.exit_code == 1
        assert "line 1" in told.stderr
        assert "Traceback" not in told.output


def test_show_says_where_each_value_is_from_and_hides_secrets(world):
    shown = {
        (one["section"], one["key"]): one
        for one in world.json("config", "show", QBITRR_QBIT_PORT="1234", QBITRR_QBIT_PASSWORD="hunter2")
    }
    assert shown["qBit", "Port"]["value"] == "1234"
    assert shown["qBit", "Port"]["source"] == "QBITRR_QBIT_PORT"
    assert shown["qBit", "Host"]["source"] == "file"
    assert shown["Settings", "DryRun"] == {
        "section": "Settings",
        "key": "DryRun",
        "value": "false",
        "source": "default",
    }
    assert shown["Radarr-4K.Plugins.stalled", "StallTimeout"]["value"] == '"10m"'
    text = world("config", "show", QBITRR_QBIT_PASSWORD="hunter2").output
    assert "hunter2" not in text
    assert world.radarr.api_key not in text


EVERY_KIND = """
[qBit.Plugins.orphans]
Folders = ["/downloads"]
HoldingFolder = "/downloads/.held"
[[Plugins.trackers.Rows]]
Host = "tracker.example.org"
Add = ["https://tracker.example.org/hunter2/announce"]
"""


def test_show_writes_folders_and_keeps_passkeys_to_itself(world):
    world.configure(world.config.read_text() + EVERY_KIND)
    shown = {(one["section"], one["key"]): one["value"] for one in world.json("config", "show")}
    assert shown["qBit.Plugins.orphans", "HoldingFolder"] == '"/downloads/.held"'
    assert "https://tracker.example.org/…" in shown["Radarr-4K.Plugins.trackers", "Rows"]
    assert "hunter2" not in world("config", "show").output


@pytest.mark.parametrize("wrong", ["MinAge = 60\nMaxShare = 7", 'MinAge = "60"\nFolders = 3'])
def test_show_says_as_it_stands_what_could_not_be_read(world, wrong):
    world.configure(world.config.read_text() + f"\n[qBit.Plugins.orphans]\n{wrong}\n")
    shown = {(one["section"], one["key"]): one["value"] for one in world.json("config", "show")}
    assert shown["qBit.Plugins.orphans", "MinAge"] in ("60", '"60"')


def test_the_example_is_toml_with_every_plugin():
    tables = tomllib.loads(plainly("config", "example").stdout)
    assert {"Settings", "qBit", "Radarr", "Plugins"} <= tables.keys()


@pytest.mark.parametrize(("command", "on"), [("enable", True), ("disable", False)])
def test_a_rule_is_switched_in_the_file_and_comments_stay(world, command, on):
    told = world("plugins", command, "stalled")
    assert told.exit_code == 0
    text = world.config.read_text()
    assert "# the rules" in text
    assert tomllib.loads(text)["Plugins"]["stalled"]["Enabled"] is on


@pytest.mark.parametrize(("command", "on"), [("enable", True), ("disable", False)])
def test_a_rule_for_clients_as_a_whole_is_switched_in_their_sections(world, command, on):
    told = world("plugins", command, "space")
    assert (told.exit_code, told.stderr) == (0, "")
    tables = tomllib.loads(world.config.read_text())
    assert "space" not in tables.get("Plugins", {})
    assert tables["qBit"]["Plugins"]["space"]["Enabled"] is on


SEEDBOX = """
[qBit-seedbox]
Host = "seedbox"
"""
OWN = """
[qBit-seedbox.Plugins.space]
KeepFree = "10G"
"""
EVERYWHERE = """
[Plugins.space]
[qBit-seedbox]
Host = "seedbox"
ManagedCategories = ["mine"]
[qBit.Plugins.space]
"""


def switched(world):
    """What each client's own table says of the rule."""
    tables = tomllib.loads(world.config.read_text())
    return {
        name: table["Plugins"]["space"]["Enabled"]
        for name, table in tables.items()
        if name.startswith("qBit") and "space" in table.get("Plugins", {})
    }


@pytest.mark.parametrize(("command", "on"), [("enable", True), ("disable", False)])
def test_a_rule_is_switched_for_those_clients_alone_for_which_it_is_configured(world, command, on):
    world.configure(world.config.read_text() + SEEDBOX + OWN)
    told = world("plugins", command, "space")
    assert (told.exit_code, told.stderr) == (0, "")
    assert switched(world) == {"qBit-seedbox": on}
    assert "for qBit-seedbox in" in told.stdout


def test_a_rule_that_is_configured_for_no_client_is_switched_for_all_and_they_are_named(world):
    world.configure(world.config.read_text() + SEEDBOX)
    told = world("plugins", "enable", "space")
    assert switched(world) == {"qBit": True, "qBit-seedbox": True}
    assert "space is on for qBit and qBit-seedbox in" in told.stdout


def test_a_rule_for_clients_is_not_switched_where_there_is_no_client(world):
    world.configure("[Settings]\n")
    told = world("plugins", "enable", "space")
    assert told.exit_code == 1
    assert "no section such as [qBit]" in told.stderr
    assert world.config.read_text() == "[Settings]\n"


def test_a_client_for_which_the_rule_stays_on_by_the_table_for_every_section_is_told(world):
    world.configure(world.config.read_text() + EVERYWHERE)
    told = world("plugins", "disable", "space")
    assert switched(world) == {"qBit": False}
    assert "it still holds in: qBit-seedbox" in told.stderr


@pytest.mark.parametrize("unused", ["Disabled = true", "Port = 0"])
def test_a_client_that_is_left_alone_is_not_said_to_have_a_variable(world, unused):
    world.configure(world.config.read_text() + SEEDBOX + f"{unused}\n" + OWN)
    told = world("plugins", "enable", "space")
    assert (told.exit_code, told.stderr) == (0, "")
    assert switched(world) == {"qBit-seedbox": True}


def test_a_clients_own_table_that_keeps_a_rule_on_is_told(world):
    world.configure(world.config.read_text() + "\n[qBit.Plugins.stalled]\nEnabled = true\n")
    told = world("plugins", "disable", "stalled")
    assert "its own table says otherwise in: qBit" in told.stderr


def test_a_client_in_which_rules_hold_only_when_named_does_not_say_otherwise(world):
    world.configure(world.config.read_text() + '\n[qBit.Plugins.space]\nKeepFree = "10G"\n')
    told = world("plugins", "enable", "stalled")
    assert (told.exit_code, told.stderr) == (0, "")


def test_a_variable_that_wins_over_the_switch_for_a_client_is_told(world):
    told = world("plugins", "disable", "space", QBITRR_QBIT_PLUGINS_SPACE_ENABLED="true")
    assert "QBITRR_QBIT_PLUGINS_SPACE_ENABLED" in told.stderr


@pytest.mark.parametrize("rule", ["space", "queue_order", "orphans"])
def test_the_example_has_a_rule_for_clients_as_a_whole_in_a_clients_section(rule):
    text = plainly("config", "example").stdout
    assert f"[qBit.Plugins.{rule}]\nEnabled = false  # or: qbitrr plugins enable {rule}\n" in text
    assert f"[Plugins.{rule}]" not in text


def test_a_variable_that_wins_over_the_switch_is_told(world):
    told = world("plugins", "disable", "stalled", QBITRR_PLUGINS_STALLED_ENABLED="true")
    assert "QBITRR_PLUGINS_STALLED_ENABLED" in told.stderr


def test_an_owner_is_not_switched(world):
    told = world("plugins", "disable", "radarr")
    assert told.exit_code == 2
    assert "Set Managed = false" in told.stderr


def test_an_unknown_plugin_is_answered_with_a_near_one(world):
    told = world("plugins", "enable", "staled")
    assert told.exit_code == 1
    assert "did you mean stalled?" in told.stderr


def test_the_list_has_every_plugin_and_its_state(world):
    rows = {row["plugin"]: row for row in world.json("plugins", "list")}
    assert (rows["radarr"]["name"], rows["radarr"]["status"]) == ("Radarr-4K", "enabled")
    assert (rows["stalled"]["section"], rows["stalled"]["status"]) == ("Radarr-4K", "enabled")
    assert (rows["echo"]["status"], rows["echo"]["distribution"]) == ("disabled", "qbitrr-echo")


def test_the_page_of_a_plugin_has_its_options_and_hooks():
    told = plainly("plugins", "info", "stalled").stdout
    assert "StallTimeout" in told
    assert "qbitrr_health_check" in told
