"""What the simulated Lidarr promises about its front door, settings and library."""

import pytest

from tests.testing.web import client_of

DAY = 86_400


def titles(reply):
    return [album["title"] for album in reply.json()]


def test_api_names_version_1(lidarr):
    with client_of(lidarr.url) as client:
        reply = client.get("/api", headers={"X-Api-Key": lidarr.api_key})
    assert reply.json() == {"current": "v1", "deprecated": []}


def test_it_does_not_speak_version_3(api, lidarr):
    assert api.get(f"{lidarr.url}/api/v3/system/status").status_code == 404


def test_system_status_tells_which_app_it_is(api):
    reply = api.get("system/status")
    assert reply.json()["appName"] == "Lidarr"
    assert reply.headers["X-Application-Version"] == reply.json()["version"]


def test_it_says_its_name_while_it_starts(api, lidarr):
    lidarr.restart()
    reply = api.get("queue")
    assert (reply.status_code, reply.json()["errorMessage"].split()[0]) == (503, "Lidarr")


def test_the_download_client_tells_its_music_categories(api, lidarr):
    lidarr.client.imported_category = "music-done"
    [client] = api.get("downloadclient").json()
    values = {field["name"]: field.get("value") for field in client["fields"]}
    assert (values["musicCategory"], values["musicImportedCategory"]) == ("lidarr", "music-done")


def test_a_quality_profile_knows_no_smallest_step_of_scores(api):
    [profile] = api.get("qualityprofile").json()
    assert "cutoffFormatScore" in profile
    assert not {"minUpgradeFormatScore", "language"} & set(profile)


@pytest.mark.parametrize("path", ["indexer", "health", "tag", "queue/status", "config/downloadclient", "command"])
def test_readings_keep_to_the_document(api, path):
    assert api.get(path).status_code == 200


def test_an_album_has_no_has_file_but_statistics(api, lidarr, first):
    lidarr.put_file(first, tracks=[1, 3])
    album = api.get(f"album/{first}").json()
    assert "hasFile" not in album
    counts = album["statistics"]
    assert (counts["trackFileCount"], counts["trackCount"], counts["totalTrackCount"]) == (2, 3, 3)
    assert counts["sizeOnDisk"] > 0


@pytest.mark.parametrize("traits", [{"monitored": False}, {"released": None}, {"released": 9e9}])
def test_an_album_that_nobody_waits_for_counts_no_tracks(api, lidarr, band, traits):
    number = lidarr.add_album(band, "Later", tracks=3, **traits)
    counts = api.get(f"album/{number}").json()["statistics"]
    assert (counts["trackFileCount"], counts["trackCount"], counts["totalTrackCount"]) == (0, 0, 3)


def test_an_artist_sums_up_its_albums(api, lidarr, band, first, second):
    lidarr.put_file(second)
    counts = api.get(f"artist/{band}").json()["statistics"]
    assert (counts["albumCount"], counts["trackFileCount"], counts["trackCount"]) == (2, 2, 5)
    assert counts["percentOfTracks"] == 40


def test_artists_are_listed(api, band):
    [artist] = api.get("artist").json()
    assert (artist["id"], artist["artistName"], artist["monitored"]) == (band, "The Band", True)


@pytest.mark.parametrize("path", ["artist/99", "album/99"])
def test_an_unknown_row_is_a_problem_object(api, path):
    reply = api.get(path)
    assert (reply.status_code, reply.json()["title"]) == (404, "Not Found")


def test_albums_are_told_by_artist_by_ids_and_by_foreign_id(api, lidarr, band, first, second):
    other = lidarr.add_album(lidarr.add_artist("Other"), "Third")
    assert titles(api.get("album")) == ["First", "Second", "Third"]
    assert titles(api.get("album", params={"artistId": band})) == ["First", "Second"]
    assert titles(api.get("album", params={"artistId": 99})) == []
    assert titles(api.get("album", params={"albumIds": [second, other]})) == ["Second", "Third"]
    foreign = api.get(f"album/{first}").json()["foreignAlbumId"]
    assert titles(api.get("album", params={"foreignAlbumId": foreign})) == ["First"]
    together = {"foreignAlbumId": foreign, "includeAllArtistAlbums": "true"}
    assert titles(api.get("album", params=together)) == ["First", "Second"]


def test_one_unknown_id_among_albums_is_a_crash(api, first):
    assert api.get("album", params={"albumIds": [first, 99]}).status_code == 500


def test_what_is_unknown_is_left_out(api, lidarr, band):
    number = lidarr.add_album(band, "Later", released=None)
    assert not {"releaseDate", "lastSearchTime"} & set(api.get(f"album/{number}").json())


def test_albums_can_be_monitored_and_not(api, first, second):
    reply = api.put("album/monitor", json={"albumIds": [first, second], "monitored": False})
    assert reply.status_code == 202
    assert [album["monitored"] for album in api.get("album").json()] == [False, False]
    api.put("album/monitor", json={"albumIds": [first], "monitored": True})
    assert [album["monitored"] for album in api.get("album").json()] == [True, False]


def test_not_saying_what_to_set_unmonitors(api, first):
    assert api.put("album/monitor", json={"albumIds": [first]}).status_code == 202
    assert api.get(f"album/{first}").json()["monitored"] is False


def test_the_editor_changes_only_what_it_names(api, lidarr, band):
    reply = api.put("artist/editor", json={"artistIds": [band], "qualityProfileId": 7})
    [artist] = reply.json()
    assert (reply.status_code, artist["qualityProfileId"], artist["monitored"]) == (202, 7, True)
    api.put("artist/editor", json={"artistIds": [band], "monitored": False, "monitorNewItems": "none"})
    artist = lidarr.artist(band)
    assert (artist.quality_profile_id, artist.monitored, artist.monitor_new_items) == (7, False, "none")


@pytest.mark.parametrize(
    ("how", "tags"), [({}, [1, 2, 3]), ({"applyTags": "remove"}, [1]), ({"applyTags": "replace"}, [2, 3])]
)
def test_the_editor_adds_tags_unless_it_is_told_otherwise(api, lidarr, how, tags):
    number = lidarr.add_artist("Tagged", tags=[1, 2])
    api.put("artist/editor", json={"artistIds": [number], "tags": [2, 3], **how})
    assert lidarr.artist(number).tags == tags


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"artistIds": [99], "monitored": False}, 500),
        ({"artistIds": "all"}, 400),
        ({"qualityProfileId": "best"}, 400),
    ],
)
def test_the_editor_refuses_what_it_cannot_read(api, band, change, status):
    assert api.put("artist/editor", json={"artistIds": [band], **change}).status_code == status


def test_an_artist_that_is_put_must_have_a_profile_that_there_is(api, lidarr, band):
    profile = lidarr.add_profile("Any")
    artist = api.get(f"artist/{band}").json()
    assert api.put(f"artist/{band}", json={**artist, "qualityProfileId": profile, "tags": [3]}).status_code == 202
    assert (lidarr.artist(band).quality_profile_id, lidarr.artist(band).tags) == (profile, [3])
    reply = api.put(f"artist/{band}", json={**artist, "qualityProfileId": 99})
    assert (reply.status_code, reply.json()[0]["propertyName"]) == (400, "QualityProfileId")
    assert api.put("artist/99", json=artist).status_code == 404


def test_the_editor_moves_artists_to_another_root_folder(api, band):
    [artist] = api.put("artist/editor", json={"artistIds": [band], "rootFolderPath": "/vinyl"}).json()
    assert (artist["path"], artist["rootFolderPath"]) == ("/vinyl/The Band", "/vinyl")


def test_the_profile_of_the_artist_decides_about_the_cutoff(api, lidarr, band, first):
    lidarr.put_file(first, bit_rate=320)
    content = lidarr.add_profile("Lossy", cutoff=320)
    assert api.get("wanted/cutoff").json()["totalRecords"] == 1
    api.put("artist/editor", json={"artistIds": [band], "qualityProfileId": content})
    assert api.get("wanted/cutoff").json()["totalRecords"] == 0
    assert not api.get("trackfile", params={"albumId": first}).json()[0]["qualityCutoffNotMet"]


def test_a_tag_of_an_artist_cannot_be_deleted(api, lidarr):
    tag = api.post("tag", json={"label": "vinyl"}).json()["id"]
    lidarr.add_artist("Tagged", tags=[tag])
    assert api.delete(f"tag/{tag}").status_code == 409


def test_a_track_file_tells_its_score_and_whether_it_is_below_the_cutoff(api, lidarr, first):
    lidarr.put_file(first, tracks=[1], bit_rate=320, score=-20)
    lidarr.put_file(first, tracks=[2], score=50)
    files = api.get("trackfile", params={"albumId": first}).json()
    assert [file["qualityCutoffNotMet"] for file in files] == [True, False]
    assert [file["customFormatScore"] for file in files] == [-20, 50]
    assert [file["quality"]["quality"]["name"] for file in files] == ["MP3-320", "FLAC"]


def test_track_files_are_told_by_artist_album_and_id(api, lidarr, band, first, second):
    lidarr.put_file(first)
    lidarr.put_file(second)
    ids = [file["id"] for file in api.get("trackfile", params={"artistId": band}).json()]
    assert len(ids) == 5
    of_albums = api.get("trackfile", params={"albumId": [second, first], "artistId": band}).json()
    assert [file["albumId"] for file in of_albums] == [second] * 2 + [first] * 3
    assert len(api.get("trackfile", params={"trackFileIds": ids[:2]}).json()) == 2
    assert api.get("trackfile", params={"unmapped": "true"}).json() == []


def test_trackfile_wants_to_know_whose(api):
    reply = api.get("trackfile")
    assert (reply.status_code, reply.json()["message"][:10]) == (400, "BadRequest")


@pytest.mark.parametrize(
    ("params", "status"), [({"artistId": 9}, 404), ({"albumId": 9}, 404), ({"trackFileIds": 9}, 500)]
)
def test_files_of_what_is_unknown_are_an_error(api, params, status):
    assert api.get("trackfile", params=params).status_code == status


def test_a_trait_that_does_not_exist_is_refused(lidarr, band):
    with pytest.raises(TypeError, match="colour"):
        lidarr.add_album(band, "First", colour="red")
    with pytest.raises(TypeError, match="colour"):
        lidarr.add_artist("Other", colour="red")
