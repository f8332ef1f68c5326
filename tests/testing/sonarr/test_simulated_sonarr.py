"""What the simulated Sonarr promises about its front door, its settings and its library."""

import pytest

from qbitrr.testing.simulated_sonarr import SimulatedSonarr
from tests.testing.web import client_of

DAY = 86_400


def test_it_tells_which_app_it_is(api):
    status = api.get("system/status").json()
    assert (status["appName"], status["version"][:2]) == ("Sonarr", "4.")


@pytest.mark.parametrize(
    ("current", "answer"),
    [
        ("", {"current": "v3", "deprecated": []}),
        ("v5", {"current": "v5", "deprecated": ["v3"]}),
    ],
)
def test_it_may_call_the_version_that_is_spoken_deprecated(qbittorrent, clock, tmp_path, current, answer):
    server = SimulatedSonarr(
        client_port=qbittorrent.port, root_folder=tmp_path, api_current=current, clock=clock.seconds
    )
    key = {"X-Api-Key": server.api_key}
    with server, client_of(server.url, headers=key) as client:
        assert client.get("/api").json() == answer
        assert client.get("/api/v3/series").json() == []


def test_its_category_has_a_name_of_its_own(api):
    [client] = api.get("downloadclient").json()
    values = {field["name"]: field.get("value") for field in client["fields"]}
    assert values["tvCategory"] == "sonarr"


@pytest.mark.parametrize(
    "path",
    [
        "qualityprofile",
        "qualityprofile/1",
        "indexer",
        "indexer/1",
        "health",
        "tag",
        "queue",
        "queue/status",
        "blocklist",
        "config/downloadclient",
        "wanted/cutoff",
    ],
)
def test_readings_keep_to_the_document(api, show, path):
    assert api.get(path).status_code == 200


def test_there_is_no_list_of_one_series_blocklist(api):
    assert api.get("blocklist/series").status_code == 404


def test_a_profile_has_no_language(api):
    [profile] = api.get("qualityprofile").json()
    assert "language" not in profile
    assert profile["minUpgradeFormatScore"] == 1


def test_a_series_counts_what_it_has_and_what_it_should_have(api, sonarr, show, clock):
    sonarr.put_file(1, size=700)
    sonarr.episode(2).monitored = False
    sonarr.add_episode(show, 2, 3, airs=clock.seconds() + DAY)
    [series] = api.get("series").json()
    counts = series["statistics"]
    assert (counts["seasonCount"], counts["totalEpisodeCount"]) == (2, 6)
    assert (counts["episodeFileCount"], counts["episodeCount"], counts["percentOfEpisodes"]) == (1, 4, 25.0)
    assert counts["sizeOnDisk"] == 700
    assert [season["statistics"]["totalEpisodeCount"] for season in series["seasons"]] == [3, 3]
    assert series["nextAiring"] > series["previousAiring"]


def test_specials_are_no_season(api, sonarr):
    sonarr.add_series("Special", seasons={0: 1, 1: 1})
    assert api.get("series/1").json()["statistics"]["seasonCount"] == 1


def test_an_unknown_series_is_a_problem_object(api):
    reply = api.get("series/9")
    assert (reply.status_code, reply.json()["title"]) == (404, "Not Found")


def test_a_series_is_found_by_its_tvdb_id(api, sonarr, show):
    sonarr.add_series("Other")
    [series] = api.get("series", params={"tvdbId": sonarr.series(show).tvdb_id}).json()
    assert series["id"] == show


def test_episodes_aired_week_by_week_unless_a_test_says_otherwise(api, sonarr, show, clock):
    assert [episode.airs < clock.seconds() for episode in sonarr.episodes(show)] == [True] * 5
    number = sonarr.add_episode(show, 3, 1, airs=None)
    assert not {"airDate", "airDateUtc"} & set(api.get(f"episode/{number}").json())


@pytest.mark.parametrize(
    ("parameters", "ids"),
    [
        ({"seriesId": 1}, [1, 2, 3, 4, 5]),
        ({"seriesId": 1, "seasonNumber": 2}, [4, 5]),
        ({"episodeIds": [5, 1, 99]}, [5, 1]),
        ({"episodeFileId": 1}, [2, 3]),
        ({"seriesId": 7}, []),
    ],
)
def test_episodes_are_listed_by_series_season_id_or_file(api, sonarr, show, parameters, ids):
    sonarr.put_file(2, 3)
    assert [episode["id"] for episode in api.get("episode", params=parameters).json()] == ids


@pytest.mark.parametrize("path", ["episode", "episode?seasonNumber=1", "episodefile"])
def test_which_episodes_must_be_said(api, path):
    reply = api.get(path)
    assert (reply.status_code, reply.json()["message"][:10]) == (400, "BadRequest")


def test_an_episode_carries_its_file_only_if_asked(api, sonarr, show):
    sonarr.put_file(1, resolution=720, score=30)
    plain = api.get("episode", params={"seriesId": show, "seasonNumber": 1}).json()[0]
    assert (plain["hasFile"], plain["episodeFileId"], "episodeFile" in plain) == (True, 1, False)
    asked = {"seriesId": show, "includeEpisodeFile": "true", "includeSeries": "true"}
    full = api.get("episode", params=asked).json()[0]
    assert full["series"]["title"] == "Big Show"
    assert full["episodeFile"]["customFormatScore"] == 30
    assert full["episodeFile"]["qualityCutoffNotMet"] is True


def test_files_come_with_their_scores_and_each_once(api, sonarr, show):
    sonarr.put_file(1, 2, score=40)
    sonarr.put_file(4)
    files = api.get("episodefile", params={"seriesId": show}).json()
    assert [(file["id"], file["customFormatScore"]) for file in files] == [(1, 40), (2, 0)]
    assert [file["id"] for file in api.get("episodefile", params={"episodeFileIds": [2]}).json()] == [2]
    assert api.get("episodefile/1").json()["path"].endswith("Season 01/Big Show - S01E01-E02 - WEBDL-1080p.mkv")
    assert api.get("episodefile/9").status_code == 404


def test_monitoring_is_changed_for_many_episodes_at_once(api, sonarr, show):
    reply = api.put("episode/monitor", json={"episodeIds": [1, 4], "monitored": False})
    assert (reply.status_code, len(reply.json())) == (202, 2)
    assert [episode.monitored for episode in sonarr.episodes(show)] == [False, True, True, False, True]


def test_of_an_episode_only_monitored_can_be_put(api, sonarr, show):
    episode = api.get("episode/1").json()
    for embedded in ("series", "episodeFile"):
        episode.pop(embedded, None)
    reply = api.put("episode/1", json=episode | {"monitored": False, "title": "Another"})
    assert (reply.status_code, reply.json()["title"]) == (202, "Episode 1")
    assert not sonarr.episode(1).monitored


def test_a_series_is_put_as_a_whole(api, sonarr, show):
    other = sonarr.add_profile("Any", cutoff=480)
    series = api.get(f"series/{show}").json()
    series["seasons"][1]["monitored"] = False
    reply = api.put(f"series/{show}", json=series | {"qualityProfileId": other, "monitored": False})
    assert (reply.status_code, reply.json()["qualityProfileId"]) == (202, other)
    assert not sonarr.series(show).monitored
    assert [episode.monitored for episode in sonarr.episodes(show)] == [True, True, True, False, False]


def test_the_editor_changes_many_series(api, sonarr, show):
    other, profile = sonarr.add_series("Other", tags=[1]), sonarr.add_profile("Any")
    body = {"seriesIds": [show, other], "qualityProfileId": profile, "tags": [2], "seriesType": "anime"}
    reply = api.put("series/editor", json=body)
    assert (reply.status_code, [series["qualityProfileId"] for series in reply.json()]) == (202, [profile, profile])
    assert (sonarr.series(other).tags, sonarr.series(other).series_type) == ([1, 2], "anime")


def test_the_editor_knows_its_profiles(api, sonarr, show):
    reply = api.put("series/editor", json={"seriesIds": [show], "qualityProfileId": 9})
    assert (reply.status_code, reply.json()[0]["propertyName"]) == (400, "QualityProfileId")
    assert sonarr.series(show).quality_profile_id == 1


def test_a_tag_in_use_cannot_be_deleted(api, sonarr):
    tag = api.post("tag", json={"label": "uhd"}).json()["id"]
    sonarr.add_series("Tagged", tags=[tag])
    assert api.delete(f"tag/{tag}").status_code == 409


def missing(api, **parameters):
    return [record["id"] for record in api.get("wanted/missing", params=parameters).json()["records"]]


def test_missing_is_what_is_over_and_has_no_file(api, sonarr, clock):
    show = sonarr.add_series("Special", seasons={0: 1, 1: 2})
    sonarr.put_file(2)
    sonarr.add_episode(show, 2, 1, airs=clock.seconds() + DAY)
    sonarr.add_episode(show, 2, 2, airs=None)
    running = sonarr.add_episode(show, 2, 3, airs=clock.seconds() - 60)
    assert missing(api) == [3, 1], "specials too"
    clock.tick(45 * 60)
    assert running in missing(api)


def test_missing_and_monitored_means_both_episode_and_series(api, sonarr, show):
    sonarr.episode(1).monitored = False
    other = sonarr.add_series("Other", seasons={1: 1}, monitored=False)
    of_other = sonarr.episodes(other)[0].id
    assert missing(api, pageSize=100) == [5, 4, 3, 2]
    assert sorted(missing(api, monitored="false")) == [1, of_other]


@pytest.mark.parametrize(
    ("sort_key", "ids"),
    [
        ("episodes.airDateUtc", [1, 2, 3, 4, 5]),
        ("episodes.lastSearchTime", [1, 2, 4, 5, 3]),
        ("series.sortTitle", [1, 2, 3, 4, 5]),
        ("no such key", [1, 2, 3, 4, 5]),
    ],
)
def test_missing_is_sorted_by_what_the_app_knows(api, sonarr, show, clock, sort_key, ids):
    sonarr.episode(3).last_search_time = clock.seconds()
    assert missing(api, sortKey=sort_key, sortDirection="ascending") == ids


def test_missing_is_paged_and_empty_past_the_end(api, show):
    pages = [
        missing(api, page=page, pageSize=2, sortDirection="ascending", sortKey="episodes.airDateUtc")
        for page in (1, 2, 3, 4)
    ]
    assert pages == [[1, 2], [3, 4], [5], []]


def test_cutoff_is_by_quality_alone_and_leaves_specials_out(api, sonarr):
    profile = sonarr.add_profile("Scored", cutoff_format_score=100)
    sonarr.add_series("Special", seasons={0: 1, 1: 2}, quality_profile_id=profile)
    sonarr.put_file(1, resolution=480)
    sonarr.put_file(2, resolution=720)
    sonarr.put_file(3, resolution=1080, score=0)
    [record] = api.get("wanted/cutoff", params={"includeEpisodeFile": "true"}).json()["records"]
    assert (record["id"], record["episodeFile"]["quality"]["quality"]["resolution"]) == (2, 720)


def test_without_upgrades_nothing_is_below_the_cutoff(api, sonarr):
    profile = sonarr.add_profile("Once", upgrade_allowed=False, cutoff=2160)
    sonarr.add_series("Once", seasons={1: 1}, quality_profile_id=profile)
    sonarr.put_file(1, resolution=480)
    assert api.get("wanted/cutoff").json()["records"] == []


def test_health_keeps_to_the_document(api, sonarr):
    sonarr.indexers.in_back_off.add("Indexer")
    assert [complaint["source"] for complaint in api.get("health").json()] == ["IndexerStatusCheck"]


def test_of_a_page_only_its_own_episodes_are_rendered(api, sonarr, show, monkeypatch):
    from qbitrr.testing.arr.episode import Episode

    rendered, resource = [], Episode.resource
    monkeypatch.setattr(Episode, "resource", lambda episode: rendered.append(episode.id) or resource(episode))
    api.get("wanted/missing", params={"pageSize": 2, "sortDirection": "ascending"})
    assert rendered == [1, 2]
