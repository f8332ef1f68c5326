"""The life of a season between a simulated Sonarr and each version of a simulated qBittorrent."""

import pytest

BAD, GOOD = "A" * 40, "B" * 40
TITLES = {BAD: "Big.Show.S01.1080p.WEB-BAD", GOOD: "Big.Show.S01.1080p.WEB-GOOD"}


@pytest.mark.parametrize("client_version", ["4.5.2", "5.1.0", "5.3.0"])
def test_a_bad_pack_is_replaced_by_one_season_search_and_the_good_one_imported(
    api, sonarr, qbittorrent, clock, show, folder, queue
):
    for torrent_hash, title in TITLES.items():
        sonarr.add_release(title, torrent=f"magnet:?xt=urn:btih:{torrent_hash.lower()}&dn={title}")
    api.post("command", json={"name": "SeasonSearch", "seriesId": show, "seasonNumber": 1})
    api.get("health")
    clock.tick(5)
    assert {record["downloadId"] for record in queue()} == {BAD}

    api.delete(f"queue/{queue()[0]['id']}", params={"blocklist": "true"})
    api.get("health")
    clock.tick(5)
    assert sonarr.searches == [("season", show, 1)] * 2
    assert [record["downloadId"] for record in queue()] == [GOOD] * 3
    assert set(qbittorrent.torrents) == {GOOD.lower()}

    path = folder(TITLES[GOOD], "s01e01", "s01e02", "s01e03")
    qbittorrent.change(GOOD.lower(), state="stalledUP", content_path=str(path), save_path=str(path.parent))
    api.post("command", json={"name": "RefreshMonitoredDownloads"})
    assert queue() == []
    assert all(
        episode["hasFile"] for episode in api.get("episode", params={"seriesId": show, "seasonNumber": 1}).json()
    )
    events = [row["eventType"] for row in api.get("history/series", params={"seriesId": show}).json()]
    assert events == [
        *["downloadFolderImported"] * 3,
        *["grabbed"] * 3,
        *["downloadFailed"] * 3,
        *["grabbed"] * 3,
    ]
