"""The life of a movie between a simulated Radarr and each version of a simulated qBittorrent."""

import httpx
import pytest

from qbitrr.testing.simulated_radarr import SimulatedRadarr
from tests.testing.watched_qbittorrent import WatchedQbittorrent

MAGNET = "magnet:?xt=urn:btih:{}&dn={}"
BAD, GOOD = "A" * 40, "B" * 40
TITLES = {BAD: "Big.Movie.2020.1080p.WEB-BAD", GOOD: "Big.Movie.2020.1080p.WEB-GOOD"}


@pytest.fixture(params=["4.5.2", "5.1.0", "5.3.0"])
def qbittorrent(request, clock):
    with WatchedQbittorrent(version=request.param, clock=clock) as server:
        yield server


def test_a_bad_release_is_replaced_and_the_good_one_imported(qbittorrent, clock, contract, tmp_path):
    radarr = SimulatedRadarr(
        client_port=qbittorrent.port,
        client_username="admin",
        client_password="adminadmin",
        root_folder=tmp_path / "movies",
        refresh_every=None,
        clock=clock,
    )
    if contract:
        radarr.observers.append(contract.observe)
    movie = radarr.add_movie("Big Movie", year=2020)
    for torrent_hash, title in TITLES.items():
        radarr.add_release(movie, title, torrent=MAGNET.format(torrent_hash.lower(), title))
    key = {"X-Api-Key": radarr.api_key}
    with radarr, httpx.Client(base_url=f"{radarr.url}/api/v3", headers=key, trust_env=False) as api:
        api.post("command", json={"name": "MoviesSearch", "movieIds": [movie]})
        api.get("health")
        clock.passes(5)
        [bad] = api.get("queue/details").json()
        assert (bad["downloadId"], bad["status"]) == (BAD, "queued")

        api.delete(f"queue/{bad['id']}", params={"blocklist": "true"})
        api.get("health")
        clock.passes(5)
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
