"""What would be done, and why: nothing is changed by asking."""

import pytest

from qbitrr.control import words
from qbitrr.testing.qbittorrent.torrents import SimulatedTracker
from tests.cli.conftest import TITLE

HOSTILE = "[red]Evil[/red] \x1b[2J\nqbitrr: all is well\u202e.mkv"


def test_a_plan_says_what_would_be_done_and_why(world, stalled):
    (row,) = world.json("plan")["plan"]
    assert (row["hash"], row["action"], row["section"]) == (stalled, "remove", "Radarr-4K")
    assert row["reason"].startswith("no progress for 2 h")
    assert row["steps"][0] == "hold"


def test_a_plan_changes_nothing(world, stalled):
    before = dict(world.qbittorrent.torrents[stalled])
    world.radarr.requests.clear()
    assert world("plan").exit_code == 0
    assert world.qbittorrent.torrents[stalled]["state"] == before["state"]
    assert world.qbittorrent.torrents[stalled]["tags"] == before["tags"]
    assert {request.method for request in world.radarr.requests} == {"GET"}
    assert {file.name for file in world.folder.iterdir()} <= {"config.toml", "run"}


def test_a_plan_is_readable_in_eighty_columns(world, stalled):
    told = world("plan").stdout
    assert max(map(len, told.splitlines())) <= 80
    assert stalled[:10] in told
    assert "remove" in told
    assert "\x1b" not in told


def test_a_torrent_of_nobody_is_listed_only_when_all_are(world):
    world.qbittorrent.add("Linux", category="iso")
    assert "nothing would be done" in world("plan").stdout.lower()
    (row,) = world.json("plan", "--all")["plan"]
    assert (row["action"], row["reason"]) == ("", "nobody claims it")


def test_a_category_of_two_sections_is_left_alone(world, stalled):
    text = world.config.read_text()
    section = text[text.index("[Radarr-4K]") : text.index("# the rules")]
    world.configure(text + section.replace("Radarr-4K", "Radarr-HD"))
    (row,) = world.json("plan", "--all")["plan"]
    assert row["action"] == ""
    assert "two sections are configured" in row["reason"]


@pytest.fixture
def large(world):
    """One for which there is no room, in a client that looks after its space."""
    world.configure(world.config.read_text() + '[qBit.Plugins.space]\nKeepFree = "10G"\n')
    return world.qbittorrent.add("Large", state="downloading", progress=0.0, files=[("Large/a", 200 << 30)])


def test_a_plan_has_what_would_be_done_for_a_client_as_a_whole(world, stalled, large):
    rows = {row["hash"]: row for row in world.json("plan")["plan"]}
    assert (rows[large]["section"], rows[large]["action"], rows[large]["by"]) == ("qBit", "stop", "space")
    assert rows[stalled]["action"] == "remove"
    assert world.qbittorrent.torrents[large]["state"] == "downloading"


def test_a_category_of_a_client_and_of_an_app_is_left_alone(world, stalled):
    world.configure(world.config.read_text().replace("[qBit]\n", "[qBit]\nManagedCategories = ['radarr']\n"))
    (row,) = world.json("plan", "--all")["plan"]
    assert row["action"] == ""
    assert "two sections are configured" in row["reason"]


def test_a_client_that_does_not_answer_is_a_note_and_trouble(world, stalled):
    world.config.write_text(world.config.read_text().replace(str(world.qbittorrent.port), "1"))
    told = world("plan")
    assert told.exit_code == 1
    assert "qBit: connection refused" in told.stderr


def test_an_unknown_section_is_answered_with_those_there_are(world):
    told = world("plan", "Radarr-8K")
    assert told.exit_code == 1
    assert told.stderr.strip() == "There is no managed section Radarr-8K. There is: Radarr-4K."


def test_why_shows_every_rule_with_what_it_saw(world, stalled):
    one = world.json("why", "metropolis")
    rule = next(rule for rule in one["rules"] if rule["plugin"] == "stalled")
    assert (rule["answer"], rule["strikes"], rule["of"]) == ("failed", 1, 1)
    assert rule["evidence"]["limit_seconds"] == 600
    assert one["decision"]["action"]["action"] == "remove"
    assert one["decision"]["proposals"][0]["plugin"] == "Radarr-4K"
    assert one["hash"] == stalled


def test_why_says_when_it_looks_again_while_strikes_are_missing(world, stalled):
    world.config.write_text(world.config.read_text().replace("Strikes = 1", "Strikes = 3"))
    told = " ".join(world("why", stalled[:8], width=200).stdout.split())
    assert "strike 1 of 3" in told
    assert "looks again in" in told
    assert "Nothing is done: nobody proposes anything." in told
    assert "It is looked at again in" in told


def test_why_says_what_refuses_a_removal(world, stalled):
    world.qbittorrent.change(stalled, tags="qbitrr-keep")
    told = world("why", stalled, width=200).stdout
    assert "Its removal is refused: it is protected by its tag qbitrr-keep." in told


def test_why_says_what_would_be_done_for_the_client_as_a_whole(world, large):
    told = world("why", large, width=200).stdout
    assert "Decided by space for the client as a whole: to stop it: " in told
    assert "Nothing is done" not in told
    said = world.json("why", large)["of_client"]
    assert (said["action"]["action"], said["by"]) == ("stop", "space")


def test_why_for_a_torrent_of_nobody(world):
    world.qbittorrent.add("Linux", category="iso")
    told = world("why", "linux", width=200).stdout
    assert "Nothing is done: nobody claims it." in told


def test_why_asks_which_torrent_is_meant(world):
    first, second = world.qbittorrent.add("Linux 1", category="iso"), world.qbittorrent.add("Linux 2", category="iso")
    told = world("why", "linux")
    assert told.exit_code == 1
    assert first in told.stderr
    assert second in told.stderr
    assert world.json("why", "linux 2")["hash"] == second


def test_why_for_what_was_never_there(world):
    told = world("why", "nothing")
    assert told.exit_code == 1
    assert "No torrent has a hash that begins with 'nothing'" in told.stderr


@pytest.mark.parametrize("command", [["plan", "--all"], ["why", "evil"]])
def test_a_hostile_name_is_shown_and_does_nothing(world, command):
    world.qbittorrent.add(HOSTILE, category="iso")
    told = world(*command).stdout
    assert "[red]" in told
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert not any(line.startswith("qbitrr: all is well") for line in told.splitlines())


def test_hashes_in_json_are_whole_and_names_as_they_are(world):
    torrent = world.qbittorrent.add(HOSTILE, category="iso")
    (row,) = world.json("plan", "--all", width=20)["plan"]
    assert (row["hash"], row["name"]) == (torrent, HOSTILE)


@pytest.mark.parametrize(("seconds", "said"), [(0, "just now"), (-90, "1 min 30 s ago"), (3600, "in 1 h")])
def test_moments_are_told_from_now(now, seconds, said):
    assert words.ago(now + words.timedelta(seconds=seconds), now) == said


@pytest.mark.parametrize(("count", "said"), [(0, "0 B"), (1536, "1.5 KiB"), (5 * 1024**4, "5 TiB")])
def test_sizes_have_three_digits(count, said):
    assert words.size(count) == said


def test_the_title_is_that_of_the_release(world, stalled):
    assert TITLE in world.json("why", stalled)["name"]


@pytest.mark.parametrize("category", ["radarr", "failed"])
def test_why_knows_what_trackers_say_also_of_what_a_person_put_into_a_special_category(world, stalled, category):
    world.configure(world.config.read_text() + "[Plugins.trackers]\n")
    gone = SimulatedTracker(url="https://tracker.example/announce", answer="failure", message="unregistered torrent")
    world.qbittorrent.change(stalled, category=category, trackers=[gone])
    rule = next(one for one in world.json("why", stalled)["rules"] if one["plugin"] == "trackers")
    assert rule["evidence"] == {"tracker.example": "unregistered torrent"}
