"""What is made of the requests of Overseerr, Jellyseerr and Seerr."""

import json
from datetime import UTC, datetime

import pytest
from qbitrr_arr.errors import WrongAnswer
from qbitrr_arr.requests.config import OverseerrConfig
from qbitrr_arr.requests.pages import PAGE
from qbitrr_arr.requests.seerr import LOOK_UPS, TRIES, Seerr
from qbitrr_arr.requests.wishes import Kind, Request

from qbitrr import NotAuthorized, Unavailable
from qbitrr.testing.clock import FakeClock
from qbitrr.testing.http import HTML, Fault, Reply
from qbitrr.testing.simulated_seerr import Media, SimulatedSeerr, Status


@pytest.fixture(params=[False, True], ids=["new", "old"])
def app(request):
    with SimulatedSeerr(old=request.param, clock=FakeClock(datetime(2026, 5, 1, tzinfo=UTC)).seconds) as server:
        yield server


@pytest.fixture
def client_of(app):
    clients = []

    def make(**options):
        options = {"OverseerrURI": app.url, "OverseerrAPIKey": app.api_key, **options}
        clients.append(
            Seerr(OverseerrConfig.model_validate({"SearchOverseerrRequests": True, **options}), timeout=30.0)
        )
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def movies(client_of):
    return lambda **options: client_of(**options).read(Kind.MOVIE)


@pytest.fixture
def series(client_of):
    return lambda **options: client_of(**options).read(Kind.SERIES)


def test_a_movie_is_a_request(app, movies):
    app.ask_movie(603, imdb="tt0133093")
    assert movies().found == (
        Request(
            source="Overseerr",
            kind=Kind.MOVIE,
            tmdb=603,
            imdb="tt0133093",
        ),
    )


def test_movies_and_series_are_told_apart_although_their_ids_are_equal(app, movies, series):
    app.ask_movie(603)
    app.ask_series(603, 1, tvdb=70)
    assert [one.kind for one in movies().found] == [Kind.MOVIE]
    assert [(one.kind, one.tvdb) for one in series().found] == [(Kind.SERIES, 70)]


@pytest.mark.parametrize(
    ("status", "approved_only", "found"),
    [
        (Status.APPROVED, True, 1),
        (Status.PENDING, True, 0),
        (Status.PENDING, False, 1),
        (Status.DECLINED, False, 0),
        (Status.FAILED, False, 0),
        (Status.COMPLETED, False, 0),
    ],
)
def test_only_approved_ones_count_unless_pending_ones_may_too(app, movies, series, status, approved_only, found):
    app.ask_movie(603, status=status)
    app.ask_series(1396, 1, tvdb=81189, status=status)
    assert len(movies(ApprovedOnly=approved_only).found) == found
    assert len(series(ApprovedOnly=approved_only).found) == found


@pytest.mark.parametrize("media", list(Media))
def test_what_is_there_or_was_given_up_is_no_wish(app, movies, media):
    app.ask_movie(603, media=media)
    assert len(movies().found) == (media <= Media.PARTIALLY_AVAILABLE)


def test_season_3_means_season_3(app, series):
    app.ask_series(1396, 3, tvdb=81189)
    assert [one.seasons for one in series().found] == [frozenset({3})]


def test_only_seasons_that_were_approved_and_have_not_come_are_left(app, series):
    states = {0: Status.APPROVED, 1: Status.DECLINED, 2: Status.PENDING, 3: Status.APPROVED, 4: Status.APPROVED}
    come = {3: Media.PARTIALLY_AVAILABLE, 4: Media.AVAILABLE}
    app.ask_series(1396, tvdb=81189, season_status=states, there=come)
    assert [one.seasons for one in series().found] == [frozenset({0, 3})]
    assert [one.seasons for one in series(ApprovedOnly=False).found] == [frozenset({0, 2, 3})]


def test_a_series_of_which_all_has_come_is_no_wish(app, series):
    app.ask_series(1396, 1, tvdb=81189, media=Media.PARTIALLY_AVAILABLE, there={1: Media.AVAILABLE})
    assert series().found == series().skipped == ()


def test_a_request_for_4k_belongs_to_the_section_for_4k(app, movies, series):
    app.ask_movie(603)
    app.ask_movie(604, is_4k=True)
    app.ask_series(1396, 1, tvdb=81189, is_4k=True, there={1: Media.PROCESSING})
    assert [one.tmdb for one in movies().found] == [603]
    assert [one.tmdb for one in movies(Is4K=True).found] == [604]
    assert (len(series().found), len(series(Is4K=True).found)) == (0, 1)


def test_a_request_without_an_id_at_imdb_is_kept_beside_one_with(app, movies):
    app.ask_movie(603, imdb="tt0133093")
    app.ask_movie(604)
    assert {one.tmdb for one in movies().found} == {603, 604}


def test_hundreds_are_read_by_pages(app, movies):
    for tmdb in range(1, 2 * PAGE + 51):
        app.ask_movie(tmdb)
    assert {one.tmdb for one in movies().found} == set(range(1, 2 * PAGE + 51))
    assert [request.query["skip"] for request in app.requests] == [["0"], ["100"], ["200"]]


def test_a_request_that_is_made_or_ends_between_two_pages_costs_no_other(app, movies):
    for tmdb in range(1, 151):
        app.ask_movie(tmdb)
    changes = [lambda: app.ask_movie(999), lambda: app.by_id.pop(140)]
    app.observers.append(lambda *_: changes.pop()() if changes else None)
    found = [one.tmdb for one in movies().found]
    assert sorted(found) == sorted({*range(1, 151), 999} - {140})


MEDIA = {"tmdbId": 1, "status": 3, "mediaType": "movie"}
GOOD = {"id": 77, "status": 2, "type": "movie", "is4k": False, "media": MEDIA}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (None, "no request"),
        ([], "no request"),
        ("text", "no request"),
        ({"id": 77}, "what it is for"),
        ({**GOOD, "status": "approved"}, "whether it was approved"),
        ({**GOOD, "status": True}, "whether it was approved"),
        ({**GOOD, "is4k": "no"}, "for 4K"),
        ({**GOOD, "media": None}, "whether it is there"),
        ({**GOOD, "media": {"status": 3}}, "no id at"),
        ({**GOOD, "media": {"status": 3, "tmdbId": -5, "tvdbId": 0, "imdbId": "tt<script>"}}, "no id at"),
        ({**GOOD, "media": {"status": 3, "tmdbId": 2**70, "tvdbId": 1.5, "imdbId": 7}}, "no id at"),
    ],
)
def test_a_strange_row_is_skipped_with_a_reason_and_the_rest_is_kept(app, movies, row, reason):
    app.strange.append(row)
    app.ask_movie(603)
    told = movies()
    assert [one.tmdb for one in told.found] == [603]
    (sentence,) = told.skipped
    assert sentence.startswith("Overseerr: request ")
    assert reason in sentence


@pytest.mark.parametrize(
    "seasons", [None, [], {}, "all", [None, 3], [{"status": 2}], [{"seasonNumber": "3", "status": 2}]]
)
def test_a_series_without_seasons_is_never_taken_for_all_of_it(app, series, seasons):
    media = {**MEDIA, "mediaType": "tv", "tvdbId": 5}
    app.strange.append({**GOOD, "type": "tv", "media": media, "seasons": seasons})
    told = series()
    assert told.found == ()
    assert told.skipped == ("Overseerr: request 77 is skipped: it names no season",)


def test_rows_of_another_kind_are_passed_over(app, movies):
    app.strange.append({**GOOD, "type": "music"})
    assert movies().found == movies().skipped == ()


def test_the_id_at_tvdb_is_looked_up_once_where_the_list_lacks_it(app, client_of):
    app.ask_series(1396, 1, title="Breaking Bad")
    app.known_tvdb[1396] = 81189
    client = client_of()
    for _ in range(2):
        assert [(one.tvdb, one.title) for one in client.read(Kind.SERIES).found] == [(81189, "Breaking Bad")]
    assert sum("/tv/" in request.path for request in app.requests) == 1


def test_a_series_that_cannot_be_looked_up_is_kept_with_the_id_it_has(app, series):
    app.ask_series(1396, 1)
    app.fail(Fault(path="/tv/", reply=Reply.of({"message": "Unable to retrieve series."}, 500)))
    assert [(one.tmdb, one.tvdb) for one in series().found] == [(1396, None)]


def looked_up(app):
    return [int(request.path.rpartition("/")[2]) for request in app.requests if "/tv/" in request.path]


def test_looking_up_is_bounded_and_every_series_has_its_turn(app, client_of):
    for tmdb in range(1, 2 * LOOK_UPS + 1):
        app.ask_series(tmdb, 1)
    client = client_of()
    assert len(client.read(Kind.SERIES).found) == 2 * LOOK_UPS
    assert len(looked_up(app)) == LOOK_UPS
    client.read(Kind.SERIES)
    assert sorted(looked_up(app)) == list(range(1, 2 * LOOK_UPS + 1))


def test_an_app_that_goes_away_while_series_are_looked_up_is_asked_no_more(app, series):
    for tmdb in range(1, 6):
        app.ask_series(tmdb, 1)
    app.fail(Fault(path="/tv/", reply=Reply.of({}, 503), after=True))
    assert len(series().found) == 5
    assert len(looked_up(app)) == 1


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (HTML, "a web page answered, not Overseerr"),
        (Reply(404, b"<html>", "text/html"), "there is no Overseerr at this address"),
        (Reply.of({"message": "not found"}, 404), "Overseerr refused to say: not found"),
        (Reply.of({"message": "Unknown query parameter"}, 400), "Overseerr refused to say: Unknown query parameter"),
        (Reply.of({}, 503), r"Overseerr is starting up or overloaded \(503\)"),
        (Reply.of({}, 429), "Overseerr answered 429"),
        (Reply(200, b""), "Overseerr's reply is empty"),
        (Reply(200, b'{"pageInfo"'), "Overseerr's reply is no JSON"),
        (Reply(200, b"[" * 100_000), "nested too deeply"),
        (Reply.of([]), "something else than Overseerr"),
        (Reply.of({"results": []}), "something else than Overseerr"),
        (Reply.of({"pageInfo": {"results": "2"}, "results": []}), "something else than Overseerr"),
        (Reply.of({"pageInfo": {"results": 0}, "results": {}}), "something else than Overseerr"),
        (Reply.of({"pageInfo": {"results": 0}, "results": None}), "something else than Overseerr"),
        (Reply(302, b"", "", {"Location": "/login"}), "Overseerr: the address redirects"),
        (Reply(307, b"", "", {"Location": "/api/v1/request"}), "Overseerr: "),
    ],
)
def test_every_reply_that_is_no_list_is_a_sentence(app, movies, reply, says):
    app.fail(Fault(reply=reply))
    with pytest.raises(Unavailable, match=says) as caught:
        movies()
    assert caught.type in (Unavailable, WrongAnswer)


def test_a_refused_key_is_said_to_be_and_is_not_shown(movies):
    with pytest.raises(NotAuthorized, match=r"^Overseerr refuses the API key$"):
        movies(OverseerrAPIKey="wrong")


def test_a_silent_app_is_given_up_after_the_timeout(app):
    app.fail(Fault(delay=1.0, drop=True))
    config = OverseerrConfig.model_validate(
        {"SearchOverseerrRequests": True, "OverseerrURI": app.url, "OverseerrAPIKey": app.api_key}
    )
    client = Seerr(config, timeout=0.1)
    with pytest.raises(Unavailable, match="Overseerr did not answer in time"):
        client.read(Kind.MOVIE)
    client.close()


def test_an_answer_that_is_lost_once_is_asked_for_again(app, movies):
    app.ask_movie(603)
    app.fail(Fault(drop=True, times=1))
    assert len(movies().found) == 1


def test_it_only_reads(app, movies, series):
    app.ask_movie(603)
    app.ask_series(1396, 1)
    movies(), series()
    assert {request.method for request in app.requests} == {"GET"}
    assert app.api_key not in json.dumps([dict(request.query) for request in app.requests])


def test_an_id_that_is_not_known_is_not_looked_up_for_ever(app, client_of):
    app.ask_series(1396, 1)
    client = client_of()
    for _ in range(3 * TRIES):
        client.read(Kind.SERIES)
    assert len(looked_up(app)) == TRIES


def test_a_look_up_that_was_not_answered_does_not_count(app, client_of):
    app.ask_series(1396, 1)
    client = client_of()
    app.fail(Fault(path="/tv/", drop=True))
    for _ in range(3 * TRIES):
        client.read(Kind.SERIES)
    app.heal()
    app.known_tvdb[1396] = 81189
    assert [one.tvdb for one in client.read(Kind.SERIES).found] == [81189]
