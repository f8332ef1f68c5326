"""When an order to search is given to an app, and when it is not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Lock

import pytest
from qbitrr_arr.app import ArrApp
from qbitrr_arr.errors import NotFound, WrongAnswer
from qbitrr_arr.media import AT_ONCE, read_media
from qbitrr_arr.orders import Order, Standing, covers, is_outstanding_search, place

from qbitrr import Unavailable

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
APP = ArrApp(
    kind="Sonarr",
    api_version="v3",
    media_key="episodeId",
    media_path="episode",
    search_command="EpisodeSearch",
    search_key="episodeIds",
    scan_command="DownloadedEpisodesScan",
    category_field="tvCategory",
    imported_category_field="tvImportedCategory",
    events={},
    reads_many=True,
)
EPISODES = Order(command="EpisodeSearch", body={"episodeIds": [1, 2]}, media_ids=(1, 2), cost=2)
SEASON = Order(command="SeasonSearch", body={"seriesId": 1, "seasonNumber": 2}, media_ids=(1, 2), title="season 2")


def command(order=EPISODES, status="queued", minutes=0, **body):
    queued = (NOW - timedelta(minutes=minutes)).isoformat()
    return {"name": order.command, "body": {**order.body, **body}, "status": status, "queued": queued}


class App:
    """An edge to an app with some commands and some episodes. ``fate`` is what becomes of an order."""

    def __init__(self, *commands, searched=(), fate=lambda _app: None, one_by_one=False):
        self.app = replace(APP, reads_many=not one_by_one)
        self.placing = Lock()
        self.commands, self.fate = list(commands), fate
        self.episodes = {1: {"id": 1}, 2: {"id": 2}}
        for media_id, at in searched:
            self.episodes[media_id]["lastSearchTime"] = at.isoformat()
        self.given, self.asked, self.options = [], [], []

    def read(self, path, **options):
        self.asked.append(path)
        self.options.append(options)
        try:
            return self.episodes[int(path.removeprefix("episode/"))]
        except KeyError:
            raise NotFound("NotFound") from None

    def read_all(self, path, **parameters):
        self.asked.append(path)
        if path == "command":
            return self.commands
        ids = parameters.pop("episodeIds")
        self.options.append(parameters)
        if not set(ids) <= self.episodes.keys():
            raise WrongAnswer("it answered 500: Expected query to return 2 rows but returned 1")
        return [self.episodes[one] for one in ids]

    def command(self, name, **body):
        self.given.append((name, body))
        self.fate(self)


def test_an_idle_app_is_given_the_order():
    app = App()
    placed = place(app, SEASON)
    assert (placed.standing, placed.settled, placed.detail) == (Standing.GIVEN, True, "Sonarr searches for season 2")
    assert app.given == [("SeasonSearch", {"seriesId": 1, "seasonNumber": 2})]


@pytest.mark.parametrize("status", ["queued", "started"])
@pytest.mark.parametrize("name", ["EpisodeSearch", "SeriesSearch", "MissingEpisodeSearch"])
def test_one_search_of_anybody_is_all_that_an_app_is_given_at_a_time(name, status):
    app = App({"name": name, "body": {"episodeIds": [7]}, "status": status})
    placed = place(app, EPISODES)
    assert (placed.standing, placed.settled, app.given) == (Standing.BUSY, False, [])


@pytest.mark.parametrize("name", ["RssSync", "RefreshMonitoredDownloads", "ProcessMonitoredDownloads"])
def test_what_is_no_search_is_not_waited_for(name):
    assert place(App({"name": name, "status": "started"}), EPISODES).standing is Standing.GIVEN


@pytest.mark.parametrize("status", ["completed", "failed", "aborted", "cancelled", "orphaned"])
def test_a_search_that_is_over_is_not_outstanding(status):
    assert not is_outstanding_search(command(status=status))


def test_an_equal_order_that_is_outstanding_is_not_given_twice():
    app = App(command(), command(SEASON))
    assert place(app, EPISODES).standing is Standing.RUNNING
    assert place(app, SEASON).detail == "Sonarr is searching for season 2"
    assert app.given == []


@pytest.mark.parametrize(
    ("has", "order", "covered"),
    [
        (command(EPISODES), EPISODES, True),
        (command(EPISODES, episodeIds=[3, 2, 1]), EPISODES, True),
        (command(EPISODES, episodeIds=[1]), EPISODES, False),
        (command(EPISODES), SEASON, False),
        (command(SEASON), SEASON, True),
        (command(SEASON, seasonNumber=3), SEASON, False),
        ({"name": "EpisodeSearch"}, EPISODES, False),
        ({"name": "EpisodeSearch", "body": {"episodeIds": "1, 2"}}, EPISODES, False),
    ],
)
def test_an_order_is_covered_by_one_for_all_of_its_media(has, order, covered):
    assert covers(has, order) is covered


def test_after_a_try_an_equal_order_is_looked_for():
    ended = command(status="completed", minutes=1)
    assert place(App(ended), EPISODES, NOW - timedelta(minutes=1)).standing is Standing.DONE
    assert place(App(ended), EPISODES, NOW).standing is Standing.GIVEN
    assert place(App(ended), EPISODES).standing is Standing.GIVEN


def test_the_clocks_may_differ_by_some_seconds():
    tried_at = NOW + timedelta(seconds=4)
    assert place(App(command(status="completed")), EPISODES, tried_at).standing is Standing.DONE


def test_what_the_app_has_written_by_its_own_clock_is_taken_as_it_is():
    ended = command(status="completed", minutes=1)
    exactly = NOW - timedelta(minutes=1)
    assert place(App(ended), EPISODES, since=exactly).standing is Standing.DONE
    assert place(App(ended), EPISODES, since=exactly + timedelta(seconds=1)).standing is Standing.GIVEN


@pytest.mark.parametrize(
    ("searched", "standing"),
    [
        ([(1, NOW), (2, NOW)], Standing.DONE),
        ([(1, NOW)], Standing.GIVEN),
        ([(1, NOW), (2, NOW - timedelta(seconds=3601))], Standing.GIVEN),
    ],
    ids=["all", "one never", "one before"],
)
def test_a_command_that_was_forgotten_is_known_from_the_media(searched, standing):
    assert place(App(searched=searched), EPISODES, since=NOW - timedelta(hours=1)).standing is standing


def lost(_app, **_options):
    raise Unavailable("it did not answer in time")


def lost_on_the_way_back(app):
    app.commands.append({"id": 8, **command(minutes=60)})
    lost(app)


def test_an_order_whose_answer_was_lost_is_looked_for_before_it_is_called_lost():
    """It is known by its id: the clock of the app may be slow."""
    before = {"id": 7, **command(status="completed", minutes=90)}
    assert place(App(before, fate=lost_on_the_way_back), EPISODES).standing is Standing.GIVEN
    assert place(App(before, fate=lost), EPISODES).standing is Standing.LOST
    placed = place(App(fate=lost), EPISODES)
    assert (placed.standing, placed.settled) == (Standing.LOST, False)
    assert placed.detail == "Sonarr did not take the order to search: it did not answer in time"


def test_two_threads_never_give_an_order_at_the_same_time():
    within = []

    def meanwhile(app):
        within.append(place(app, SEASON))

    app = App(fate=meanwhile)
    assert place(app, EPISODES).standing is Standing.GIVEN
    assert [one.standing for one in within] == [Standing.BUSY]
    assert len(app.given) == 1


def test_after_trouble_the_next_order_can_be_given():
    app = App()
    app.read_all = lost
    with pytest.raises(Unavailable):
        place(app, EPISODES)
    del app.read_all
    assert place(app, EPISODES).standing is Standing.GIVEN


def test_media_are_read_together_or_one_by_one():
    together, single = App(), App(one_by_one=True)
    assert read_media(together, (1, 2)) == read_media(single, (1, 2)) == [{"id": 1}, {"id": 2}]
    assert (together.asked, single.asked) == (["episode"], ["episode/1", "episode/2"])


def test_one_that_the_app_no_longer_knows_does_no_harm_to_the_others():
    assert read_media(App(), (1, 2, 3)) == [{"id": 1}, {"id": 2}]


def test_an_app_that_is_lost_is_not_asked_for_each_of_them():
    app = App()
    app.read_all = lost
    with pytest.raises(Unavailable):
        read_media(app, (1, 2))
    assert app.asked == []


def test_an_address_is_kept_short():
    app = App()
    app.episodes = {one: {"id": one} for one in range(250)}
    assert len(read_media(app, range(250))) == 250
    assert len(app.asked) == -(-250 // AT_ONCE)


@pytest.mark.parametrize("one_by_one", [True, False])
def test_more_may_be_asked_to_come_with_them(one_by_one):
    app = App(one_by_one=one_by_one)
    read_media(app, (1,), includeEpisodeFile=True)
    assert app.options == [{"includeEpisodeFile": True}]
