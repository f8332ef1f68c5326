"""What the simulated Radarr promises about its front door, settings and library."""

import pytest

from qbitrr.testing.arr.settings import PathMapping
from qbitrr.testing.simulated_radarr import SimulatedRadarr
from tests.testing.web import client_of

DAY = 86_400


def bare(radarr, method, path, **options):
    with client_of(radarr.url) as client:
        return client.request(method, path, **options)


@pytest.mark.parametrize("path", ["/api/v3/system/status", "/api/v3/queue/blacklist", "/nowhere", "/api"])
def test_without_the_key_everything_is_401_with_an_empty_body(radarr, path):
    reply = bare(radarr, "GET", path)
    assert (reply.status_code, reply.content) == (401, b"")


def test_the_first_key_that_is_present_decides(radarr):
    right = {"X-Api-Key": radarr.api_key}
    assert bare(radarr, "GET", "/api/v3/health?apikey=wrong", headers=right).status_code == 401
    assert bare(radarr, "GET", f"/api/v3/health?apikey={radarr.api_key}").status_code == 200
    assert bare(radarr, "GET", "/api/v3/health", headers={"Authorization": f"Bearer {radarr.api_key}"}).is_success


def test_ping_needs_no_key(radarr):
    assert bare(radarr, "GET", "/ping").json() == {"status": "OK"}
    assert bare(radarr, "HEAD", "/ping").status_code == 200


def test_api_names_its_current_version(radarr):
    reply = bare(radarr, "GET", "/api", headers={"X-Api-Key": radarr.api_key})
    assert reply.json() == {"current": "v3", "deprecated": []}


def test_every_reply_carries_the_version(api):
    for path in ("health", "command/77"):
        assert api.get(path).headers["X-Application-Version"] == api.get("system/status").json()["version"]


def test_there_is_no_queue_blacklist(api, radarr):
    reply = api.post("queue/blacklist")
    assert (reply.status_code, reply.content) == (404, b"")


def test_a_client_that_takes_no_json_gets_406(api):
    assert api.get("health", headers={"Accept": "text/html"}).status_code == 406


def test_a_request_without_the_url_base_is_redirected(qbittorrent, clock, tmp_path):
    server = SimulatedRadarr(
        client_port=qbittorrent.port, root_folder=tmp_path, url_base="/radarr", clock=clock.seconds
    )
    with server:
        key = {"X-Api-Key": server.api_key}
        reply = bare(server, "GET", "/api/v3/queue?page=2", headers=key)
        assert (reply.status_code, reply.headers["Location"]) == (307, "/radarr/api/v3/queue?page=2")
        assert bare(server, "GET", "/radarr/api/v3/health", headers=key).status_code == 200
        assert bare(server, "GET", "/radarr//api/v3/health", headers=key).status_code == 404


def test_after_a_restart_it_answers_503_for_a_while_and_has_a_new_start_time(api, radarr, clock):
    before = api.get("system/status").json()["startTime"]
    clock.tick(1)
    radarr.restart()
    reply = api.get("queue")
    assert reply.status_code == 503
    assert reply.json() == {"errorMessage": "Radarr is starting up, please try again later"}
    clock.tick(radarr.settings.startup_takes)
    assert api.get("system/status").json()["startTime"] != before


def test_system_status_tells_which_app_it_is(api):
    assert api.get("system/status").json()["appName"] == "Radarr"


def test_the_download_client_shows_its_category_and_hides_its_password(api):
    [client] = api.get("downloadclient").json()
    values = {field["name"]: field.get("value") for field in client["fields"]}
    assert values["movieCategory"] == "radarr"
    assert values["password"] == "********"
    assert "value" not in next(field for field in client["fields"] if field["name"] == "movieImportedCategory")
    assert client["removeCompletedDownloads"]


def test_the_configuration_follows_the_settings(api, radarr):
    radarr.settings.auto_redownload_failed = False
    assert api.get("config/downloadclient").json()["autoRedownloadFailed"] is False


def test_path_mappings_are_listed(api, radarr):
    radarr.settings.path_mappings.append(PathMapping("127.0.0.1", "/downloads", "/mnt/torrents"))
    [mapping] = api.get("remotepathmapping").json()
    assert (mapping["remotePath"], mapping["localPath"]) == ("/downloads", "/mnt/torrents")


def test_an_existing_tag_is_given_back(api):
    first = api.post("tag", json={"label": "Keep-It"})
    assert (first.status_code, first.json()["label"]) == (201, "keep-it")
    assert api.post("tag", json={"label": "keep-it"}).json() == first.json()


def test_a_tag_in_use_cannot_be_deleted(api, radarr):
    tag = api.post("tag", json={"label": "uhd"}).json()["id"]
    radarr.add_movie("Movie", tags=[tag])
    assert api.delete(f"tag/{tag}").status_code == 409


def test_a_tag_with_spaces_breaks_a_rule(api):
    reply = api.post("tag", json={"label": "not so"})
    assert (reply.status_code, reply.json()[0]["propertyName"]) == (400, "Label")


@pytest.mark.parametrize("path", ["qualityprofile", "indexer", "health", "tag", "queue/status", "wanted/cutoff"])
def test_readings_keep_to_the_document(api, path):
    assert api.get(path).status_code == 200


def test_an_unknown_movie_is_a_problem_object(api):
    reply = api.get("movie/99")
    assert (reply.status_code, reply.json()["title"]) == (404, "Not Found")


@pytest.mark.parametrize(
    ("minimum", "dates", "expected"),
    [
        ("announced", {}, True),
        ("inCinemas", {}, False),
        ("inCinemas", {"in_cinemas": -1}, True),
        ("released", {"in_cinemas": -89}, False),
        ("released", {"in_cinemas": -91}, True),
        ("released", {"in_cinemas": -91, "digital_release": 1}, False),
        ("released", {"physical_release": -1, "digital_release": 5}, True),
        ("released", {}, False),
    ],
)
def test_availability_is_computed(api, radarr, clock, minimum, dates, expected):
    when = {name: clock.seconds() + days * DAY for name, days in dates.items()}
    number = radarr.add_movie("Movie", minimum_availability=minimum, **when)
    assert api.get(f"movie/{number}").json()["isAvailable"] is expected


def test_the_availability_delay_counts(api, radarr, clock):
    number = radarr.add_movie("Movie", minimum_availability="inCinemas", in_cinemas=clock.seconds() - DAY)
    radarr.settings.availability_delay_days = 2
    assert api.get(f"movie/{number}").json()["isAvailable"] is False


def test_what_is_unknown_is_left_out(api, radarr):
    radarr.add_movie("Movie")
    [movie] = api.get("movie").json()
    assert not {"lastSearchTime", "movieFile", "inCinemas"} & set(movie)


def test_missing_includes_movies_that_are_not_out(api, radarr):
    radarr.add_movie("Later", minimum_availability="released")
    radarr.add_movie("Ignored", monitored=False)
    assert [movie["title"] for movie in api.get("wanted/missing").json()["records"]] == ["Later"]


def test_moviefile_wants_to_know_whose(api):
    reply = api.get("moviefile")
    assert (reply.status_code, reply.json()["message"][:10]) == (400, "BadRequest")


def test_a_field_that_there_is_not_is_a_mistake_of_the_test(radarr):
    for add in (radarr.add_movie, radarr.add_profile, radarr.add_indexer):
        with pytest.raises(TypeError, match="has no colour"):
            add("New", colour="red")
