"""``qbitrr backtest``: what it says of a recorded past, with the configuration in use and with another one."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from qbitrr.domain import State
from qbitrr.store.database import prepare
from tests.section_world import World
from tests.section_world import stalled as stalled_torrent

NOW = datetime.now(UTC).replace(microsecond=0)
APP = 'URI = "http://127.0.0.1:1"\nAPIKey = "0123456789abcdef0123456789abcdef"\n'
RULE = '[Plugins.stalled]\nStallTimeout = "1h"\nGrace = 0\nStrikes = 1\n'
CONFIG = f"""\
[Settings]
{{settings}}
[Settings.Safety]
MaxRemovedShare = 1.0
[qBit]
Host = "127.0.0.1"
[Radarr]
{APP}{{rule}}"""


def configured(rule=RULE, settings=""):
    return CONFIG.format(rule=rule, settings=settings)


@pytest.fixture
def past(household):
    """A day in which one download stalled for good, and another for two hours before it finished. It ended just now."""
    household.configure(configured())
    begin = NOW - timedelta(days=1, minutes=1)
    torrents = [stalled_torrent(number, added=begin, last_activity=begin) for number in range(2)]
    prepare(household.folder / "qbitrr.db")
    one = World(household.folder, *torrents, dry_run=True)
    one.clock.now = begin
    one.turn()
    one.turns(24, apart=300)
    done = {"left": 0, "progress": 1.0, "state": State.SEEDING}
    one.client.put(replace(torrents[1], **done, completed=one.clock()))
    one.turn(300)
    one.turns(21, apart=3600)
    one.cycling.stop()
    one.close()
    return household


def names(told):
    return [removal["name"] for section in told["sections"] for removal in section["removals"]]


def test_it_says_what_would_have_been_removed_and_what_became_of_it(past):
    told = past("backtest", width=120)
    assert told.exit_code == 0, told.output
    assert "Film.0" in told.stdout
    assert "finished by itself" in told.stdout
    assert "still unfinished" in told.stdout
    assert "by stalled" in told.stdout
    assert "2 removals, of which 1 later finished by themselves." in told.stdout


def test_it_fits_a_narrow_terminal(past):
    told = past("backtest").stdout.splitlines()
    heading = next(number for number, line in enumerate(told) if "what became of it" in line)
    assert max(map(len, told[heading:])) <= 80


def test_it_says_the_same_to_scripts(past):
    told = past.json("backtest")
    assert (told["removals"], told["finished_later"], told["not_recorded"]) == (2, 1, [])
    assert names(told) == ["Film.0", "Film.1"]
    assert [one["fate"] for one in told["sections"][0]["removals"]] == ["still unfinished", "finished"]


def test_another_configuration_decides_otherwise(past, tmp_path):
    other = tmp_path / "other.toml"
    other.write_text(configured(RULE.replace('"1h"', '"3h"')))
    assert names(past.json("backtest", "--config", str(other))) == ["Film.0"]


def test_without_a_rule_nothing_is_removed(past, tmp_path):
    other = tmp_path / "other.toml"
    other.write_text(configured(rule=""))
    assert "Nothing would have been removed." in past("backtest", "--config", str(other)).stdout


@pytest.mark.parametrize(("since", "number"), [("14d", 2), ("2h", 1)])
def test_it_begins_when_it_is_asked_to(past, since, number):
    assert len(names(past.json("backtest", "--since", since))) == number


def test_a_rule_that_is_only_observed_is_shown_all_the_same(past):
    past.configure(configured(RULE + 'Trust = "observe"\n'))
    told = past("backtest", width=120).stdout
    assert "2 removals" in told
    assert "only observed" in told


def test_too_many_at_once_are_said_to_be_frozen(past):
    past.configure(configured().replace("MaxRemovedShare = 1.0", "MaxRemovals = 1"))
    told = " ".join(past("backtest", width=120).stdout.split())
    assert "1 removal; none finished by itself later." in told
    assert "Removals would have been frozen from" in told
    assert "2 removals within 1 h are more than the 1 allowed" in told


def test_a_configuration_with_mistakes_is_told_like_any(past, tmp_path):
    other = tmp_path / "other.toml"
    other.write_text(configured(RULE.replace("StallTimeout", "StalTimeout")))
    told = past("backtest", "--config", str(other), width=200)
    assert told.exit_code == 1
    assert "did you mean StallTimeout" in told.stdout
    as_json = past.json("backtest", "--config", str(other))
    assert (as_json["ok"], as_json["problems"][0]["key"]) == (False, "StalTimeout")


def test_a_configuration_that_is_none_is_said_so(past, tmp_path):
    other = tmp_path / "other.toml"
    other.write_text("no [ toml")
    told = past("backtest", "--config", str(other))
    assert (told.exit_code, told.stdout) == (1, "")
    assert "other.toml" in told.stderr


def test_a_section_is_chosen_by_its_name(past):
    assert names(past.json("backtest", "--section", "radarr")) == ["Film.0", "Film.1"]
    told = past("backtest", "--section", "Sonarr")
    assert told.exit_code == 1
    assert "There is no managed section Sonarr" in told.stderr


def test_sections_without_a_recording_are_named(past):
    past.configure(configured().replace("[Radarr]", f"[Radarr-4K]\n{APP}[Radarr]"))
    told = past("backtest")
    assert told.exit_code == 0
    assert "Radarr-4K: nothing is recorded of it." in told.stderr
    told = past("backtest", "--section", "Radarr-4K")
    assert "There are recordings of Radarr." in told.stderr


def test_without_a_recording_it_says_how_long_to_wait(household):
    household.configure(configured())
    household.store().close()
    told = household("backtest")
    assert told.exit_code == 1
    assert "let it run for a day" in " ".join(told.stderr.split())


def test_a_recording_that_is_switched_off_is_said_so(household):
    household.configure(configured(settings="RecordFor = 0\n"))
    household.store().close()
    assert "RecordFor = 0 in [Settings]" in household("backtest").stderr


def test_a_moment_that_is_none_is_misuse(past):
    told = past("backtest", "--since", "yesterdayish")
    assert told.exit_code == 2
    assert "Say how long ago" in told.stderr


def test_a_running_qbitrr_records(world, stalled):
    world.configure(world.config.read_text().replace("[Settings]\n", "[Settings]\nDryRun = true\n", 1))
    process = world.daemon()
    world.until(lambda: [one for one in world.json("history") if one["action"] == "remove"])
    world.until(lambda: world("backtest", "--json").exit_code == 0)
    process.terminate()
    process.communicate(timeout=60)
    asked = world("backtest", "--json")
    assert asked.exit_code == 0, asked.output
    told = json.loads(asked.stdout)
    assert [(one["section"], one["torrents"]) for one in told["sections"]] == [("Radarr-4K", 1)]
    assert told["not_recorded"] == []
