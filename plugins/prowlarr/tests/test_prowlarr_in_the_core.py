"""What Prowlarr says of an indexer holds back the searches of an app that uses it."""

import pytest

from qbitrr import Answer, Indexer, SearchOutcome, Want, Wanted, WantedList, hookimpl
from qbitrr.searching.configured import SearchPolicy
from qbitrr.searching.outlook import Situation
from qbitrr.searching.policy import Budget
from qbitrr.searching.reports import reports
from qbitrr.searching.searcher import Searcher
from qbitrr.store.database import open_store, prepare
from qbitrr.testing.builders import make_facts, make_hooks


class App:
    """An app that lacks two hundred films; all its searches go through Prowlarr but those of one indexer."""

    def __init__(self, prowlarr):
        self.searched = []
        self._prowlarr = prowlarr

    @hookimpl
    def qbitrr_wanted(self):
        wanted = (Wanted(media_id=one, title=f"Film {one}", want=Want.MISSING) for one in range(200))
        return WantedList(media=tuple(wanted))

    @hookimpl
    def qbitrr_search(self, search):
        self.searched.append(search.media_ids)
        for indexer in self._prowlarr.indexers:
            self._prowlarr.record(indexer)
        return SearchOutcome(Answer.BEGUN)

    @hookimpl
    def qbitrr_indexers(self):
        return (Indexer(name="Limited"), Indexer(name="Own"))


@pytest.fixture
def world(begin, prowlarr, clock, tmp_path):
    """Let hours of searching pass; the app and the last report."""
    prepare(tmp_path / "qbitrr.db")
    app = App(prowlarr)
    hooks = make_hooks(Radarr=app, prowlarr=begin())
    with open_store(tmp_path / "qbitrr.db") as store:
        searcher = Searcher("Radarr", hooks, store, SearchPolicy(budget=Budget(per_hour=20, per_day=200)))

        def hours(number):
            for _ in range(60 * number):
                searcher.turn(Situation(facts=make_facts()), clock.tick(60))
            return len(app.searched), reports(store)["Radarr"]

        yield hours


def test_the_limit_of_an_indexer_is_kept(prowlarr, world):
    prowlarr.add_indexer("Limited", query_limit=5, hourly=True)
    searched, report = world(1)
    assert searched == 5
    assert report.why_not == "Limited has had 5 of 5 queries this hour"


def test_what_others_have_asked_of_it_counts(prowlarr, world):
    limited = prowlarr.add_indexer("Limited", query_limit=5, hourly=True)
    prowlarr.record(limited, times=3)
    assert world(1)[0] == 2


def test_an_indexer_that_rests_halves_the_pace(prowlarr, world):
    limited = prowlarr.add_indexer("Limited")
    assert world(1)[0] == 20
    prowlarr.back_off(limited, 6 * 3600)
    world(1)
    before = world(1)[0]
    assert world(1)[0] - before == 10


def test_what_two_plugins_say_of_one_indexer_is_put_together(prowlarr, world):
    prowlarr.add_indexer("Limited", query_limit=50)
    _, report = world(1)
    assert {one.name: one.limit_day for one in report.indexers} == {"Limited": 50, "Own": None}
