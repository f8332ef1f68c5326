"""What the simulated Radarr promises to who searches: what is wanted, scores, profiles, indexers, its editor."""

import pytest

HASH = "A" * 40
OTHER = "B" * 40
TITLE = "Big.Movie.2020.1080p.WEB-DL-GRP"
DAY = 86_400


def magnet(torrent_hash):
    return f"magnet:?xt=urn:btih:{torrent_hash.lower()}"


@pytest.fixture
def movie(radarr):
    return radarr.add_movie("Big Movie", year=2020)


@pytest.fixture
def post(api):
    def post(name, **parameters):
        number = api.post("command", json={"name": name, **parameters}).json()["id"]
        return api.get(f"command/{number}").json()["status"]

    return post


def wanted(api, which, **parameters):
    return [record["id"] for record in api.get(f"wanted/{which}", params=parameters).json()["records"]]


def grabbed(radarr):
    return [row.download_id for row in radarr.history.rows if row.event == "grabbed"]


def test_a_movie_can_have_a_file_without_a_torrent(api, radarr, movie):
    radarr.put_file(movie, resolution=720, score=15)
    resource = api.get(f"movie/{movie}").json()
    assert (resource["hasFile"], resource["movieFile"]["qualityCutoffNotMet"]) == (True, True)
    assert "customFormatScore" not in resource["movieFile"]


def test_moviefile_gives_the_scores_of_several_movies(api, radarr):
    ids = [radarr.add_movie(f"Movie {number}") for number in range(3)]
    for score, number in enumerate(ids):
        radarr.put_file(number, score=score * 10)
    files = api.get("moviefile", params={"movieId": ids[1:]}).json()
    assert [(file["movieId"], file["customFormatScore"]) for file in files] == [(ids[1], 10), (ids[2], 20)]
    assert [file["id"] for file in api.get("moviefile", params={"movieFileIds": [1]}).json()] == [1]


@pytest.mark.parametrize(
    ("sort_key", "expected"),
    [
        ("movieMetadata.sortTitle", ["A", "B", "C"]),
        ("movieMetadata.year", ["B", "C", "A"]),
        ("movieMetadata.digitalRelease", ["B", "C", "A"]),
        ("movieMetadata.inCinemas", ["A", "C", "B"]),
        ("movieMetadata.physicalRelease", ["A", "B", "C"]),
        ("movies.lastSearchTime", ["B", "A", "C"]),
        ("movies.nonsense", ["A", "B", "C"]),
    ],
)
def test_missing_is_sorted_by_what_the_app_knows(api, radarr, sort_key, expected):
    radarr.add_movie("C", year=2001, digital_release=2.0, in_cinemas=2.0, last_search_time=3.0)
    radarr.add_movie("A", year=2002, digital_release=3.0, in_cinemas=1.0, last_search_time=2.0)
    radarr.add_movie("B", year=2000, digital_release=1.0, in_cinemas=3.0, last_search_time=1.0)
    records = api.get("wanted/missing", params={"sortKey": sort_key, "sortDirection": "ascending"}).json()["records"]
    titles = [record["title"] for record in records]
    assert titles == (["C", "A", "B"] if sort_key.endswith("physicalRelease") else expected), "none has that date"


def test_missing_leaves_out_what_has_no_year_and_what_is_not_asked_for(api, radarr, movie):
    radarr.add_movie("Unknown", year=0)
    ignored = radarr.add_movie("Ignored", monitored=False)
    assert wanted(api, "missing") == [movie]
    assert wanted(api, "missing", monitored="false") == [ignored]


def test_missing_has_no_eye_for_the_queue(api, radarr, qbittorrent, movie):
    qbittorrent.put(HASH, TITLE, state="downloading")
    radarr.refresh()
    assert wanted(api, "missing") == [movie]


def test_cutoff_is_by_quality_alone_and_tells_the_score(api, radarr):
    profile = radarr.add_profile("Scored", cutoff_format_score=100)
    low, scored = (radarr.add_movie(title, quality_profile_id=profile) for title in ("Low", "Scored"))
    radarr.put_file(low, resolution=720, score=120)
    radarr.put_file(scored, resolution=1080, score=0)
    [record] = api.get("wanted/cutoff").json()["records"]
    assert (record["id"], record["movieFile"]["customFormatScore"]) == (low, 120)


def test_pages_of_wanted_change_with_the_library(api, radarr):
    ids = [radarr.add_movie(f"Movie {number}") for number in range(4)]
    asked = {"pageSize": 2, "sortDirection": "ascending"}
    assert wanted(api, "missing", page=1, **asked) == ids[:2]
    radarr.put_file(ids[0])
    assert wanted(api, "missing", page=2, **asked) == ids[3:]


def test_the_search_for_cutoff_unmet(radarr, qbittorrent, post):
    low, queued, unmonitored = (radarr.add_movie(title) for title in ("Low", "Queued", "Unmonitored"))
    for number in (low, queued, unmonitored):
        radarr.put_file(number, resolution=480)
    radarr.movie(unmonitored).monitored = False
    radarr.grab(queued, HASH, "Queued.2020.1080p")
    qbittorrent.put(HASH, "Queued.2020.1080p", state="downloading")
    radarr.refresh()
    post("CutoffUnmetMoviesSearch")
    assert radarr.searches == [low]


def test_commands_of_clients_are_counted(api, radarr, movie, post):
    post("RssSync")
    post("RssSync")
    post("RefreshMonitoredDownloads")
    assert radarr.commands.posted == ["RssSync", "RssSync", "RefreshMonitoredDownloads"]


def test_the_editor_changes_many_movies(api, radarr, movie):
    other, profile = radarr.add_movie("Other", tags=[1, 2]), radarr.add_profile("Any", cutoff=480)
    body = {"movieIds": [movie, other], "qualityProfileId": profile, "monitored": False}
    reply = api.put("movie/editor", json=body | {"tags": [1], "applyTags": "remove"})
    assert (reply.status_code, [each["qualityProfileId"] for each in reply.json()]) == (202, [profile, profile])
    assert not radarr.movie(movie).monitored
    assert radarr.movie(other).tags == [2]


@pytest.mark.parametrize(
    ("how", "tags"), [({}, [1, 2, 3]), ({"applyTags": "replace"}, [3]), ({"applyTags": "remove"}, [1, 2])]
)
def test_tags_are_added_unless_it_is_said_otherwise(api, radarr, how, tags):
    number = radarr.add_movie("Tagged", tags=[1, 2])
    api.put("movie/editor", json={"movieIds": [number], "tags": [3], **how})
    assert radarr.movie(number).tags == tags


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"movieIds": [1], "qualityProfileId": 9}, 400),
        ({"movieIds": [1], "qualityProfileId": "9"}, 400),
        ({"movieIds": [1], "monitored": 3}, 400),
        ({"movieIds": [99], "monitored": False}, 404),
    ],
)
def test_the_editor_refuses_what_cannot_be(api, radarr, movie, body, status):
    assert api.put("movie/editor", json=body).status_code == status
    assert (radarr.movie(movie).quality_profile_id, radarr.movie(movie).monitored) == (1, True)


def test_a_movie_is_put_as_a_whole(api, radarr, movie):
    profile = radarr.add_profile("Any")
    resource = api.get(f"movie/{movie}").json()
    reply = api.put(f"movie/{movie}", json=resource | {"qualityProfileId": profile, "tags": [7]})
    assert (reply.status_code, reply.json()["tags"]) == (202, [7])
    assert api.put("movie/99", json=resource).status_code == 404


def test_a_profile_that_a_test_adds_is_listed(api, radarr):
    number = radarr.add_profile("UHD", cutoff=2160, allowed=(1080, 2160), min_format_score=10, cutoff_format_score=100)
    profile = api.get(f"qualityprofile/{number}").json()
    assert [profile["name"], profile["minFormatScore"], profile["cutoffFormatScore"]] == ["UHD", 10, 100]
    assert [entry["quality"]["resolution"] for entry in profile["items"] if entry["allowed"]] == [1080, 2160]
    assert profile["cutoff"] == profile["items"][-1]["quality"]["id"]
    assert len(api.get("qualityprofile").json()) == 2
    assert api.get("qualityprofile/9").status_code == 404


PROFILES = {
    "usual": {},
    "scored": {"cutoff_format_score": 100, "min_upgrade_format_score": 20},
    "no upgrades": {"upgrade_allowed": False, "cutoff_format_score": 100},
    "minimum": {"min_format_score": 10},
    "HD": {"allowed": (720, 1080)},
}


@pytest.mark.parametrize(
    ("profile", "held", "offered", "taken"),
    [
        ("usual", None, (480, 0), True),
        ("usual", (720, 0), (1080, 0), True),
        ("usual", (720, 0), (720, 50), False),
        ("usual", (1080, 0), (2160, 0), False),
        ("usual", (720, 0), (480, 90), False),
        ("scored", (1080, 0), (1080, 20), True),
        ("scored", (1080, 0), (1080, 19), False),
        ("scored", (1080, 100), (1080, 200), False),
        ("scored", (1080, 50), (1080, 50), False),
        ("no upgrades", None, (720, 0), True),
        ("no upgrades", (480, 0), (1080, 50), False),
        ("minimum", None, (1080, 9), False),
        ("minimum", None, (1080, 10), True),
        ("HD", None, (2160, 0), False),
        ("HD", None, (720, 0), True),
    ],
)
def test_the_profile_decides_what_is_taken(radarr, post, profile, held, offered, taken):
    number = radarr.add_movie("Big Movie", quality_profile_id=radarr.add_profile(profile, **PROFILES[profile]))
    if held:
        radarr.put_file(number, resolution=held[0], score=held[1])
    radarr.add_release(number, f"Big.Movie.2020.{offered[0]}p", torrent=magnet(HASH), score=offered[1])
    post("MoviesSearch", movieIds=[number])
    assert (grabbed(radarr) == [HASH]) is taken


def test_the_score_of_a_release_goes_with_it(api, radarr, qbittorrent, movie, post, tmp_path):
    radarr.add_release(movie, TITLE, torrent=magnet(HASH), score=35)
    post("MoviesSearch", movieIds=[movie])
    video = tmp_path / f"{TITLE}.mkv"
    video.write_bytes(b"m")
    qbittorrent.put(HASH, TITLE, state="downloading")
    radarr.refresh()
    [record] = api.get("queue/details").json()
    assert record["customFormatScore"] == 35
    qbittorrent.change(HASH.lower(), state="stalledUP", content_path=str(video), save_path=str(tmp_path))
    radarr.refresh()
    [file] = api.get("moviefile", params={"movieId": movie}).json()
    scores = {row["customFormatScore"] for row in api.get("history").json()["records"]}
    assert (file["customFormatScore"], scores) == (35, {35})


def test_a_better_score_in_the_queue_keeps_the_worse_out(radarr, qbittorrent, post):
    profile = radarr.add_profile("Scored", cutoff_format_score=100)
    number = radarr.add_movie("Big Movie", year=2020, quality_profile_id=profile)
    radarr.grab(number, OTHER, TITLE, score=40)
    qbittorrent.put(OTHER, TITLE, state="downloading")
    radarr.refresh()
    radarr.add_release(number, TITLE, torrent=magnet(HASH), score=30)
    post("MoviesSearch", movieIds=[number])
    assert grabbed(radarr) == [OTHER]


def test_indexers_are_listed_with_what_they_are_set_to(api, radarr):
    radarr.add_indexer("Strict", automatic=False, rejects_hashes=True, seed_ratio=1.5, seed_minutes=60)
    usual, strict = api.get("indexer").json()
    values = {field["name"]: field.get("value") for field in strict["fields"]}
    assert (usual["name"], usual["enableAutomaticSearch"], strict["enableAutomaticSearch"]) == ("Indexer", True, False)
    assert values["rejectBlocklistedTorrentHashesWhileGrabbing"] is True
    assert (values["seedCriteria.seedRatio"], values["seedCriteria.seedTime"]) == (1.5, 60)
    assert api.get("indexer/2").json() == strict
    assert api.get("indexer/9").status_code == 404


@pytest.mark.parametrize(
    ("in_back_off", "complaints"),
    [
        (set(), []),
        ({"Two"}, [("IndexerStatusCheck", "warning", "Indexers unavailable due to failures: Two")]),
        ({"Indexer", "Two"}, [("IndexerStatusCheck", "error", "All indexers are unavailable due to failures")]),
    ],
)
def test_health_tells_of_indexers_in_back_off(api, radarr, in_back_off, complaints):
    radarr.add_indexer("Two")
    radarr.indexers.in_back_off |= in_back_off
    health = api.get("health").json()
    assert [(each["source"], each["type"], each["message"]) for each in health] == complaints


def test_an_indexer_in_back_off_is_not_asked(radarr, movie, post):
    radarr.add_indexer("Two")
    radarr.indexers.in_back_off.add("Two")
    radarr.add_release(movie, TITLE, torrent=magnet(HASH), indexer="Two")
    post("MoviesSearch", movieIds=[movie])
    assert radarr.indexers.asked == {"Indexer": 1}
    assert grabbed(radarr) == []
    assert radarr.movie(movie).last_search_time is not None


def test_a_search_that_no_indexer_answers_leaves_no_time(radarr, movie, post):
    radarr.indexers.in_back_off.add("Indexer")
    radarr.add_release(movie, TITLE, torrent=magnet(HASH))
    post("MoviesSearch", movieIds=[movie])
    assert radarr.searches == [movie]
    assert radarr.movie(movie).last_search_time is None
    assert grabbed(radarr) == []


@pytest.mark.parametrize(
    ("announced", "rejects", "again"), [(True, False, False), (False, False, True), (False, True, False)]
)
def test_the_same_torrent_without_a_hash_comes_again_from_another_indexer(
    api, radarr, movie, post, announced, rejects, again
):
    radarr.settings.auto_redownload_failed = False
    row = radarr.grab(movie, HASH, TITLE)
    api.post(f"history/failed/{row.id}")
    radarr.add_indexer("Two", rejects_hashes=rejects)
    radarr.add_release(movie, TITLE, torrent=magnet(HASH), indexer="Two", announced=announced)
    post("MoviesSearch", movieIds=[movie])
    assert grabbed(radarr) == ([HASH, HASH] if again else [HASH])


def test_a_release_can_be_withdrawn(radarr, movie, post):
    release = radarr.add_release(movie, TITLE, torrent=magnet(HASH))
    radarr.grabs.withdraw(release)
    post("MoviesSearch", movieIds=[movie])
    assert grabbed(radarr) == []
