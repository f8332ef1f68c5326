"""How the libraries are searched, as the commands and the workers tell."""

import pytest
from qbitrr_webui.reading.search_plan import search_plan_of
from qbitrr_webui.reading.searching import MOST, history_of, searching_of

from qbitrr.control.place import Place
from qbitrr.control.search_state import state_of
from qbitrr.control.trouble import Trouble
from qbitrr.store.database import open_store, prepare
from qbitrr.testing.builders import NOW

REPORT = {
    "at": "2030-01-01T00:00:00+00:00",
    "pass_began": "2030-01-01T00:00:00+00:00",
    "due": 3,
    "next_title": "A film",
    "later": {"it rests": 5},
    "satisfied": 9,
    "why_not": "the budget is used up",
    "until": "2030-01-01T01:00:00+00:00",
    "silent": "",
    "why_incomplete": "",
    "indexers": [{"name": "Nyaa", "resting": True, "resting_until": "2099-01-01T00:00:00+00:00"}],
    "off": False,
}


@pytest.fixture
def place(tmp_path):
    (tmp_path / "config.toml").write_text(
        '[Radarr]\nURI = "http://127.0.0.1:1"\nAPIKey = "x"\n[Sonarr]\nURI = "http://127.0.0.1:1"\nAPIKey = "x"\n'
    )
    prepare(tmp_path / "qbitrr.db")
    return Place(tmp_path)


def test_the_state_is_what_workers_have_told(place):
    with open_store(place.database) as store:
        store.notes("core.searching").put("Radarr", REPORT)
    shown = searching_of(state_of(place))
    radarr, sonarr = shown.sections
    assert (radarr.due, radarr.next_title, radarr.later, radarr.why_not) == (
        3,
        "A film",
        {"it rests": 5},
        "the budget is used up",
    )
    assert (sonarr.at, sonarr.due) == (None, 0)
    (indexer,) = shown.indexers
    assert (indexer.name, indexer.resting, indexer.tone) == ("Nyaa", True, "attention")
    assert [one.days for one in shown.worth] == [1, 7, 30]


def test_the_history_is_bounded_with_the_newest_first(store):
    for number in range(MOST + 3):
        store.searches.record("Radarr", (number,), f"Film {number}" if number else "", NOW, "")
    found = history_of(store).searches
    assert (len(found), found[0].title) == (MOST, f"Film {MOST + 2}")


def test_a_medium_without_a_title_has_its_number(store):
    store.searches.record("Radarr", (7, 8), "", NOW, "")
    assert history_of(store).searches[0].title == "number 7, 8"


PLAN = {
    "at": "2030-01-01T00:00:00+00:00",
    "searches": [
        {
            "search": {"owner": "Radarr", "title": "A film", "want": "missing", "cost": 2, "media_ids": [7, 8]},
            "urgent": True,
            "at": None,
        }
    ],
    "due": 4,
    "stopped": {"Sonarr": {"why": "its app is busy", "until": None}, "Lidarr": {"why": "x", "until": None}},
    "later": [{"section": "Radarr", "reason": "it rests", "media": 3, "first_until": "2030-01-02T00:00:00+00:00"}],
    "off": ["Lidarr"],
    "notes": ["Prowlarr could not say"],
    "media": [],
}


def test_the_plan_is_what_the_command_says():
    plan = search_plan_of(PLAN)
    (search,) = plan.searches
    assert (search.section, search.title, search.media, search.cost, search.at) == ("Radarr", "A film", 2, 2, None)
    assert (plan.due, plan.waiting[0].media) == (4, 3)
    assert plan.notes == (
        "Sonarr searches for nothing now: its app is busy.",
        "Lidarr is not searched.",
        "Prowlarr could not say",
    )


@pytest.mark.parametrize(
    "answer", [None, [], {}, {**PLAN, "due": "many"}, {**PLAN, "searches": [{"search": 5, "at": None}]}]
)
def test_what_is_no_plan_is_trouble(answer):
    with pytest.raises(Trouble, match="no answer that makes sense"):
        search_plan_of(answer)
