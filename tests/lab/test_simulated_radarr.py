"""The simulated Radarr beside each real client: it grabs, sees the download, imports, and removes."""

import httpx
import pytest

from qbitrr.testing.arr.settings import Settings
from qbitrr.testing.simulated_radarr import SimulatedRadarr
from tests.lab.swarm import until
from tests.lab.torrents import torrent_of

pytestmark = [pytest.mark.lab, pytest.mark.slow]


def test_a_film_is_grabbed_downloaded_imported_and_left_to_seed(lab_swarm, tmp_path):
    release = lab_swarm.offered / "Big.Movie.2020.1080p.WEB-GRP"
    release.mkdir()
    (release / "film.mkv").write_bytes(b"film" * 50_000)
    torrent = torrent_of(release, trackers=[lab_swarm.tracker.url()])
    lab_swarm.peer.seed(torrent, lab_swarm.offered)
    client = lab_swarm.client
    radarr = SimulatedRadarr(
        client_port=client.port,
        client_username=client.username,
        client_password=client.password,
        root_folder=tmp_path,
        refresh_every=0.3,
        settings=Settings(first_refresh_after=0.3),
    )
    movie = radarr.add_movie("Big Movie", year=2020)
    offer = radarr.add_release(movie, release.name, torrent=torrent.content)
    assert offer.info_hash == torrent.hash.upper()
    key = {"X-Api-Key": radarr.api_key}
    with radarr, httpx.Client(base_url=f"{radarr.url}/api/v3", headers=key, trust_env=False) as api:
        api.post("command", json={"name": "MoviesSearch", "movieIds": [movie]})
        until(lambda: api.get(f"movie/{movie}").json()["hasFile"], "the film is imported")
        [row] = api.get("history", params={"eventType": 3}).json()["records"]
    assert row["downloadId"] == torrent.hash.upper()
    seeding = lab_swarm.content(torrent.hash)  # one file in a folder: the file itself
    assert seeding.read_bytes() == radarr.movie(movie).file.path.read_bytes()
    assert str(lab_swarm.seen(torrent.hash)["category"]) == "radarr"


def test_removing_from_the_queue_deletes_torrent_and_data(lab_swarm, tmp_path):
    torrent = lab_swarm.add_complete()
    content = lab_swarm.content(torrent.hash)
    client = lab_swarm.client
    radarr = SimulatedRadarr(
        client_port=client.port,
        client_username=client.username,
        client_password=client.password,
        root_folder=tmp_path,
        category="",
        refresh_every=None,
    )
    key = {"X-Api-Key": radarr.api_key}
    with radarr, httpx.Client(base_url=f"{radarr.url}/api/v3", headers=key, trust_env=False) as api:
        radarr.refresh()
        [record] = api.get("queue/details").json()
        assert record["downloadId"] == torrent.hash.upper()
        assert api.delete(f"queue/{record['id']}").status_code == 200
    until(lambda: not content.exists(), "the data is deleted")
    assert not lab_swarm.api.torrents_info()
