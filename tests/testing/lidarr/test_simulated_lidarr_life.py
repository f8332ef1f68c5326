"""The life of a discography between a simulated Lidarr and each version of a simulated qBittorrent."""

import pytest

MAGNET = "magnet:?xt=urn:btih:{}&dn={}"
BAD, GOOD = "A" * 40, "B" * 40
PACK = "The Band - Discography FLAC"


@pytest.mark.parametrize("client_version", ["4.5.2", "5.1.0", "5.3.0"])
def test_a_bad_pack_is_replaced_and_the_good_one_imported(
    api, lidarr, qbittorrent, clock, post, band, first, second, album_folder
):
    for torrent_hash in (BAD, GOOD):
        lidarr.add_release([first, second], PACK, torrent=MAGNET.format(torrent_hash.lower(), torrent_hash))
    post("ArtistSearch", artistId=band)
    clock.tick(5)
    bad = api.get("queue/details").json()
    assert [(record["downloadId"], record["albumId"]) for record in bad] == [(BAD, first), (BAD, second)]

    api.delete(f"queue/{bad[1]['id']}", params={"blocklist": "true"})
    api.get("health")
    clock.tick(5)
    assert {record["downloadId"] for record in api.get("queue/details").json()} == {GOOD}
    assert set(qbittorrent.torrents) == {GOOD.lower()}
    assert lidarr.searches == [("artist", band)] * 2

    album_folder(PACK, [1, 2, 3], below="First")
    folder = album_folder(PACK, [1, 2], below="Second")
    qbittorrent.change(GOOD.lower(), state="stalledUP", content_path=str(folder), save_path=str(folder.parent))
    assert post("RefreshMonitoredDownloads") == ("completed", "successful")
    assert api.get("queue/details").json() == []
    statistics = api.get(f"artist/{band}").json()["statistics"]
    assert statistics["trackFileCount"] == statistics["trackCount"] == 5
    rows = api.get("history/artist", params={"artistId": band, "albumId": second}).json()
    assert [row["eventType"] for row in rows] == [
        "downloadImported",
        *["trackFileImported"] * 2,
        "grabbed",
        "downloadFailed",
        "grabbed",
    ]
    assert (folder / "Second").exists()
