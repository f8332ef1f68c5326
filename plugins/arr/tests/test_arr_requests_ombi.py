"""What is made of the requests of Ombi."""

from datetime import UTC, datetime

import pytest
from qbitrr_arr.requests.config import OmbiConfig
from qbitrr_arr.requests.ombi import Ombi
from qbitrr_arr.requests.wishes import Kind, Request

from qbitrr import NotAuthorized, Unavailable
from qbitrr.testing.clock import FakeClock
from qbitrr.testing.http import HTML, Fault, Reply
from qbitrr.testing.simulated_ombi import SimulatedOmbi


@pytest.fixture
def app():
    with SimulatedOmbi(clock=FakeClock(datetime(2026, 5, 1, tzinfo=UTC)).seconds) as server:
        yield server


@pytest.fixture
def read(app):
    clients = []

    def make(kind, **options):
        options = {"OmbiURI": app.url, "OmbiAPIKey": app.api_key, **options}
        clients.append(Ombi(OmbiConfig.model_validate({"SearchOmbiRequests": True, **options}), timeout=30.0))
        return clients[-1].read(kind)

    yield make
    for client in clients:
        client.close()


def test_a_movie_is_a_request(app, read):
    app.ask_movie(603, imdb="tt0133093", title="The Matrix")
    assert read(Kind.MOVIE).found == (
        Request(
            source="Ombi",
            kind=Kind.MOVIE,
            title="The Matrix",
            tmdb=603,
            imdb="tt0133093",
        ),
    )


def test_only_the_episodes_that_were_asked_for_and_have_not_come(app, read):
    app.ask_series(81189, {1: [1, 2], 3: [7]}, tmdb=1396, title="Breaking Bad", there=[(1, 2)])
    (request,) = read(Kind.SERIES).found
    assert (request.tvdb, request.tmdb, request.title) == (81189, 1396, "Breaking Bad")
    assert (request.seasons, request.episodes) == (frozenset(), frozenset({(1, 1), (3, 7)}))
    assert request.asks_for(3, 7)
    assert not request.asks_for(3, 8)


def test_each_user_wishes_for_himself(app, read):
    app.ask_series(81189, {1: [1]})
    app.ask_series(81189, {2: [1]}, approved=False)
    assert [one.episodes for one in read(Kind.SERIES).found] == [frozenset({(1, 1)})]
    assert len(read(Kind.SERIES, ApprovedOnly=False).found) == 2


@pytest.mark.parametrize(
    ("state", "approved_only", "found"),
    [
        ({}, True, 1),
        ({"approved": False}, True, 0),
        ({"approved": False}, False, 1),
        ({"denied": True}, False, 0),
        ({"approved": False, "denied": True}, False, 0),
        ({"denied": False}, True, 1),
        ({"available": True}, False, 0),
    ],
)
def test_denied_ones_and_what_is_there_are_no_wishes(app, read, state, approved_only, found):
    app.ask_movie(603, **state)
    app.ask_series(81189, {1: [1]}, **state)
    assert len(read(Kind.MOVIE, ApprovedOnly=approved_only).found) == found
    assert len(read(Kind.SERIES, ApprovedOnly=approved_only).found) == found


def test_a_series_of_which_all_has_come_is_no_wish(app, read):
    app.ask_series(81189, {1: [1]}, there=[(1, 1)])
    assert read(Kind.SERIES).found == read(Kind.SERIES).skipped == ()


def test_a_wish_for_4k_belongs_to_the_section_for_4k(app, read):
    app.ask_movie(603)
    app.ask_movie(604, uhd=True)
    app.ask_movie(605, has4KRequest=True, approved4K=True)
    app.ask_movie(606, uhd=True, approved4K=False)
    app.ask_movie(607, uhd=True, available4K=True)
    assert {one.tmdb for one in read(Kind.MOVIE).found} == {603, 605}
    assert {one.tmdb for one in read(Kind.MOVIE, Is4K=True).found} == {604, 605}


def test_series_have_no_4k(app, read):
    app.ask_series(81189, {1: [1]})
    assert read(Kind.SERIES, Is4K=True).found == ()


def test_a_title_can_be_written_anywhere(app, read):
    app.fail(
        Fault(reply=Reply(200, b'[{"theMovieDbId": 5, "approved": true, "available": false, "title": "A\\n\\ud800"}]'))
    )
    assert [one.title for one in read(Kind.MOVIE).found] == ["A ?"]


def test_a_request_that_is_told_twice_counts_once(app, read):
    app.ask_movie(603)
    app.movies *= 2
    assert len(read(Kind.MOVIE).found) == 1


MOVIE = {"id": 77, "theMovieDbId": 603, "approved": True, "available": False, "denied": None}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (None, "no request"),
        ("text", "no request"),
        ({**MOVIE, "approved": None}, "whether it was approved"),
        ({**MOVIE, "available": "no"}, "or is there"),
        ({**MOVIE, "theMovieDbId": 0}, "no id at"),
        ({**MOVIE, "theMovieDbId": "603", "imdbId": "603"}, "no id at"),
    ],
)
def test_a_strange_movie_is_skipped_with_a_reason_and_the_rest_is_kept(app, read, row, reason):
    app.movies.append(row)
    app.ask_movie(604)
    told = read(Kind.MOVIE)
    assert [one.tmdb for one in told.found] == [604]
    (sentence,) = told.skipped
    assert sentence.startswith("Ombi: request ")
    assert reason in sentence


def child(**more):
    episode = {"episodeNumber": 1, "available": False}
    seasons = [{"seasonNumber": 1, "episodes": [episode]}]
    return {"id": 9, "approved": True, "available": False, "denied": None, "seasonRequests": seasons, **more}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (None, "no request"),
        ({"id": 5, "tvDbId": 81189}, "no request"),
        ({"id": 5, "tvDbId": 81189, "childRequests": [None]}, "no request"),
        ({"id": 5, "tvDbId": 0, "childRequests": [child()]}, "no id at"),
        ({"id": 5, "tvDbId": 81189, "childRequests": [child(approved=None)]}, "whether it was approved"),
        ({"id": 5, "tvDbId": 81189, "childRequests": [child(seasonRequests=None)]}, "names no episode"),
        (
            {"id": 5, "tvDbId": 81189, "childRequests": [child(seasonRequests=[{"seasonNumber": 1}])]},
            "names no episode",
        ),
        (
            {"id": 5, "tvDbId": 81189, "childRequests": [child(seasonRequests=[{"episodes": [{"episodeNumber": 1}]}])]},
            "names no episode",
        ),
    ],
)
def test_a_strange_series_is_skipped_with_a_reason_and_the_rest_is_kept(app, read, row, reason):
    app.series.append(row)
    app.ask_series(70, {1: [1]})
    told = read(Kind.SERIES)
    assert [one.tvdb for one in told.found] == [70]
    (sentence,) = told.skipped
    assert reason in sentence


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (HTML, "a web page answered, not Ombi"),
        (Reply.of({"result": []}), "something else than Ombi"),
        (Reply(502, b"<html>", "text/html"), "Ombi answered 502"),
        (Reply(200, b"[{]"), "Ombi's reply is no JSON"),
    ],
)
def test_every_reply_that_is_no_list_is_a_sentence(app, read, kind, reply, says):
    app.fail(Fault(reply=reply))
    with pytest.raises(Unavailable, match=says):
        read(kind)


def test_a_refused_key_is_said_to_be(read):
    with pytest.raises(NotAuthorized, match=r"^Ombi refuses the API key$"):
        read(Kind.MOVIE, OmbiAPIKey="wrong")


def test_nobody_at_the_address_is_unavailable(app, read):
    app.stop()
    with pytest.raises(Unavailable, match=r"Ombi: .*refused"):
        read(Kind.MOVIE)
    app.restart_listening()
