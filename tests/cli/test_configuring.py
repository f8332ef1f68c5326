"""The first start, the configuration commands and the plugins' switches."""

import os
import tomllib
from datetime import UTC, datetime

import pytest

from qbitrr import page
from qbitrr.cli.plugin_list import STILL_OFF, STILL_ON
from qbitrr.processes import running
from qbitrr.reporting import NAMESPACE
from qbitrr.testing.http import Fault
from qbitrr.testing.simulated_prowlarr import SimulatedProwlarr
from tests.cli.conftest import plainly


@pytest.fixture
def without_page(monkeypatch):
    """Where the page is not installed."""
    monkeypatch.setattr(page, "target", lambda: None)


def test_the_first_start_writes_the_file_and_says_what_to_fill_in(household, without_page):
    told = household("run")
    assert told.exit_code == 1
    assert "[Radarr] URI, APIKey" in told.stderr
    tables = tomllib.loads(household.config.read_text())
    assert {"Settings", "WebUI", "qBit", "Radarr", "Plugins"} <= tables.keys()
    assert tables["Plugins"]["stalled"]["Enabled"] is False


def test_a_second_start_without_filling_in_says_it_again(household, without_page):
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


def options(world, **environ):
    """What the configuration shows to a page: each option by its table's heading and its path."""
    return {
        (section["heading"], ".".join(option["path"])): option
        for section in world.json("config", "show", **environ)["sections"]
        for option in section["options"]
    }


def test_show_says_where_each_value_is_from_and_hides_secrets(world):
    environ = {"QBITRR_QBIT_PORT": "1234", "QBITRR_QBIT_PASSWORD": "hunter2"}
    shown = options(world, **environ)
    port, password = shown["qBit", "Port"], shown["qBit", "Password"]
    assert (port["value"], port["source"], port["locked"]) == (1234, "QBITRR_QBIT_PORT", True)
    assert (password["value"], password["secret"], password["is_set"]) == (None, True, True)
    assert shown["qBit", "Host"]["source"] == "file"
    assert shown["Settings", "DryRun"] == {
        "path": ["DryRun"],
        "value": False,
        "default": False,
        "source": "default",
        "secret": False,
        "is_set": False,
        "locked": False,
    }
    assert shown["Plugins.stalled", "StallTimeout"]["value"] == "10m"
    for told in (world("config", "show", **environ).output, world("config", "show", "--json", **environ).output):
        assert "hunter2" not in told
        assert world.radarr.api_key not in told


def test_show_prints_what_holds_in_each_section(world):
    told = world("config", "show", QBITRR_QBIT_PORT="1234", width=120).stdout
    assert "[Radarr-4K.Plugins.stalled]" in told
    assert '"10m"' in told
    assert "QBITRR_QBIT_PORT" in told


OWN_TABLE = """
[Radarr-4K.Plugins.stalled]
Strikes = 5
Trust = "observe"
"""


def test_a_rules_own_table_shows_what_lies_below_it_as_its_default(world):
    world.configure(world.config.read_text() + OWN_TABLE)
    shown = options(world)
    strikes, timeout = shown["Radarr-4K.Plugins.stalled", "Strikes"], shown["Radarr-4K.Plugins.stalled", "StallTimeout"]
    assert (strikes["value"], strikes["default"], strikes["source"]) == (5, 1, "file")
    assert (timeout["value"], timeout["default"], timeout["is_set"]) == ("10m", "10m", False)
    assert timeout["source"] == "default"


UNREADABLE = """
[Sonarr]
URI = "CHANGE_ME"
APIKey = "CHANGE_ME"
[Lidarr]
URI = "nonsense"
Passphrase = "hunter2"
[Foo]
Bar = "hunter2"
"""


def test_sections_that_are_broken_or_not_filled_in_are_shown_too(world):
    world.configure(world.config.read_text() + UNREADABLE)
    told = world.json("config", "show")
    sections = {one["heading"]: one for one in told["sections"]}
    assert [one["managed"] for one in (sections["Sonarr"], sections["Radarr-4K"])] == [False, True]
    assert not sections["Sonarr"]["problems"]
    assert {problem["key"] for problem in sections["Lidarr"]["problems"]} == {"URI", "APIKey", "Passphrase"}
    assert sections["Foo"]["schema_name"] == ""
    assert "hunter2" not in str(told)
    unknown = next(one for one in sections["Foo"]["options"] if one["path"] == ["Bar"])
    assert (unknown["secret"], unknown["is_set"]) == (True, True)


def test_a_rule_is_shown_where_the_file_or_the_environment_has_it(world):
    sections = {one["heading"]: one for one in world.json("config", "show")["sections"]}
    assert (sections["Plugins.stalled"]["in_file"], sections["Plugins.stalled"]["managed"]) == (True, True)
    assert "Plugins.slow" not in sections
    told = world.json("config", "show", QBITRR_SECTIONS="Plugins.slow")
    (slow,) = (one for one in told["sections"] if one["heading"] == "Plugins.slow")
    assert (slow["in_file"], slow["managed"]) == (False, True)


def test_without_a_file_what_would_hold_is_shown(household):
    told = household.json("config", "show")
    assert [one["heading"] for one in told["sections"]] == ["Settings", "WebUI"]
    assert {"qBit", "Radarr", "Sonarr"} <= set(told["can_add"])
    assert not household.config.exists()


def test_every_change_of_the_file_is_another_fingerprint(world):
    before = world.json("config", "show")["fingerprint"]
    assert world.json("config", "show")["fingerprint"] == before
    world.configure(world.config.read_text() + "\n")
    assert world.json("config", "show")["fingerprint"] != before


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
    shown = {key: option["value"] for key, option in options(world).items()}
    assert shown["qBit.Plugins.orphans", "HoldingFolder"] == "/downloads/.held"
    assert shown["Plugins.trackers", "Rows"] == [
        {"Host": "tracker.example.org", "Add": ["https://tracker.example.org/…"]}
    ]
    told = world("config", "show", width=200).output
    assert "https://tracker.example.org/…" in told
    assert "hunter2" not in told


@pytest.mark.parametrize("wrong", ["MinAge = 60\nMaxShare = 7", 'MinAge = "60"\nFolders = 3'])
def test_show_says_as_it_stands_what_could_not_be_read(world, wrong):
    world.configure(world.config.read_text() + f"\n[qBit.Plugins.orphans]\n{wrong}\n")
    assert options(world)["qBit.Plugins.orphans", "MinAge"]["value"] in (60, "60")
    assert "60" in world("config", "show").output


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


def told_by_its_worker(world, *rules):
    """The rules of a list that is asked for while a worker runs that has told of these."""
    records = [{"name": "Radarr-4K", "plugin": "radarr", "status": "enabled"}]
    records += [{"name": rule, "plugin": rule, "status": "enabled"} for rule in rules]
    report = {
        "plugins": records,
        "problems": [],
        "missing": {},
        "stages": {},
        "frozen": "",
        "at": "2030-01-01T00:00+00:00",
    }
    with world.store() as store:
        store.notes(NAMESPACE).put("Radarr-4K", report)
    run = world.folder / "run"
    with running.only_one(run):
        running.write(
            run, running.Runtime(pid=os.getpid(), started=datetime.now(UTC), version="", data_folder="", children=())
        )
        rows = world.json("plugins", "list")
    return {row["plugin"]: row for row in rows if row["section"] == "Radarr-4K"}


def test_a_rule_that_was_just_switched_is_listed_as_configured_and_as_it_runs(world):
    rows = told_by_its_worker(world, "slow")
    assert (rows["radarr"]["enabled"], rows["radarr"]["status"], rows["radarr"]["reason"]) == (True, "enabled", "")
    assert (rows["slow"]["enabled"], rows["slow"]["status"], rows["slow"]["reason"]) == (False, "enabled", STILL_ON)
    stalled = rows["stalled"]
    assert (stalled["enabled"], stalled["status"], stalled["reason"]) == (True, "disabled", STILL_OFF)


def test_the_page_of_a_plugin_has_its_options_and_hooks():
    told = plainly("plugins", "info", "stalled").stdout
    assert "StallTimeout" in told
    assert "qbitrr_health_check" in told


def test_the_switch_says_as_json_what_it_did_and_where_it_does_not_hold(world):
    world.configure(world.config.read_text() + "\n[Radarr-4K.Plugins.stalled]\nEnabled = true\n")
    told = world.json("plugins", "disable", "stalled")
    assert told["done"] == [f"stalled is off in {world.config}."]
    assert told["doubts"] == ["But its own table says otherwise in: Radarr-4K"]


def test_the_page_is_no_rule(world):
    told = world("plugins", "enable", "webui")
    assert told.exit_code == 2
    assert "a section [WebUI]" in told.stderr


@pytest.mark.parametrize(("section", "status"), [("", "disabled"), ("\n[WebUI]\n", "enabled")])
def test_the_page_is_listed_with_its_own_section(world, section, status):
    world.configure(world.config.read_text() + section)
    (row,) = (row for row in world.json("plugins", "list") if row["plugin"] == "webui")
    assert (row["section"], row["status"]) == ("WebUI", status)


def test_the_list_says_how_far_a_rule_is_trusted(world):
    world.configure(world.config.read_text() + '\n[Radarr-4K.Plugins.stalled]\nTrust = "observe"\n')
    rows = {row["plugin"]: row["trust"] for row in world.json("plugins", "list")}
    assert (rows["stalled"], rows["radarr"]) == ("observe", "")
