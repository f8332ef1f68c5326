"""What of a Sonarr's library is wanted, what is searched for together, and what each search orders."""

from datetime import timedelta

import pytest
from library_world import LATER, listed, ordered, reasons, search, titles, wants

from qbitrr import Want
from qbitrr.searching.choice import Background, survey
from qbitrr.testing.http import Reply

HOUR = 3600
DAY = 24 * HOUR


@pytest.fixture
def sonarr(world):
    """A Sonarr with an empty library."""
    del world.sonarr.shows.episodes[1]
    world.sonarr.shows.episodes.clear()
    world.sonarr.shows.by_id.clear()
    return world.sonarr


def searching(**options):
    return {"EntrySearch": {"SearchMissing": True, **options}}


def series(sonarr, title="Dark", *, has=(), **traits):
    """A series whose episodes are there as told: by season, how many of them have files."""
    series_id = sonarr.add_series(title, **traits)
    for season, count in dict(has).items():
        for episode in sonarr.episodes(series_id, season)[:count]:
            sonarr.put_file(episode.id)
    return series_id


def chosen(world, seconds=0.0):
    """The searches that the core would make of the list, in order."""
    wanted = listed(world, seconds)
    background = Background(pass_began=world.now - timedelta(days=30))
    return list(survey("Sonarr", wanted, background, world.now).searches)


def carry_out(world, seconds=0.0):
    """Make the first search of the list: what was ordered."""
    (first, *_) = chosen(world, seconds)
    world.forget()
    search(world, *first.media_ids, want=first.want, group=first.group)
    return ordered(world)


def test_what_is_monitored_aired_and_without_a_file_is_missing(world, sonarr):
    world.begin(**searching())
    series(sonarr, seasons={1: 3}, has={1: 2})
    found = listed(world)
    assert [(one.title, one.want) for one in found.media] == [("Dark S01E03", "missing")]
    assert found.satisfied == 2


def test_what_may_not_be_searched_for_is_listed_with_the_reason(world, sonarr):
    world.begin(**searching())
    dark = series(sonarr, seasons={0: 1, 1: 2})
    sonarr.episodes(dark, 1)[0].monitored = False
    sonarr.add_episode(dark, 1, 3, airs=world.clock.now + DAY)
    sonarr.add_episode(dark, 1, 4, airs=None)
    found = reasons(world)
    assert found["Dark S00E01"] == "it is a special, and AlsoSearchSpecials is off"
    assert found["Dark S01E01"] == "it is not monitored"
    assert found["Dark S01E03"].startswith("it is not out before ")
    assert found["Dark S01E04"] == "it has no air date"
    assert titles(world) == ["Dark S01E02"]


def test_specials_are_searched_for_if_asked(world, sonarr):
    world.begin(**searching(AlsoSearchSpecials=True))
    series(sonarr, seasons={0: 1})
    assert titles(world) == ["Dark S00E01"]


def test_what_is_not_monitored_is_searched_for_if_asked_episode_by_episode(world, sonarr):
    world.begin(**searching(Unmonitored=True))
    series(sonarr, seasons={1: 4}, monitored=False)
    assert len(titles(world)) == 4
    assert [one.group for one in chosen(world)] == [""] * 4


def test_eight_missing_in_one_season_are_one_search_for_the_season(world, sonarr):
    world.begin(**searching())
    series(sonarr, seasons={1: 10, 2: 5}, has={1: 2, 2: 5})
    assert carry_out(world) == [{"name": "SeasonSearch", "seriesId": 1, "seasonNumber": 1}]


def test_one_missing_is_one_search_for_the_episode(world, sonarr):
    world.begin(**searching())
    dark = series(sonarr, seasons={1: 10}, has={1: 9})
    assert carry_out(world) == [{"name": "EpisodeSearch", "episodeIds": [sonarr.episodes(dark, 1)[9].id]}]


def test_two_missing_of_a_long_season_are_two_searches(world, sonarr):
    world.begin(**searching())
    series(sonarr, seasons={1: 10}, has={1: 8})
    assert [(one.group, len(one.media_ids)) for one in chosen(world)] == [("", 1), ("", 1)]


def test_all_of_a_short_season_is_one_search(world, sonarr):
    world.begin(**searching())
    series(sonarr, seasons={1: 2, 2: 1}, has={2: 1})
    assert [(one.group, one.cost) for one in chosen(world)] == [("season 1/1", 1)]


def test_a_series_of_which_nothing_is_there_is_searched_for_as_one(world, sonarr):
    world.begin(**searching())
    series(sonarr, seasons={1: 4, 2: 3})
    assert [(one.group, one.cost, len(one.media_ids)) for one in chosen(world)] == [("series 1", 2, 7)]
    assert carry_out(world) == [{"name": "SeriesSearch", "seriesId": 1}]


def test_a_pilot_is_searched_for_though_the_rest_of_its_season_is_not_monitored(world, sonarr):
    """Sonarr itself leaves the season unmonitored when somebody chooses to monitor only the pilot."""
    world.begin(**searching())
    dark = sonarr.series(series(sonarr, seasons={1: 4}))
    dark.seasons[1].monitored = False
    for episode in dark.seasons[1].episodes[1:]:
        episode.monitored = False
    assert titles(world) == ["Dark S01E01"]
    assert carry_out(world) == [{"name": "EpisodeSearch", "episodeIds": [dark.seasons[1].episodes[0].id]}]


@pytest.mark.parametrize("by_series", ["smart", "true"])
def test_a_series_takes_no_season_along_that_sonarr_leaves_out(world, sonarr, by_series):
    world.begin(**searching(SearchBySeries=by_series))
    dark = series(sonarr, seasons={1: 4, 2: 4, 3: 4})
    sonarr.series(dark).seasons[2].monitored = False
    found = {one.group: [one.media_ids[0], one.media_ids[-1], one.cost] for one in chosen(world)}
    assert found == {"series 1": [1, 12, 2], "season 1/2": [5, 8, 1]}
    (whole,) = [one for one in chosen(world) if one.group == "series 1"]
    assert len(whole.media_ids) == 8


def test_a_series_whose_specials_are_left_out_is_searched_for_by_season(world, sonarr):
    world.begin(**searching())
    series(sonarr, seasons={0: 2, 1: 4, 2: 3})
    assert sorted(one.group for one in chosen(world)) == ["season 1/1", "season 1/2"]


def test_specials_are_searched_for_one_by_one_for_there_are_no_packs_of_them(world, sonarr):
    """Sonarr asks twice for each of them when it is told to search for season 0."""
    world.begin(**searching(AlsoSearchSpecials=True))
    series(sonarr, seasons={0: 4, 1: 4, 2: 3})
    assert sorted(one.group for one in chosen(world)) == ["", "", "", "", "season 1/1", "season 1/2"]


@pytest.mark.parametrize("by_series", ["smart", "true"])
def test_a_series_with_a_season_to_come_is_not_searched_for_as_one(world, sonarr, by_series):
    """Sonarr would search for that season as well."""
    world.begin(**searching(SearchBySeries=by_series))
    dark = series(sonarr, seasons={1: 4, 2: 3})
    sonarr.add_episode(dark, 3, 1, airs=world.clock.now + 30 * DAY)
    assert sorted(one.group for one in chosen(world)) == ["season 1/1", "season 1/2"]


def test_anime_is_searched_for_by_season_only_when_nothing_of_it_is_there(world, sonarr):
    """Sonarr searches for each of its episodes as well, those with a file too."""
    world.begin(**searching())
    series(sonarr, "Whole", seasons={1: 4, 2: 1}, has={2: 1}, series_type="anime")
    series(sonarr, "Part", seasons={1: 10}, has={1: 6}, series_type="anime")
    found = [(one.title, one.cost) for one in chosen(world)]
    assert sorted(found) == [*((f"Part S01E{number:02}", 1) for number in (7, 8, 9, 10)), ("Whole, season 1", 5)]


def test_an_anime_of_which_nothing_is_there_costs_a_search_for_each_episode_and_season(world, sonarr):
    world.begin(**searching())
    series(sonarr, seasons={1: 4, 2: 3}, series_type="anime")
    assert [(one.group, one.cost) for one in chosen(world)] == [("series 1", 9)]


@pytest.mark.parametrize(
    ("by_series", "groups"),
    [("smart", {"", "season 1/2"}), (True, {"series 1"}), ("true", {"series 1"}), (False, {""}), ("false", {""})],
)
def test_the_choice_can_be_made_once_and_for_all(world, sonarr, by_series, groups):
    world.begin(**searching(SearchBySeries=by_series))
    series(sonarr, seasons={1: 10, 2: 5}, has={1: 9})
    assert {one.group for one in chosen(world)} == groups


def test_a_season_that_has_shrunk_to_one_is_searched_for_by_that_episode(world, sonarr):
    world.begin(**searching())
    dark = series(sonarr, seasons={1: 10}, has={1: 2})
    (season,) = chosen(world)
    sonarr.put_file(*(one.id for one in sonarr.episodes(dark, 1)[:9]))
    assert search(world, *season.media_ids, group=season.group)[0] == "begun"
    assert ordered(world) == [{"name": "EpisodeSearch", "episodeIds": [sonarr.episodes(dark, 1)[9].id]}]


def test_a_series_of_which_one_season_is_left_is_searched_for_by_season(world, sonarr):
    world.begin(**searching())
    dark = series(sonarr, seasons={1: 4, 2: 3})
    (whole,) = chosen(world)
    sonarr.put_file(*(one.id for one in sonarr.episodes(dark, 1)))
    search(world, *whole.media_ids, group=whole.group)
    assert ordered(world) == [{"name": "SeasonSearch", "seriesId": dark, "seasonNumber": 2}]


@pytest.mark.parametrize(
    ("happens", "says"),
    [
        (lambda sonarr: sonarr.put_file(1, 2, 3), "it has come meanwhile"),
        (lambda sonarr: setattr(sonarr.series(1), "monitored", False), "Dark is not monitored"),
        (lambda sonarr: sonarr.shows.episodes.clear(), "Sonarr no longer knows it"),
    ],
)
def test_what_has_happened_since_the_list_was_made_is_seen_before_the_search(world, sonarr, happens, says):
    world.begin(**searching())
    series(sonarr, seasons={1: 3, 2: 1}, has={2: 1})
    (season,) = chosen(world)
    happens(sonarr)
    assert search(world, *season.media_ids, group=season.group) == ("not wanted", says)
    assert ordered(world) == []


@pytest.mark.parametrize("gone", [(2, 3, 4), (4,)], ids=["all", "one of them"])
def test_episodes_that_are_gone_are_not_on_the_next_list(world, sonarr, gone):
    world.begin(**searching())
    dark = series(sonarr, seasons={1: 4}, has={1: 1})
    (season,) = chosen(world)
    for episode in gone:
        shown = sonarr.shows.episodes.pop(episode)
        sonarr.series(dark).seasons[1].episodes.remove(shown)
    if left := {2, 3} - set(gone):
        sonarr.put_file(*left)
    assert search(world, *season.media_ids, group=season.group)[0] == "not wanted"
    assert listed(world, 1).media == ()


def test_what_is_in_the_queue_is_not_searched_for(world, sonarr):
    world.begin(**searching())
    series(sonarr, seasons={1: 4}, has={1: 1})
    (season,) = chosen(world)
    world.grabbed(2, 3, 4)
    sonarr.refresh()
    assert search(world, *season.media_ids, group=season.group) == ("not wanted", "it is in the queue")
    assert set(reasons(world, 300).values()) == {"it is in the queue"}


def test_a_search_whose_answer_was_lost_is_not_made_again(world, sonarr):
    world.begin(**searching())
    series(sonarr, seasons={1: 4}, has={1: 1})
    (season,) = chosen(world)
    tried_at = world.now
    search(world, *season.media_ids, group=season.group)
    world.settle()
    again = search(world, *season.media_ids, group=season.group, tried_at=tried_at, seconds=900)
    assert again[0] == "begun"
    assert sonarr.searches == [("season", 1, 1)]


def test_todays_episodes_come_first(world, sonarr):
    world.begin(**searching())
    dark = series(sonarr, seasons={1: 2})
    for number, hours in ((3, 0.5), (4, 2), (5, 23), (6, 25)):
        sonarr.add_episode(dark, 1, number, airs=world.clock.now - hours * HOUR)
    found = {one.title: one.urgent for one in listed(world).media}
    assert [title for title, urgent in found.items() if urgent] == ["Dark S01E04", "Dark S01E05"]
    world.begin(**searching(PrioritizeTodaysReleases=False))
    assert not any(one.urgent for one in listed(world).media)


@pytest.mark.parametrize(
    ("reverse", "order"),
    [
        (False, ["B S01E01", "A S01E01", "A S01E02", "C S01E01"]),
        (True, ["C S01E01", "A S01E01", "A S01E02", "B S01E01"]),
    ],
)
def test_the_order_is_the_year_of_the_air_date_then_series_season_and_episode(world, sonarr, reverse, order):
    world.begin(**searching(SearchInReverse=reverse, SearchBySeries=False))
    for title, year, count in (("C", 2, 1), ("A", 1, 2), ("B", 0, 1)):
        shown = sonarr.episodes(series(sonarr, title, seasons={1: count}))
        for number, episode in enumerate(shown):
            episode.airs = world.clock.now - (year + 0.1) * 365 * DAY + number
    assert titles(world) == order


@pytest.mark.parametrize(
    ("flag", "found"),
    [
        ("QualityUnmetSearch", [("Dark S01E01", "cutoff unmet")]),
        ("CustomFormatUnmetSearch", [("Dark S01E02", "custom format unmet")]),
        (
            "DoUpgradeSearch",
            [("Dark S01E01", "upgrade"), ("Dark S01E02", "upgrade"), ("Dark S01E03", "upgrade")],
        ),
    ],
)
def test_each_search_for_better_files_works_on_its_own(world, sonarr, flag, found):
    world.begin(EntrySearch={flag: True})
    profile = sonarr.add_profile("Formats", cutoff_format_score=100)
    episodes = sonarr.episodes(sonarr.add_series("Dark", seasons={1: 4}, quality_profile_id=profile))
    sonarr.put_file(episodes[0].id, resolution=720, score=100)
    sonarr.put_file(episodes[1].id, score=99)
    sonarr.put_file(episodes[2].id, score=100)
    assert wants(world) == found
    first = listed(world).media[0]
    assert search(world, first.media_id, want=first.want)[0] == "begun"


def asked(world):
    return [request.path.rpartition("/")[2] for request in world.sonarr.requests]


def test_a_library_is_read_with_one_request_for_each_series_that_lacks_something(world, sonarr):
    world.begin(**searching())
    for number in range(20):
        series(sonarr, f"Series {number:02}", seasons={1: 4}, has={1: 4 if number % 2 else 3})
    world.look()
    world.forget()
    world.plugin.qbitrr_wanted(world.facts, world.now)
    assert asked(world) == ["qualityprofile", "series", *["episode"] * 10]


def test_after_that_only_what_has_changed_is_read(world, sonarr):
    world.begin(**searching())
    shown = [series(sonarr, f"Series {number}", seasons={1: 4}, has={1: 3}) for number in range(5)]
    listed(world)
    sonarr.put_file(sonarr.episodes(shown[2], 1)[3].id)
    sonarr.add_episode(shown[3], 1, 5, airs=world.clock.now + 60)
    sonarr.episodes(shown[4], 1)[3].monitored = False
    world.look(LATER)
    world.forget()
    found = world.plugin.qbitrr_wanted(world.facts, world.now)
    assert asked(world) == ["qualityprofile", "series", "episode"]
    assert sorted(one.title for one in found.media) == [
        "Series 0 S01E04",
        "Series 1 S01E04",
        "Series 3 S01E04",
        "Series 3 S01E05",
    ]


def test_everything_is_read_again_within_a_day_or_two_little_by_little(world, sonarr):
    world.begin(**searching())
    for number in range(20):
        series(sonarr, f"Series {number}", seasons={1: 4}, has={1: 3})
    listed(world)
    world.forget()
    counts = []
    for _ in range(60):
        world.look(LATER)
        world.forget()
        world.plugin.qbitrr_wanted(world.facts, world.now)
        counts.append(asked(world).count("episode"))
    assert sum(counts) == 20
    assert max(counts) <= 2


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply.of({"message": "NullReference"}, 500), "it answered 500: NullReference"),
        (Reply.of({"episodes": []}), "its episode is not what Sonarr answers there"),
        (
            Reply.of([{"id": "seven"}]),
            "an episode of it has no id, no season, or does not say whether it has a file",
        ),
    ],
    ids=["error", "shape", "fields"],
)
def test_a_series_that_cannot_be_read_is_skipped_and_the_rest_goes_on(world, sonarr, reply, why):
    world.begin(**searching())
    shown = [series(sonarr, f"Series {number}", seasons={1: 1}) for number in range(3)]
    answer = sonarr.answer

    def with_a_broken_one(request):
        broken = request.path.endswith("/episode") and request.query.get("seriesId") == [str(shown[1])]
        return reply if broken else answer(request)

    sonarr.answer = with_a_broken_one
    found = listed(world)
    assert [one.title for one in found.media] == ["Series 0 S01E01", "Series 2 S01E01"]
    assert found.why_incomplete == f"Series 1 could not be read ({why})"
    sonarr.answer = answer
    assert len(titles(world, LATER)) == 3


def test_a_series_that_is_deleted_between_two_requests_costs_nothing_else(world, sonarr):
    world.begin(**searching())
    shown = [series(sonarr, f"Series {number}", seasons={1: 1}) for number in range(3)]
    answer = sonarr.answer

    def deletes_meanwhile(request):
        if request.path.endswith("/episode"):
            sonarr.shows.by_id.pop(shown[2], None)
        return answer(request)

    sonarr.answer = deletes_meanwhile
    assert titles(world) == ["Series 0 S01E01", "Series 1 S01E01"]


def test_a_series_is_given_a_temporary_profile_as_a_whole(world, sonarr):
    own, temporary = sonarr.add_profile("Ultra HD"), sonarr.add_profile("Any")
    world.begin(EntrySearch={"UseTempForMissing": True, "QualityProfileMappings": {"Ultra HD": "Any"}})
    dark = series(sonarr, seasons={1: 3}, has={1: 2}, quality_profile_id=own)
    series(sonarr, "Whole", seasons={1: 1}, has={1: 1}, quality_profile_id=own)
    assert world.plugin.qbitrr_tend(world.now) == ["the quality profile Any was given to Dark"]
    assert sonarr.series(dark).quality_profile_id == temporary
    sonarr.put_file(sonarr.episodes(dark, 1)[2].id)
    world.clock.passes(LATER)
    world.plugin.qbitrr_tend(world.now)
    assert sonarr.series(dark).quality_profile_id == own


def test_a_large_library_is_kept_small(world, sonarr):
    import tracemalloc

    world.begin(**searching())
    for number in range(60):
        series(sonarr, f"Series {number}", seasons={1: 25, 2: 25, 3: 25}, has={1: 25, 2: 25, 3: 18})
    world.look()
    tracemalloc.start()
    before = tracemalloc.take_snapshot()
    found = world.plugin.qbitrr_wanted(world.facts, world.now)
    assert (len(found.media), found.satisfied) == (420, 4080)
    del found
    library = [tracemalloc.Filter(inclusive=True, filename_pattern="*/qbitrr_*/*.py")]
    kept = tracemalloc.take_snapshot().filter_traces(library).compare_to(before.filter_traces(library), "filename")
    tracemalloc.stop()
    assert sum(one.size_diff for one in kept) < 400_000


def test_requested_wants_need_no_other_kind(world, sonarr):
    """What was asked for is judged when it is searched for, by what the search says of it."""
    world.begin(EntrySearch={"QualityUnmetSearch": True})
    series(sonarr, seasons={1: 1})
    listed(world)
    assert search(world, 1, want=Want.REQUESTED)[0] == "begun"
    assert search(world, 1, want=Want.MISSING)[0] == "not wanted"
