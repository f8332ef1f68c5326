"""What the simulated Radarr promises about commands, and that it lives by itself on the real clock."""

import time

import pytest

from qbitrr.testing.arr.settings import Settings
from qbitrr.testing.simulated_radarr import SimulatedRadarr
from tests.testing.web import client_of

HASH = "A" * 40
TITLE = "Big.Movie.2020.1080p.WEB-DL-GRP"


def post(api, name, **parameters):
    reply = api.post("command", json={"name": name, **parameters})
    assert reply.status_code == 201
    return reply.json()


def status(api, command):
    return api.get(f"command/{command['id']}").json()["status"]


def test_a_command_is_queued_started_and_completed(api, radarr, clock):
    radarr.settings.command_takes = 5
    command = post(api, "RssSync")
    assert (command["status"], command["result"], command["trigger"]) == ("queued", "unknown", "manual")
    assert status(api, command) == "started"
    clock.tick(5)
    ended = api.get(f"command/{command['id']}").json()
    assert (ended["status"], ended["result"], ended["duration"]) == ("completed", "successful", "00:00:05")


def test_names_are_read_in_any_case(api):
    assert post(api, "refreshmonitoreddownloads")["name"] == "RefreshMonitoredDownloads"


def test_an_unknown_name_is_500_with_a_stack_trace(api):
    reply = api.post("command", json={"name": "Nonsense"})
    assert reply.status_code == 500
    assert reply.json()["message"] == "Sequence contains no matching element"
    assert "   at " in reply.json()["description"]


def test_a_blank_name_breaks_a_rule(api):
    reply = api.post("command", json={"name": " "})
    assert (reply.status_code, reply.json()[0]["propertyName"]) == (400, "Name")


def test_malformed_json_is_a_problem_object(api):
    reply = api.post("command", content=b"{", headers={"Content-Type": "application/json"})
    assert (reply.status_code, "errors" in reply.json()) == (400, True)


def test_a_parameter_of_the_wrong_type_is_500(api):
    assert api.post("command", json={"name": "MoviesSearch", "movieIds": 3}).status_code == 500


def test_a_missing_list_is_accepted_and_fails_later(api):
    assert status(api, post(api, "MoviesSearch")) == "failed"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"name": "MoviesSearch", "movieIds": [1, 2]}, {"name": "MoviesSearch", "movieIds": [2, 1]}, True),
        ({"name": "MoviesSearch", "movieIds": [1]}, {"name": "MoviesSearch", "movieIds": [2]}, False),
        ({"name": "RssSync"}, {"name": "Backup"}, False),
        # the comparison stops at downloadClientId, which neither has
        (
            {"name": "DownloadedMoviesScan", "path": "/a", "importMode": "copy"},
            {"name": "DownloadedMoviesScan", "path": "/a", "importMode": "move"},
            True,
        ),
        (
            {"name": "DownloadedMoviesScan", "path": "/a", "downloadClientId": "X", "importMode": "copy"},
            {"name": "DownloadedMoviesScan", "path": "/a", "downloadClientId": "X", "importMode": "move"},
            False,
        ),
        (
            {"name": "ManualImport", "files": [{"path": "/a", "movieId": 1}]},
            {"name": "ManualImport", "files": [{"path": "/a", "movieId": 2}]},
            True,
        ),
    ],
)
def test_equal_commands_are_merged_while_the_first_is_outstanding(api, radarr, one, other, same):
    radarr.settings.command_takes = 5
    first, second = post(api, one.pop("name"), **one), post(api, other.pop("name"), **other)
    assert (first["id"] == second["id"]) is same


def test_an_equal_command_after_the_end_is_a_new_one(api):
    first = post(api, "RssSync")
    assert status(api, first) == "completed"
    assert post(api, "RssSync")["id"] != first["id"]


def test_three_long_searches_starve_the_refresh(api, radarr, qbittorrent, clock):
    radarr.settings.search_takes = 60
    searches = [post(api, "MoviesSearch", movieIds=[radarr.add_movie(f"Movie {number}")]) for number in range(3)]
    assert {status(api, search) for search in searches} == {"started"}
    qbittorrent.put(HASH, TITLE, state="downloading")
    refresh = post(api, "RefreshMonitoredDownloads")
    clock.tick(59)
    assert status(api, refresh) == "queued"
    clock.tick(1)
    assert status(api, refresh) == "completed"
    assert len(api.get("queue/details").json()) == 1


def test_items_of_one_search_are_searched_one_after_another(api, radarr, clock):
    radarr.settings.search_takes = 10
    ids = [radarr.add_movie(f"Movie {number}") for number in range(2)]
    command = post(api, "MoviesSearch", movieIds=ids)
    api.get("health")
    clock.tick(10)
    api.get("health")
    assert radarr.searches == ids[:1]
    clock.tick(10)
    assert status(api, command) == "completed"
    assert radarr.searches == ids


def test_commands_that_touch_the_disk_run_one_at_a_time(api, radarr, tmp_path):
    radarr.settings.import_takes = 60
    first = post(api, "DownloadedMoviesScan", path=str(tmp_path))
    second = post(api, "DownloadedMoviesScan", path=str(tmp_path / "other"))
    assert (status(api, first), status(api, second)) == ("started", "queued")


def test_only_a_queued_command_can_be_cancelled(api, radarr):
    radarr.settings.command_takes = 60
    commands = [post(api, name) for name in ("RssSync", "Backup", "CheckHealth", "Housekeeping")]
    assert api.delete(f"command/{commands[0]['id']}").status_code == 409
    assert api.delete(f"command/{commands[3]['id']}").status_code == 200
    assert status(api, commands[3]) == "cancelled"
    assert api.delete("command/999").status_code == 404


def test_result_and_message_are_lost_when_a_command_leaves_memory(api, clock):
    command = post(api, "RssSync")
    assert api.get(f"command/{command['id']}").json()["result"] == "successful"
    assert len(api.get("command").json()) == 1
    clock.tick(300)
    api.get("health")
    clock.tick(300)
    assert api.get("command").json() == []
    later = api.get(f"command/{command['id']}").json()
    assert (later["status"], later["result"], "message" in later) == ("completed", "unknown", False)


def test_after_a_day_a_command_is_unknown(api, clock):
    command = post(api, "RssSync")
    assert status(api, command) == "completed"
    clock.tick(2 * 86_400)
    assert api.get(f"command/{command['id']}").status_code == 404


def test_a_restart_orphans_what_ran_and_keeps_what_waited(api, radarr, clock):
    radarr.settings.command_takes = 60
    commands = [post(api, name) for name in ("RssSync", "Backup", "CheckHealth", "Housekeeping")]
    api.get("health")
    radarr.restart()
    clock.tick(radarr.settings.startup_takes)
    assert status(api, commands[0]) == "orphaned"
    assert status(api, commands[3]) == "started"


def test_on_the_real_clock_it_lives_by_itself(qbittorrent, tmp_path):
    release = tmp_path / TITLE
    release.mkdir()
    (release / "movie.mkv").write_bytes(b"m")
    qbittorrent.put(HASH, TITLE, path=release)
    server = SimulatedRadarr(
        client_port=qbittorrent.port,
        client_username="admin",
        client_password="adminadmin",
        root_folder=tmp_path / "movies",
        refresh_every=0.1,
        settings=Settings(first_refresh_after=0.1),
    )
    with server, client_of(f"{server.url}/api/v3", headers={"X-Api-Key": server.api_key}) as client:
        number = server.add_movie("Big Movie", year=2020)
        deadline = time.monotonic() + 60
        movie = {}
        while not movie.get("hasFile") and time.monotonic() < deadline:
            movie = client.get(f"movie/{number}").json()
    assert movie["hasFile"]


def test_it_answers_while_its_client_hangs(qbittorrent, tmp_path):
    from qbitrr.testing.http import Fault

    qbittorrent.fail(Fault(path="torrents/info", delay=10.0))
    with (
        SimulatedRadarr(
            client_port=qbittorrent.port, client_username="admin", client_password="adminadmin", root_folder=tmp_path
        ) as server,
        client_of(f"{server.url}/api/v3", headers={"X-Api-Key": server.api_key}, timeout=30.0) as client,
    ):
        command = client.post("command", json={"name": "RefreshMonitoredDownloads"}).json()
        deadline = time.monotonic() + 60
        while client.get(f"command/{command['id']}").json()["status"] == "queued":
            assert time.monotonic() < deadline
        assert client.get("queue/details").json() == []
