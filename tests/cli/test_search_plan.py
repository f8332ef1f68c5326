"""What would be searched for next, and why not the rest: the apps are asked, and nothing is changed."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cli.test_looking import HOSTILE
from tests.cli.test_searching import fail, squeezed

SEARCHED = "\n[Radarr-4K.EntrySearch]\nSearchMissing = true\n"


@pytest.fixture
def library(world):
    """A Radarr that lacks three movies, one of which is not monitored."""
    world.configure(world.config.read_text() + SEARCHED)
    world.radarr.add_movie("Metropolis", year=1927)
    world.radarr.add_movie("Faust", year=1926)
    world.radarr.add_movie("Nosferatu", year=1922, monitored=False)
    return world


def test_a_plan_says_what_comes_next_when_and_why(library):
    told = library.json("search", "plan")
    first, second = told["searches"]
    assert (first["search"]["title"], first["search"]["want"]) == ("Metropolis (1927)", "missing")
    assert second["search"]["title"] == "Faust (1926)"
    assert first["at"] == told["at"]
    assert datetime.fromisoformat(second["at"]) - datetime.fromisoformat(first["at"]) == timedelta(minutes=3)
    shown = squeezed(library("search", "plan", width=200))
    assert "now Radarr-4K Metropolis (1927) missing" in shown
    assert "in 3 min Radarr-4K Faust (1926) missing" in shown


def test_a_plan_says_why_the_rest_is_not_searched_for(library):
    (waiting,) = library.json("search", "plan")["later"]
    assert (waiting["media"], waiting["reason"]) == (1, "it is not monitored")
    (medium,) = library.json("search", "plan", "--all")["media"]
    assert (medium["title"], medium["why"]) == ("Nosferatu (1922)", "Nosferatu (1922) is not monitored")
    assert "Nosferatu (1922)" in library("search", "plan", "--all").stdout
    assert "Nosferatu" not in library("search", "plan").stdout


def test_looking_searches_for_nothing_and_writes_nothing(library):
    library.radarr.requests.clear()
    assert library("search", "plan").exit_code == 0
    assert {request.method for request in library.radarr.requests} == {"GET"}
    assert {file.name for file in library.folder.iterdir()} <= {"config.toml", "run"}


def test_at_most_so_many_are_listed(library):
    told = library.json("search", "plan", "--limit", "1")
    assert (len(told["searches"]), told["due"]) == (1, 2)
    assert "The next 1 of 2 searches" in library("search", "plan", "--limit", "1").stdout


def test_what_fails_again_and_again_is_left_out_until_then(library):
    (first, _) = library.json("search", "plan")["searches"]
    library.store().close()
    fail(library, "Radarr-4K", *first["search"]["media_ids"])
    told = library.json("search", "plan")
    assert [one["search"]["title"] for one in told["searches"]] == ["Faust (1926)"]
    (left,) = [one for one in told["later"] if "failed" in one["reason"]]
    assert left["reason"] == "4 downloads of it have failed: it is left alone"
    assert datetime.fromisoformat(left["first_until"]) > datetime.now(UTC)


def test_while_too_much_is_downloading_nobody_can_say_when(library):
    library.configure(library.config.read_text() + "\n[Settings.Search]\nMaxDownloading = 1\n")
    library.qbittorrent.add("Linux", category="iso", progress=0.5, state="downloading")
    assert all(one["at"] for one in library.json("search", "plan")["searches"])  # it is not this section's
    library.qbittorrent.add("Film", category="radarr", progress=0.5, state="downloading")
    told = library.json("search", "plan")
    assert [one["at"] for one in told["searches"]] == [None, None]
    assert told["stopped"]["Radarr-4K"]["why"] == "1 downloads are unfinished (MaxDownloading is 1)"
    assert "Radarr-4K searches for nothing now: 1 downloads" in squeezed(library("search", "plan", width=200))


def test_an_app_that_is_away_is_said_and_the_status_is_one(library):
    library.config.write_text(library.config.read_text().replace(library.radarr.url, "http://127.0.0.1:1"))
    told = library("search", "plan")
    assert told.exit_code == 1
    assert "Radarr-4K could not say" in told.stderr
    assert "Nothing would be searched for." in told.stdout


def test_a_client_that_is_away_stops_searching(library):
    library.config.write_text(library.config.read_text().replace(str(library.qbittorrent.port), "1"))
    told = library("search", "plan")
    assert told.exit_code == 1
    assert "qBit: connection refused" in told.stderr
    assert "Radarr-4K searches for nothing now: qBit does not say what it has." in squeezed(told)


def test_a_library_that_is_not_searched_is_told_with_how_to_switch_it_on(world):
    told = world("search", "plan")
    assert told.exit_code == 0
    assert "write SearchMissing = true below [Radarr-4K.EntrySearch]" in squeezed(told)
    assert world.json("search", "plan")["off"] == ["Radarr-4K"]


def test_two_sections_with_equal_ids_take_turns(library):
    text = library.config.read_text()
    section = text[text.index("[Radarr-4K]") : text.index("# the rules")]
    other = (section + SEARCHED).replace("Radarr-4K", "Radarr-HD")
    library.configure(text + other + "\n[Radarr-HD.Plugins.stalled]\nEnabled = false\n")
    planned = [(one["search"]["owner"], one["search"]["title"]) for one in library.json("search", "plan")["searches"]]
    assert planned == [
        ("Radarr-4K", "Metropolis (1927)"),
        ("Radarr-HD", "Metropolis (1927)"),
        ("Radarr-4K", "Faust (1926)"),
        ("Radarr-HD", "Faust (1926)"),
    ]
    assert {one["search"]["owner"] for one in library.json("search", "plan", "radarr-hd")["searches"]} == {"Radarr-HD"}


@pytest.mark.parametrize("command", [["plan"], ["plan", "--all"]])
def test_a_hostile_title_in_a_plan_does_nothing(library, command):
    library.radarr.add_movie(HOSTILE, year=2000)
    library.radarr.add_movie(HOSTILE, year=2001, monitored=False)
    told = library("search", *command)
    assert "[red]" in told.stdout
    assert "\x1b" not in told.output
    assert "\u202e" not in told.output
    assert not any(line.startswith("qbitrr: all is well") for line in told.output.splitlines())
    assert max(map(len, told.stdout.splitlines()[2:])) <= 80


@pytest.mark.slow
def test_a_running_qbitrr_tells_what_it_searches_for(library):
    library.daemon()

    def told():
        (section,) = library.json("search", "status")["sections"]
        return section["told"]

    library.until(told)
    state = library.until(lambda: (found := library.json("search", "status"))["hour"]["used"] and found)
    assert (state["running"], state["hour"]["by_section"]) == (True, {"Radarr-4K": 1})
    assert [one["title"] for one in library.json("search", "history")] == ["Metropolis (1927)"]
    first = library.json("search", "plan")["searches"][0]
    assert first["search"]["title"] == "Faust (1926)"
    assert " due, next " in squeezed(library("status", width=200))
