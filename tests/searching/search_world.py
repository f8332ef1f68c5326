"""One section's searching on a test's clock: a library in memory, an app that answers as told, and a real store."""

from datetime import timedelta

from qbitrr import Answer, Facts, Grabbed, Observation, SearchOutcome, Want, Wanted, WantedList, hookimpl
from qbitrr.searching.configured import SearchPolicy
from qbitrr.searching.outlook import Situation
from qbitrr.searching.policy import Budget, Rest
from qbitrr.searching.reports import reports
from qbitrr.searching.searcher import Searcher
from qbitrr.store.database import open_store, prepare
from qbitrr.testing.builders import make_hooks
from qbitrr.testing.clock import FakeClock

SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
BUDGET = Budget(per_hour=60, per_day=600, pause=30 * SECOND)
BEGUN = SearchOutcome(Answer.BEGUN, "ordered")


def film(media_id, want=Want.MISSING, **changes):
    return Wanted(**{"media_id": media_id, "title": f"Film {media_id}", "want": want, **changes})


class Grabs:
    """A history that knows only grabs."""

    def __init__(self):
        self.made = []

    def grabbed_since(self, since):
        return [one for one in self.made if one.at >= since]


class Library:
    """A plugin that wants what is in ``media``; None: nothing is to be searched for.

    ``answers`` are given in turn, then BEGUN; an error is raised.
    """

    def __init__(self, *media):
        self.media = list(media)
        self.again = True
        self.answers = []
        self.asked = []
        self.indexers = ()
        self.tended = []
        self.away = None
        self.trouble = None

    @hookimpl
    def qbitrr_wanted(self):
        if self.away:
            raise self.away
        if self.media is None:
            return None
        return WantedList(media=tuple(self.media), satisfied=3, again=self.again)

    @hookimpl
    def qbitrr_search(self, search, tried_at):
        self.asked.append((search.media_ids, tried_at))
        answer = self.answers.pop(0) if self.answers else BEGUN
        if isinstance(answer, BaseException):
            raise answer
        return answer

    @hookimpl
    def qbitrr_indexers(self):
        if isinstance(self.indexers, Exception):
            raise self.indexers
        return self.indexers

    @hookimpl
    def qbitrr_tend(self, now):
        if self.trouble:
            raise self.trouble
        self.tended.append(now)
        return ["looked for news"]


class World:
    """Everything that one section's searching works with. ``turn`` lets time pass and takes one turn."""

    def __init__(self, folder, *media, owner="Radarr", clock=None, **policy):
        self.owner = owner
        self.library = Library(*media)
        self.clock = clock or FakeClock()
        self.grabs = Grabs()
        self.complete = True
        self.pressure = None
        prepare(folder / "qbitrr.db")
        self.store = open_store(folder / "qbitrr.db")
        self.policy = SearchPolicy(**{"budget": BUDGET, "rest": Rest(first=DAY, longest=14 * DAY), **policy})
        self.begin()

    def begin(self):
        """Start as a new process would."""
        hooks = make_hooks(**{self.owner: self.library})
        self.searcher = Searcher(self.owner, hooks, self.store, self.policy)

    def turn(self, after=MINUTE):
        self.clock.tick(after.total_seconds())
        seen = Observation(kind="history", source=self.owner, at=self.clock(), value=self.grabs, complete=self.complete)
        facts = Facts({("history", self.owner): seen})
        return self.searcher.turn(Situation(facts=facts, pressure=self.pressure), self.clock())

    def turns(self, number, apart=MINUTE):
        for _ in range(number):
            self.turn(apart)

    def grab(self, media_id, **changes):
        self.grabs.made.append(Grabbed(at=self.clock(), media_ids=(media_id,), title="A.Film-GRP", **changes))

    @property
    def asked(self):
        """The media of each order, in order."""
        return [media for media, _ in self.library.asked]

    @property
    def report(self):
        return reports(self.store)[self.owner]

    @property
    def account(self):
        return self.store.searches.recent(self.clock() - 99 * DAY)

    def close(self):
        self.store.close()
