"""The life of a movie between a simulated Radarr and each version of a simulated qBittorrent."""

import pytest

MAGNET = "magnet:?xt=urn:btih:{}&dn={}"
BAD, GOOD = "A" * 40, "B" * 40
TITLES = {BAD: "Big.Movie.2020.1080p.WEB-BAD", GOOD: "Big.Movie.2020.1080p.WEB-GOOD"}


@pytest.mark.parametrize("client_version", ["4.5.2", "5.1.0", "5.3.0"])
def test_a_bad_release_is_replaced_and_the_good_one_imported(api, radarr, qbittorrent, clock, tmp_path):
    movie = radarr.add_movie("Big Movie", year=2020)
    for torrent_hash, title in TITLES.items():
        radarr.add_release(movie, title, torrent=MAGNET.format(torrent_hash.lower(), title))
    api.post("command", json={"name": "MoviesSearch", "movieIds": [movie]})
    api.get("health")
    clock.tick(5)
    [bad] = api.get("queue/details").json()
    assert (bad["downloadId"], bad["status"]) == (BAD, "queued")

    api.delete(f"queue/{bad['id']}", params={"blocklist": "true"})
    api.get("health")
    clock.tick(5)
    [good] = api.get("queue/details").json()
    assert good["downloadId"] == GOOD
    assert set(qbittorrent.torrents) == {GOOD.lower()}

    video = tmp_path / "downloads" / f"{TITLES[GOOD]}.mkv"
    video.parent.mkdir()
    video.write_bytes(b"movie")
    qbittorrent.change(GOOD.lower(), state="stalledUP", content_path=str(video), save_path=str(video.parent))
    api.post("command", json={"name": "RefreshMonitoredDownloads"})
    assert api.get("queue/details").json() == []
    assert api.get(f"movie/{movie}").json()["hasFile"]
    events = [row["eventType"] for row in api.get("history/movie", params={"movieId": movie}).json()]
    assert events == ["downloadFolderImported", "grabbed", "downloadFailed", "grabbed"]
    assert video.exists()
