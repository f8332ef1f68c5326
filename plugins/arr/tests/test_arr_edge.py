"""What the edge makes of everything that can answer at the address of an Arr app."""

import gc
import gzip
import json
from dataclasses import replace

import httpx
import pytest
from pydantic import SecretStr
from qbitrr_arr.app import ArrApp
from qbitrr_arr.edge import Edge
from qbitrr_arr.errors import DryRunError, NotFound, Refused, WrongAnswer

from qbitrr import NotAuthorized, Unavailable
from qbitrr.testing.http import HTML, Fault, Reply, SimulatedServer

KEY = "0123456789abcdef0123456789abcdef"
APP = ArrApp(
    kind="Radarr",
    api_version="v3",
    media_key="movieId",
    media_path="movie",
    search_command="MoviesSearch",
    search_key="movieIds",
    scan_command="DownloadedMoviesScan",
    category_field="movieCategory",
    imported_category_field="movieImportedCategory",
    events={},
)
STATUS = {"appName": "Radarr", "version": "6.1.1"}
TRACE = "at NzbDrone.Core.Parser.ParsingService.Map(String title) in /build/ParsingService.cs:line 77"


class App(SimulatedServer):
    """Answers every path with what a test has put there."""

    def __init__(self):
        super().__init__()
        self.replies = {}

    def answer(self, request):
        return self.replies.get(request.path, Reply.of(STATUS))


@pytest.fixture
def app():
    with App() as server:
        yield server


@pytest.fixture
def edge(app):
    with Edge(APP, app.url, SecretStr(KEY), timeout=30.0) as edge:
        yield edge


def test_the_key_is_sent_in_the_header_and_never_in_the_address(app, edge):
    edge.read("system/status")
    (request,) = app.requests
    assert request.headers["x-api-key"] == KEY
    assert request.query == {}


def test_the_api_version_is_fixed_and_not_asked_for(app, edge):
    edge.read("config/downloadclient")
    assert [request.path for request in app.requests] == ["/api/v3/config/downloadclient"]


@pytest.mark.parametrize("slash", ["", "/"])
def test_a_url_base_is_kept_without_double_slashes(app, slash):
    with Edge(APP, f"{app.url}/radarr{slash}", SecretStr(KEY)) as edge:
        edge.read("system/status")
        edge.ping()
    assert [request.path for request in app.requests] == ["/radarr/api/v3/system/status", "/radarr/ping"]


@pytest.mark.parametrize(
    ("reply", "error", "says"),
    [
        (Reply(401, b"", ""), NotAuthorized, "refuses the API key"),
        (Reply(403, b"", ""), NotAuthorized, "refuses the API key"),
        (Reply.of({"errorMessage": "Radarr is starting up, please try again later"}, 503), Unavailable, "starting up"),
        (Reply(502, b"<html>Bad gateway</html>", "text/html"), Unavailable, "502"),
        (Reply(429, b"", ""), Unavailable, "429"),
        (Reply.of({"message": "NullReference", "description": TRACE}, 500), WrongAnswer, "NullReference"),
        (Reply(500, b"<html>Internal error</html>", "text/html"), Unavailable, "500"),
        (HTML, Unavailable, "web page"),
        (Reply(200, b""), Unavailable, "empty"),
        (Reply(200, b'{"appName": "Rad'), Unavailable, "no JSON"),
        (Reply(200, b"not gzip", headers={"Content-Encoding": "gzip"}), Unavailable, "decompressed"),
        (Reply.of([1, 2]), WrongAnswer, "not what Radarr answers"),
        (Reply(404, b"", ""), NotFound, "does not know"),
        (Reply(404, b"<html>nginx</html>", "text/html"), Unavailable, "no Radarr at this address"),
        (Reply.of({"message": "NotFound"}, 404), NotFound, "NotFound"),
        (Reply.of({"message": "Tag in use", "description": TRACE}, 409), Refused, "Tag in use"),
        (Reply.of([{"propertyName": "Id", "errorMessage": "must be positive"}], 400), Refused, "must be positive"),
        (Reply.of({"title": "One or more validation errors occurred.", "errors": {}}, 400), Refused, "validation"),
        (Reply(302, b"", "", {"Location": "/login"}), Unavailable, "redirects"),
    ],
)
def test_every_reply_that_is_no_result_is_a_named_error(app, edge, reply, error, says):
    app.replies["/api/v3/movie/7"] = reply
    with pytest.raises(error, match=says) as caught:
        edge.read("movie/7")
    assert caught.type is error
    assert "ParsingService" not in str(caught.value)


def test_a_404_on_status_means_that_there_is_no_such_app(app, edge):
    app.replies["/api/v3/system/status"] = Reply(404, b"", "")
    with pytest.raises(Unavailable, match="there is no Radarr at this address"):
        edge.check()


def test_another_app_at_the_address_is_not_taken_for_ours(app, edge):
    app.replies["/api/v3/system/status"] = Reply.of({"appName": "Sonarr"})
    with pytest.raises(Unavailable, match="Sonarr, not Radarr"):
        edge.check()


@pytest.mark.parametrize(
    ("version", "says"),
    [("4.0.19", ""), ("5.0.1", ""), ("3.0.10", "Radarr 3.0.10, not Radarr 4 or 5"), ("40.1", "Radarr 40.1, not")],
)
def test_a_version_that_speaks_otherwise_is_not_taken_for_ours(app, version, says):
    app.replies["/api/v3/system/status"] = Reply.of({"appName": "Radarr", "version": version})
    with Edge(replace(APP, versions=("4.", "5.")), app.url, SecretStr(KEY)) as edge:
        if not says:
            assert edge.check()["version"] == version
            return
        with pytest.raises(Unavailable, match=says):
            edge.check()


@pytest.mark.parametrize("body", [{"records": []}, [1], "text"])
def test_a_list_that_is_none_is_not_believed(app, edge, body):
    app.replies["/api/v3/queue/details"] = Reply.of(body)
    with pytest.raises(Unavailable, match="queue/details is not what"):
        edge.read_all("queue/details")


def test_a_redirect_to_the_url_base_is_followed_with_method_and_body(app, edge):
    app.replies["/api/v3/command"] = Reply(307, b"", "", {"Location": "/radarr/api/v3/command"})
    app.replies["/radarr/api/v3/command"] = Reply.of({"id": 4}, 201)
    edge.command("RefreshMonitoredDownloads")
    assert [request.method for request in app.requests] == ["POST", "POST"]
    assert app.requests[1].json() == {"name": "RefreshMonitoredDownloads"}


def test_the_key_is_not_carried_to_another_server(app, edge):
    with App() as other:
        app.replies["/api/v3/system/status"] = Reply(307, b"", "", {"Location": f"{other.url}/api/v3/system/status"})
        with pytest.raises(Unavailable, match="redirects"):
            edge.check()
        assert other.requests == []


def test_a_silent_app_is_given_up_after_the_timeout(app):
    app.fail(Fault(delay=1.0, drop=True))
    with Edge(APP, app.url, SecretStr(KEY), timeout=0.1) as edge, pytest.raises(Unavailable, match="in time"):
        edge.read("system/status")


def test_nobody_at_the_address_is_unavailable(app, edge):
    app.stop()
    with pytest.raises(Unavailable, match="refused"):
        edge.read("system/status")
    app.restart_listening()


def test_a_read_over_a_dead_connection_is_sent_once_more(app, edge):
    app.fail(Fault(drop=True, times=1))
    assert edge.read("system/status") == STATUS


def test_a_change_is_never_sent_twice(app, edge):
    app.replies["/api/v3/command"] = Reply.of({"id": 4}, 201)
    app.fail(Fault(path="command", drop=True, after=True))
    with pytest.raises(Unavailable):
        edge.command("MoviesSearch", movieIds=[1])
    assert len(app.requests) == 1


def test_a_dry_run_changes_nothing(app):
    with Edge(APP, app.url, SecretStr(KEY), read_only=True) as edge:
        edge.read("system/status")
        for change in (
            lambda: edge.command("RssSync"),
            lambda: edge.post("history/failed/1"),
            lambda: edge.delete("queue/1"),
        ):
            with pytest.raises(DryRunError):
                change()
    assert [request.method for request in app.requests] == ["GET"]


def test_false_flags_are_written_out(app, edge):
    app.replies["/api/v3/queue/5"] = Reply(200, b"", "")
    edge.delete("queue/5", removeFromClient=False, blocklist=True)
    assert app.requests[0].query == {"removeFromClient": ["false"], "blocklist": ["true"]}


def test_an_order_without_a_number_was_perhaps_not_taken(app, edge):
    app.replies["/api/v3/command"] = Reply.of({"message": "ok"})
    with pytest.raises(Unavailable, match="what became of RssSync"):
        edge.command("RssSync")


def test_a_compressed_reply_is_read(app, edge):
    body = gzip.compress(json.dumps(STATUS).encode())
    app.replies["/api/v3/system/status"] = Reply(200, body, headers={"Content-Encoding": "gzip"})
    assert edge.check() == STATUS


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("said", "seconds"),
    [("60", 60.0), ("0", 0.0), ("soon", None), ("Fri, 31 Dec 1999 23:59:59 GMT", None), ("²", None)],
)
def test_how_long_an_app_wants_to_be_left_alone_is_known(app, edge, status, said, seconds):
    app.replies["/api/v3/queue"] = Reply(status, b"", "", {"Retry-After": said})
    with pytest.raises(Unavailable) as caught:
        edge.read("queue")
    assert caught.value.retry_in == seconds


@pytest.mark.parametrize(
    ("reply", "alive"),
    [
        (Reply.of({"status": "OK"}), True),
        (Reply.of({"status": "Error"}, 500), False),
        (HTML, False),
        (Reply.of([]), False),
    ],
)
def test_ping_tells_an_app_that_lives_from_one_that_does_not(app, edge, reply, alive):
    app.replies["/ping"] = reply
    assert edge.ping() is alive


def test_errors_never_show_the_key(app, edge):
    app.replies["/api/v3/system/status"] = Reply(307, b"", "", {"Location": f"http://elsewhere.invalid/?apikey={KEY}"})
    with pytest.raises(Unavailable) as caught:
        edge.check()
    assert KEY not in str(caught.value)


def test_a_change_is_sent_once_and_refused_in_a_dry_run(app, edge):
    app.fail(Fault(path="editor", drop=True))
    asked, serve = [], app.serve
    app.serve = lambda request: asked.append(request) or serve(request)
    with pytest.raises(Unavailable):
        edge.put("movie/editor", movieIds=[1], qualityProfileId=4)
    assert [(request.method, request.json()) for request in asked] == [
        ("PUT", {"movieIds": [1], "qualityProfileId": 4})
    ]
    with Edge(APP, app.url, SecretStr(KEY), read_only=True) as dry, pytest.raises(DryRunError):
        dry.put("movie/editor", movieIds=[1], qualityProfileId=4)


def movies(edge):
    return list(edge.each("movie", excludeLocalCovers=True))


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_long_list_comes_one_object_after_the_other(app, edge, count):
    app.replies["/api/v3/movie"] = Reply.of([{"id": number, "tags": [1, [2]]} for number in range(count)])
    assert [movie["id"] for movie in movies(edge)] == list(range(count))
    (request,) = app.requests
    assert request.headers["x-api-key"] == KEY
    assert request.query == {"excludeLocalCovers": ["true"]}


@pytest.mark.parametrize(
    ("reply", "error", "says"),
    [
        (Reply.of({"id": 1}), WrongAnswer, "its movie is not what Radarr answers there"),
        (Reply.of([1, 2]), WrongAnswer, "its movie is not what Radarr answers there"),
        (Reply(200, b'[{"id": 1}, {"id": 2'), Unavailable, "no JSON"),
        (Reply(200, b'[{"id": 1} {"id": 2}]'), Unavailable, "no JSON"),
        (Reply(200, b'[{"id": 1}, '), Unavailable, "no JSON"),
        (Reply(200, b'[{"id": 1}] and more'), Unavailable, "no JSON"),
        (Reply(200, b""), Unavailable, "empty"),
        (HTML, Unavailable, "web page"),
        (Reply(503, b"{}"), Unavailable, "starting up"),
        (Reply(401, b"", ""), NotAuthorized, "refuses the API key"),
        (Reply(302, b"", "", {"Location": "/login"}), Unavailable, "redirects"),
    ],
)
def test_a_long_list_that_is_none_is_a_named_error(app, edge, reply, error, says):
    app.replies["/api/v3/movie"] = reply
    with pytest.raises(error, match=says) as caught:
        movies(edge)
    assert caught.type is error


def test_no_reply_stays_in_the_memory_until_a_collection(app, edge):
    app.replies["/api/v3/movie"] = Reply.of([{"id": 1}])
    gc.collect()
    gc.disable()
    try:
        assert len(list(edge.each("movie"))) == 1
        assert edge.read("system/status") == STATUS
        assert edge.read_all("movie") == [{"id": 1}]
        left = [one for one in gc.get_objects() if isinstance(one, httpx.Response)]
    finally:
        gc.enable()
    assert left == []
