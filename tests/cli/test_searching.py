"""How searching stands, what it has brought, and what a person allows again: read from the store, whoever runs."""

from datetime import UTC, datetime

import pytest

from qbitrr import Grabbed, Indexer, Unavailable, Want
from qbitrr.searching.loops import failures_of
from qbitrr.searching.policy import Budget
from qbitrr.store import schema
from qbitrr.store.searches import REPLACEMENT
from qbitrr.testing.clock import FakeClock
from tests.cli.test_looking import HOSTILE
from tests.searching.search_world import DAY, HOUR, MINUTE, World, film

CLIENT = '[qBit]\nHost = "127.0.0.1"\nPort = 1\n'
SECTION = '[{name}]\nURI = "http://127.0.0.1:1"\nAPIKey = "k"\n'


@pytest.fixture
def searched(household):
    """A household with two sections that have told nothing yet."""
    household.configure(CLIENT + SECTION.format(name="Radarr") + SECTION.format(name="Radarr-4K"))
    household.store().close()
    household.worlds = []

    def begin(*media, owner="Radarr", **policy):
        """One section's searching on the household's store, beginning two hours ago."""
        world = World(household.folder, *media, owner=owner, clock=FakeClock(datetime.now(UTC) - 2 * HOUR), **policy)
        household.worlds.append(world)
        return world

    household.begin_searching = begin
    yield household
    for world in household.worlds:
        world.close()


def fail(household, owner, *media, title="Metropolis", releases=("A", "B", "C", "D"), at=None):
    now = at or datetime.now(UTC)
    with household.store() as store:
        for number, release in enumerate(releases):
            store.failures.record(owner, failures_of(media, title, release, now - number * MINUTE))


def squeezed(told):
    return " ".join(told.stdout.split())


def test_without_a_store_or_a_section_it_says_how_to_switch_searching_on(household):
    household.configure(CLIENT)
    told = household("search", "status")
    assert told.exit_code == 0
    assert "Add one such as [Radarr], and write SearchMissing = true below [Radarr.EntrySearch]" in squeezed(told)


def test_a_clients_own_section_has_nothing_to_search_for(searched):
    searched.configure(CLIENT + 'ManagedCategories = ["mine"]\n' + SECTION.format(name="Radarr"))
    assert [one["section"] for one in searched.json("search", "status")["sections"]] == ["Radarr"]
    told = searched("search", "status", "qBit")
    assert (told.exit_code, "There is no managed section qBit. There is: Radarr." in told.stderr) == (1, True)


def test_an_empty_store_has_a_whole_budget(searched):
    state = searched.json("search", "status")
    assert (state["hour"]["used"], state["hour"]["limit"], state["day"]["limit"]) == (0, 20, 250)
    assert [(one["section"], one["told"]) for one in state["sections"]] == [("Radarr", None), ("Radarr-4K", None)]
    told = squeezed(searched("search", "status", width=200))
    assert "0 of 20 searches" in told
    assert "Radarr never has not told of its library yet" in told


def test_what_is_not_searched_is_told_with_how_to_switch_it_on(searched):
    for owner in ("Radarr", "Radarr-4K"):
        world = searched.begin_searching(owner=owner)
        world.library.media = None
        world.turn()
    told = squeezed(searched("search", "status", width=200))
    assert "Radarr 1 h 59 min ago is not searched" in told
    assert "Nothing is searched for. To have it searched, write SearchMissing = true" in told


@pytest.mark.parametrize("command", [["status"], ["history"], ["allow", "Radarr", "7"]])
def test_a_store_of_an_older_version_is_a_sentence(searched, command, monkeypatch):
    known = schema._known()
    monkeypatch.setattr(schema, "_known", lambda: known | {"9999_later"})
    told = searched("search", *command)
    assert told.exit_code == 1
    assert "older than this version of qbitrr; `qbitrr run` brings it up to date." in told.stderr


def test_status_says_what_is_due_what_comes_next_and_why_it_waits(searched):
    world = searched.begin_searching(film(1), film(2, Want.UPGRADE), film(3, why_not="not monitored"))
    world.turn()
    world.turn(10 * MINUTE / 60)
    told = squeezed(searched("search", "status", width=200))
    assert "1 search due, next Film 2; it waits: the pace of 60 searches an hour" in told
    assert "1 wait: not monitored" in told
    assert "1 wait: rests after a search" in told
    assert "3 lack nothing" in told
    assert "this pass through the library began 1 h 59 min ago" in told


def test_status_says_who_could_not_say(searched):
    world = searched.begin_searching(film(1))
    world.library.away = Unavailable("a web page answered, not Radarr")
    world.turn()
    assert "Radarr could not say: a web page answered, not Radarr" in squeezed(searched("search", "status", width=200))


def test_the_budget_is_shared_by_all_sections(searched):
    for owner, minutes in (("Radarr", 90), ("Radarr-4K", 95)):
        searched.begin_searching(film(1), owner=owner).turn(minutes * MINUTE)
    state = searched.json("search", "status")
    assert (state["hour"]["used"], state["hour"]["by_section"]) == (2, {"Radarr": 1, "Radarr-4K": 1})
    assert searched.json("search", "status", "radarr")["hour"]["used"] == 2
    assert "2 of 20 searches (Radarr 1, Radarr-4K 1)" in searched("search", "status").stdout


def test_half_the_pace_while_an_indexer_rests(searched):
    world = searched.begin_searching()
    until = datetime.now(UTC) + HOUR
    resting = Indexer(name="Ill [x]", resting=True, resting_until=until)
    world.library.indexers = (resting, Indexer(name="Well", asked_day=3, limit_day=100))
    world.turn(HOUR + 30 * MINUTE)
    state = searched.json("search", "status")
    assert (state["hour"]["limit"], state["per_hour"]) == (10, 20)
    told = squeezed(searched("search", "status", width=200))
    assert "0 of 10 searches, not 20, while 1 of 2 indexers rest" in told
    assert "Ill [x] 0, no limit known" in told
    assert "rests after failures" in told
    assert "Well 0, no limit known 3 of 100 Radarr" in told


def test_a_rest_that_is_over_slows_nobody(searched):
    world = searched.begin_searching()
    world.library.indexers = (
        Indexer(name="One", resting=True, resting_until=world.clock() + HOUR),
        Indexer(name="Two"),
    )
    world.turn()
    assert searched.json("search", "status")["hour"]["limit"] == 20


def test_an_indexer_is_charged_for_the_searches_of_those_who_go_to_it(searched):
    searched.configure(searched.config.read_text() + "[Settings.Search]\nPerIndexerPerHour = 5\n")
    told = {"Radarr": (90, Indexer(name="One", asked_hour=2)), "Radarr-4K": (95, Indexer(name="Two"))}
    for owner, (minutes, indexer) in told.items():
        world = searched.begin_searching(film(1), owner=owner)
        world.library.indexers = (indexer,)
        world.turn(minutes * MINUTE)
    one, two = searched.json("search", "status")["indexers"]
    assert (one["name"], one["hour"]["used"], one["hour"]["limit"], one["sections"]) == ("One", 2, 5, ["Radarr"])
    assert (two["name"], two["hour"]["used"], two["hour"]["by_section"]) == ("Two", 1, {"Radarr-4K": 1})
    assert [one["name"] for one in searched.json("search", "status", "Radarr-4K")["indexers"]] == ["Two"]


def test_yield_says_what_searches_were_worth(searched):
    world = searched.begin_searching(film(1), film(2), film(3, Want.UPGRADE), budget=Budget())
    world.turns(3, 4 * MINUTE)
    world.grab(1)
    world.grab(1)
    world.turn()
    world.store.searches.record("Radarr", (9,), "Film 9", world.clock() - 3 * DAY, "failed")
    lines = [
        (one["window"] / 86400, one["want"], one["searches"], one["fruitful"], one["releases"], one["open"])
        for one in searched.json("search", "status")["worth"]
    ]
    assert lines[:3] == [(1, "", 3, 1, 2, 2), (1, "missing", 2, 1, 2, 1), (1, "upgrade", 1, 0, 0, 1)]
    assert (7, REPLACEMENT, 1, 0, 0, 1) in lines
    told = squeezed(searched("search", "status", width=200))
    assert "1 d all 3 1 (100 %) 2 2 not known yet" in told


def test_yield_goes_back_no_longer_than_searches_are_remembered(searched):
    searched.configure('[Settings]\nSearchHistoryFor = "3d"\n' + searched.config.read_text())
    assert [one["window"] / 86400 for one in searched.json("search", "status")["worth"]] == [1, 3]


def test_what_fails_again_and_again_is_shown_with_what_to_do(searched):
    fail(searched, "Radarr", 7)
    fail(searched, "Radarr-4K", 7, releases=("A",))
    (one,) = searched.json("search", "status")["stuck"]
    assert (one["section"], one["media"], one["failures"]) == ("Radarr", [7], 4)
    told = squeezed(searched("search", "status", width=200))
    assert "Metropolis 4 times in" in told
    assert "qbitrr search allow Radarr 7" in told


def test_what_failed_long_enough_ago_is_not_in_a_loop(searched):
    fail(searched, "Radarr", 7, at=datetime.now(UTC) - 3 * DAY)
    assert searched.json("search", "status")["stuck"] == []


def test_the_whole_status_names_each_section_and_what_is_left_alone(searched):
    searched.begin_searching(film(1), film(2)).turn()
    searched.begin_searching(owner="Radarr-4K").library.media = None
    searched.worlds[1].turn()
    fail(searched, "Radarr", 7)
    state = searched.json("status")
    assert [one["owner"] for one in state["remembered"]["searching"]] == ["Radarr", "Radarr-4K"]
    assert any("Metropolis has failed 4 times" in sentence for sentence in state["wrong"])
    told = searched("status", width=200).stdout
    assert "2 searches due, next Film 1" in told
    assert "Allow it again with: qbitrr search allow Radarr 7" in told
    assert "Radarr-4K" not in told


def test_a_plugin_that_could_not_say_what_it_knows_of_indexers_is_not_well(searched):
    world = searched.begin_searching(film(1))
    world.library.indexers = Unavailable("it refuses the API key")
    world.turn()
    assert (
        "Radarr: searching does not know all that it should: Radarr could not say: it refuses the API key"
        in (searched.json("status")["wrong"])
    )


def test_many_that_are_left_alone_are_counted_in_the_whole_status(searched):
    for number in range(8):
        fail(searched, "Radarr", number, title=f"Film {number}")
    alone = [sentence for sentence in searched.json("status")["wrong"] if "failed 4 times" in sentence]
    assert len(alone) == 5
    assert (
        "Radarr: 3 more are left alone, for they fail again and again: see qbitrr search status"
        in (searched.json("status")["wrong"])
    )


def test_history_tells_what_each_search_has_brought_the_newest_first(searched):
    world = searched.begin_searching(film(1), film(2))
    world.turns(2, 4 * MINUTE)
    world.grab(2)
    world.turn()
    other = searched.begin_searching(film(1), owner="Radarr-4K")
    other.turn(HOUR)
    rows = [(one["owner"], one["media"], one["brought"]) for one in searched.json("search", "history")]
    assert rows == [
        ("Radarr-4K", [1], "not known yet"),
        ("Radarr", [2], "A.Film-GRP"),
        ("Radarr", [1], "not known yet"),
    ]
    assert [one["owner"] for one in searched.json("search", "history", "radarr-4k")] == ["Radarr-4K"]
    assert len(searched.json("search", "history", "--limit", "1")) == 1
    assert searched.json("search", "history", "--since", "1m") == []
    assert "A.Film-GRP" in searched("search", "history").stdout


def test_a_search_in_vain_has_brought_nothing(searched):
    world = searched.begin_searching(film(1))
    world.turn()
    world.turn(3 * HOUR)
    assert [one["brought"] for one in searched.json("search", "history")] == ["nothing"]


def test_a_search_that_may_not_have_been_made_is_told_so(searched):
    world = searched.begin_searching(film(1))
    world.library.answers = [Unavailable("it did not answer in time")]
    world.turn()
    (one,) = searched.json("search", "history")
    assert one["brought"] == "not known yet: nobody could say whether it was made"


def test_nothing_was_searched_for(searched):
    assert searched("search", "history").stdout == "Nothing was searched for.\n"


def test_allow_forgets_the_failures_of_one_section_alone(searched):
    for owner in ("Radarr", "Radarr-4K"):
        fail(searched, owner, 7)
    told = searched("search", "allow", "radarr-4k", "7")
    assert told.exit_code == 0
    assert "Radarr-4K: the failures of Metropolis no longer count." in squeezed(told)
    assert [one["section"] for one in searched.json("search", "status")["stuck"]] == ["Radarr"]
    (entry,) = searched.json("history", "metropolis")
    assert (entry["owner"], entry["action"], entry["outcome"]) == ("Radarr-4K", "search again", "done")


def test_what_failed_together_is_allowed_together(searched):
    fail(searched, "Radarr", 7, 8, 9, title="A season")
    fail(searched, "Radarr", 20, title="Another season", releases=("E", "F", "G", "H"))
    done = searched.json("search", "allow", "Radarr", "8")
    assert (done["media"], done["forgotten"]) == ([7, 8, 9], 12)
    assert [one["media"] for one in searched.json("search", "status")["stuck"]] == [[20]]


def test_allow_says_that_it_still_rests_after_its_last_search(searched):
    searched.begin_searching(film(7)).turn()
    fail(searched, "Radarr", 7)
    assert "It is searched for again when its turn comes, not before" in squeezed(
        searched("search", "allow", "Radarr", "metro")
    )


def test_allow_asks_which_is_meant(searched):
    fail(searched, "Radarr", 7, title="Metropolis (1927)")
    fail(searched, "Radarr", 8, title="Metropolis (2001)", releases=("E", "F", "G", "H"))
    told = searched("search", "allow", "Radarr", "METROPOLIS")
    assert told.exit_code == 1
    assert "2 fit 'METROPOLIS': " in told.stderr
    assert "7 Metropolis (1927)" in told.stderr
    assert "8 Metropolis (2001)" in told.stderr


def test_a_number_is_rather_that_of_the_item_than_a_part_of_a_title(searched):
    fail(searched, "Radarr", 7, title="1917")
    fail(searched, "Radarr", 1917, title="Metropolis", releases=("E", "F", "G", "H"))
    assert searched.json("search", "allow", "Radarr", "1917")["media"] == [1917]
    assert searched.json("search", "allow", "Radarr", "1917")["media"] == [7]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["Radarr", "faust"], "Of what Radarr leaves alone nothing has the number or the title 'faust'. It is: 7 Metr"),
        (["Radarr-4K", "7"], "Radarr-4K leaves nothing alone"),
        (["Sonarr", "7"], "There is no managed section Sonarr. There is: Radarr and Radarr-4K."),
    ],
)
def test_allow_for_what_is_not_left_alone(searched, arguments, sentence):
    fail(searched, "Radarr", 7)
    told = searched("search", "allow", *arguments)
    assert told.exit_code == 1
    assert sentence in told.stderr


@pytest.mark.parametrize(
    "command", [["search", "status"], ["search", "history"], ["status"], ["search", "allow", "Radarr", "x"]]
)
def test_a_hostile_title_is_shown_and_does_nothing(searched, command):
    world = searched.begin_searching(film(1, title=HOSTILE), film(2, title=HOSTILE))
    world.turns(2)
    world.grabs.made.append(Grabbed(at=world.clock(), media_ids=(1,), title=HOSTILE))
    world.turn()
    fail(searched, "Radarr", 7, title=HOSTILE)
    told = searched(*command)
    assert "[red]" in told.output
    assert "\x1b" not in told.output
    assert "\u202e" not in told.output
    assert not any(line.startswith("qbitrr: all is well") for line in told.output.splitlines())


@pytest.mark.parametrize("command", ["status", "history"])
def test_what_is_told_fits_into_eighty_columns(searched, command):
    world = searched.begin_searching(film(1, title=HOSTILE), film(2, title=HOSTILE))
    world.library.indexers = (Indexer(name="An indexer with a long name (Prowlarr)", limit_day=100),)
    world.turns(2)
    fail(searched, "Radarr", 7, title=HOSTILE)
    assert max(map(len, searched("search", command).stdout.splitlines())) <= 80


def test_an_unknown_section_is_answered_with_those_there_are(searched):
    told = searched("search", "status", "Sonarr")
    assert told.exit_code == 1
    assert told.stderr.strip() == "There is no managed section Sonarr. There is: Radarr and Radarr-4K."
