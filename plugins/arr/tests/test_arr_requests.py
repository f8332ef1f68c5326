"""Requests as values, and which of them is for one movie or series."""

import pytest
from qbitrr_arr.requests.choosing import chosen
from qbitrr_arr.requests.config import OmbiConfig, OverseerrConfig
from qbitrr_arr.requests.ombi import Ombi
from qbitrr_arr.requests.pages import MOST_PAGES, PAGE, READINGS, Page, read_all
from qbitrr_arr.requests.seerr import Seerr
from qbitrr_arr.requests.wishes import Kind, Request, matches

OVERSEERR = {"SearchOverseerrRequests": True, "OverseerrURI": "http://localhost:5055/", "OverseerrAPIKey": " abc= "}
OMBI = {"SearchOmbiRequests": True, "OmbiURI": "http://localhost:3579/ombi", "OmbiAPIKey": "abc"}


def movie(**ids):
    return Request(source="Overseerr", kind=Kind.MOVIE, **ids)


def rows(*ids):
    return [{"id": number} for number in ids]


@pytest.mark.parametrize(
    ("ids", "found"),
    [
        ({"tmdb": 603}, True),
        ({"tmdb": 603, "imdb": "tt0133093"}, True),
        ({"imdb": "TT0133093"}, True),
        ({"tmdb": 604, "imdb": "tt0133093"}, True),
        ({"tvdb": 603}, False),
        ({"tmdb": 604}, False),
        ({"tmdb": None, "imdb": ""}, False),
        ({"tmdb": 0}, False),
    ],
)
def test_a_request_matches_by_any_id_that_both_have(ids, found):
    request = movie(tmdb=603, imdb="tt0133093")
    assert matches([request], **ids) == ([request] if found else [])


def test_a_request_without_an_id_at_imdb_matches_although_others_have_one():
    without, other = movie(tmdb=603), movie(tmdb=604, imdb="tt0234215")
    assert matches([other, without], tmdb=603, imdb="tt0133093") == [without]


def test_a_series_is_not_taken_for_the_movie_with_the_same_id():
    series = Request(source="Ombi", kind=Kind.SERIES, tmdb=603)
    assert matches([series], tmdb=603, kind=Kind.MOVIE) == []


@pytest.mark.parametrize(
    ("wish", "season", "episode", "asked"),
    [
        ({"seasons": frozenset({3})}, 3, 1, True),
        ({"seasons": frozenset({3})}, 2, 1, False),
        ({"seasons": frozenset(), "episodes": frozenset({(2, 5)})}, 2, 5, True),
        ({"seasons": frozenset(), "episodes": frozenset({(2, 5)})}, 2, 6, False),
        ({"seasons": None}, 9, 9, True),
    ],
)
def test_season_3_means_season_3(wish, season, episode, asked):
    request = Request(source="Overseerr", kind=Kind.SERIES, tvdb=1, **wish)
    assert request.asks_for(season, episode) is asked


@pytest.mark.parametrize("count", [0, 1, PAGE, PAGE + 1, 3 * PAGE])
def test_all_pages_are_read_and_no_more(count):
    asked = []

    def page(place):
        asked.append(place)
        return Page(rows(*range(1, count + 1))[place : place + PAGE], count)

    found, complete = read_all(page)
    assert (len(found), complete) == (count, True)
    assert len(asked) == max(1, -(-count // PAGE))


@pytest.mark.parametrize("change", ["added", "taken"])
def test_a_list_that_changes_between_two_pages_loses_and_doubles_nothing(change):
    ids = list(range(250, 0, -1))
    asked = []

    def page(place):
        part = Page(rows(*ids[place : place + PAGE]), len(ids))
        asked.append(place)
        if len(asked) == 1:
            ids.insert(0, 251) if change == "added" else ids.remove(240)
        return part

    found, complete = read_all(page)
    assert ([row["id"] for row in found.values()], complete) == (ids, True)


def test_a_list_that_never_keeps_still_gives_what_was_seen():
    ids = list(range(150, 0, -1))
    asked = []

    def page(place):
        part = Page(rows(*ids[place : place + PAGE]), len(ids))
        asked.append(place)
        ids.pop(0)
        return part

    found, _ = read_all(page)
    assert {row["id"] for row in found.values()} >= set(ids)
    assert len(asked) == 2 * READINGS


def test_an_app_that_gives_the_same_page_for_ever_comes_to_an_end():
    asked = []

    def page(place):
        asked.append(place)
        return Page(rows(1, 2, 3), 10**9)

    found, _ = read_all(page)
    assert [row["id"] for row in found.values()] == [1, 2, 3]
    assert len(asked) <= 2 * READINGS


def test_an_endless_list_is_cut_and_said_to_be():
    asked = []

    def page(place):
        asked.append(place)
        return Page(rows(*range(place, place + PAGE)), 10**9)

    found, complete = read_all(page)
    assert (len(found), complete, len(asked)) == (PAGE * MOST_PAGES, False, MOST_PAGES)


def test_rows_without_an_id_are_kept_apart():
    found, _ = read_all(lambda place: Page([{}, None, {"id": [1]}, "text"][place:], 4))
    assert len(found) == 4


@pytest.mark.parametrize(
    ("overseerr", "ombi", "app"), [(OVERSEERR, OMBI, Seerr), (OVERSEERR, {}, Seerr), ({}, OMBI, Ombi), ({}, {}, None)]
)
def test_overseerr_comes_before_ombi(overseerr, ombi, app):
    found = chosen(OverseerrConfig.model_validate(overseerr), OmbiConfig.model_validate(ombi))
    assert type(found) is (app or type(None))
    if found:
        found.close()
