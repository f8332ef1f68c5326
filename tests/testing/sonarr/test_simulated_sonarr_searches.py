"""What the simulated Sonarr promises about searching: which search asks what, and which release it takes."""

import pytest

HASH = "A" * 40
OTHER = "B" * 40
PACK = "Big.Show.S01.1080p.WEB-DL-GRP"
DAY = 86_400


def magnet(torrent_hash):
    return f"magnet:?xt=urn:btih:{torrent_hash.lower()}"


def grabbed(sonarr):
    """What was grabbed: the episodes by hash."""
    found = {}
    for row in sonarr.history.rows:
        if row.event == "grabbed":
            found.setdefault(row.download_id, []).append(row.item["episodeId"])
    return found


def test_an_episode_search_takes_a_single_episode_and_no_pack(sonarr, show, post):
    sonarr.add_release(PACK, torrent=magnet(HASH))
    sonarr.add_release("Big.Show.S01E02.1080p", torrent=magnet(OTHER))
    assert post("EpisodeSearch", episodeIds=[2]) == ("completed", "successful")
    assert grabbed(sonarr) == {OTHER: [2]}
    assert sonarr.searches == [("episode", 2)]


def test_an_episode_search_takes_a_file_of_several_episodes(sonarr, show, post):
    sonarr.add_release("Big.Show.S01E02E03.1080p", torrent=magnet(HASH))
    post("EpisodeSearch", episodeIds=[2])
    assert grabbed(sonarr) == {HASH: [2, 3]}


def test_a_season_search_takes_the_pack_rather_than_episodes(sonarr, show, post, qbittorrent):
    sonarr.add_release("Big.Show.S01E02.1080p", torrent=magnet(OTHER))
    sonarr.add_release(PACK, torrent=magnet(HASH))
    post("SeasonSearch", seriesId=show, seasonNumber=1)
    assert grabbed(sonarr) == {HASH: [1, 2, 3]}
    assert len(qbittorrent.added) == 1
    assert sonarr.searches == [("season", show, 1)]


def test_a_season_search_takes_episodes_where_there_is_no_pack(sonarr, show, post):
    for number, torrent_hash in ((1, HASH), (3, OTHER)):
        sonarr.add_release(f"Big.Show.S01E0{number}.1080p", torrent=magnet(torrent_hash))
    post("SeasonSearch", seriesId=show, seasonNumber=1)
    assert grabbed(sonarr) == {HASH: [1], OTHER: [3]}


def test_an_episode_search_never_asks_for_monitored_or_aired(sonarr, clock, post):
    show = sonarr.add_series("Later", seasons={1: 1}, monitored=False)
    number = sonarr.add_episode(show, 1, 2, airs=clock.seconds() + DAY)
    sonarr.episode(number).monitored = False
    sonarr.add_release("Later.S01E02.1080p", torrent=magnet(HASH))
    post("EpisodeSearch", episodeIds=[number])
    assert grabbed(sonarr) == {HASH: [number]}


def test_a_season_search_asks_for_monitored(sonarr, show, post):
    sonarr.episode(2).monitored = False
    sonarr.add_release("Big.Show.S01E02.1080p", torrent=magnet(HASH))
    sonarr.add_release("Big.Show.S01E03.1080p", torrent=magnet(OTHER))
    post("SeasonSearch", seriesId=show, seasonNumber=1)
    assert grabbed(sonarr) == {OTHER: [3]}


def test_one_episode_that_is_not_monitored_rejects_the_pack(sonarr, show, post):
    sonarr.episode(2).monitored = False
    sonarr.add_release(PACK, torrent=magnet(HASH))
    post("SeasonSearch", seriesId=show, seasonNumber=1)
    assert grabbed(sonarr) == {}


def test_a_series_that_is_not_monitored_rejects_every_release_of_a_season(sonarr, post):
    show = sonarr.add_series("Big Show", seasons={1: 2}, monitored=False)
    sonarr.add_release(PACK, torrent=magnet(HASH))
    post("SeasonSearch", seriesId=show, seasonNumber=1)
    assert grabbed(sonarr) == {}


def test_a_season_search_also_looks_for_better_files(sonarr, show, post):
    sonarr.put_file(1, resolution=720)
    sonarr.add_release("Big.Show.S01E01.1080p", torrent=magnet(HASH))
    post("SeasonSearch", seriesId=show, seasonNumber=1)
    assert grabbed(sonarr) == {HASH: [1]}


def test_a_pack_must_be_better_than_every_file_it_would_replace(sonarr, show, post):
    sonarr.put_file(1, resolution=1080)
    sonarr.add_release(PACK, torrent=magnet(HASH))
    post("SeasonSearch", seriesId=show, seasonNumber=1)
    assert grabbed(sonarr) == {}


def test_an_episode_that_is_on_its_way_blocks_an_equal_pack(sonarr, show, put, post):
    put(OTHER, "Big.Show.S01E02.1080p", state="stalledDL")
    sonarr.refresh()
    sonarr.add_release(PACK, torrent=magnet(HASH))
    post("SeasonSearch", seriesId=show, seasonNumber=1)
    assert grabbed(sonarr) == {}


def test_a_blocklisted_pack_is_not_taken_again(api, sonarr, show, post):
    first, *_ = sonarr.grab([1, 2, 3], HASH, PACK)
    sonarr.settings.auto_redownload_failed = False
    api.post(f"history/failed/{first.id}")
    sonarr.add_release(PACK, torrent=magnet(HASH))
    sonarr.add_release(PACK, torrent=magnet(OTHER))
    post("SeasonSearch", seriesId=show, seasonNumber=1)
    assert list(grabbed(sonarr)) == [HASH, OTHER]


def test_a_series_search_leaves_unmonitored_seasons_out(sonarr, show, post):
    sonarr.series(show).seasons[1].monitored = False
    sonarr.add_release(PACK, torrent=magnet(HASH))
    sonarr.add_release("Big.Show.S02.1080p", torrent=magnet(OTHER))
    post("SeriesSearch", seriesId=show)
    assert grabbed(sonarr) == {OTHER: [4, 5]}
    assert sonarr.searches == [("series", show)]


def test_a_search_sets_the_time_of_every_episode_it_was_for(api, sonarr, show, post, clock):
    sonarr.episode(3).monitored = False
    post("SeasonSearch", seriesId=show, seasonNumber=1)
    assert [episode.last_search_time for episode in sonarr.episodes(show, 1)] == [
        clock.seconds(),
        clock.seconds(),
        None,
    ]
    assert api.get("episode/1").json()["lastSearchTime"]


def test_a_search_that_no_indexer_answers_leaves_no_time_and_no_grab(sonarr, show, post):
    sonarr.indexers.in_back_off.add("Indexer")
    sonarr.add_release(PACK, torrent=magnet(HASH))
    post("SeasonSearch", seriesId=show, seasonNumber=1)
    assert sonarr.searches == [("season", show, 1)]
    assert sonarr.episode(1).last_search_time is None
    assert grabbed(sonarr) == {}


def test_a_client_is_a_user_to_the_app(api, sonarr, show, post):
    sonarr.add_release("Big.Show.S01E01.1080p", torrent=magnet(HASH))
    post("EpisodeSearch", episodeIds=[1])
    [row] = api.get("history").json()["records"]
    assert (row["data"]["releaseSource"], row["data"]["seriesMatchType"]) == ("UserInvokedSearch", "Title")


def test_the_search_for_missing_groups_by_season_and_begins_with_what_rested_longest(sonarr, show, post, clock, put):
    clock.tick(1)
    other = sonarr.add_series("Other", seasons={1: 1})
    single = sonarr.episodes(other)[0].id
    for number in (1, 2, 3):
        sonarr.episode(number).last_search_time = clock.seconds()
    put(HASH, "Big.Show.S02E02.1080p", state="downloading")
    sonarr.refresh()
    post("MissingEpisodeSearch")
    assert sonarr.searches == [("episode", 4), ("episode", single), ("season", show, 1)]


def test_the_search_for_missing_can_be_of_one_series(sonarr, show, post):
    sonarr.add_series("Other", seasons={1: 1})
    sonarr.episode(4).monitored = sonarr.episode(5).monitored = False
    post("MissingEpisodeSearch", seriesId=show)
    assert sonarr.searches == [("season", show, 1)]


def test_two_searches_for_all_missing_are_equal_whatever_they_say_of_monitored(api, sonarr, show):
    sonarr.settings.command_takes = 5
    ids = [
        api.post("command", json={"name": "MissingEpisodeSearch", "monitored": monitored}).json()["id"]
        for monitored in (True, False)
    ]
    assert ids[0] == ids[1]


def test_the_search_for_cutoff_unmet_looks_at_quality_alone(sonarr, show, post):
    sonarr.put_file(1, resolution=720)
    sonarr.put_file(4, resolution=1080)
    post("CutoffUnmetEpisodeSearch")
    assert sonarr.searches == [("episode", 1)]


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("EpisodeSearch", {}),
        ("EpisodeSearch", {"episodeIds": [99]}),
        ("SeasonSearch", {"seriesId": 99, "seasonNumber": 1}),
        ("SeriesSearch", {}),
    ],
)
def test_a_search_for_nothing_that_is_there_fails_later(show, post, name, parameters):
    assert post(name, **parameters) == ("failed", "unsuccessful")


def test_commands_of_clients_are_counted(sonarr, show, post):
    for name in ("RssSync", "RssSync", "RefreshMonitoredDownloads", "RescanSeries"):
        post(name)
    assert sonarr.commands.posted == ["RssSync", "RssSync", "RefreshMonitoredDownloads", "RescanSeries"]


def test_a_pack_the_client_refuses_waits_as_a_record_for_each_episode(api, sonarr, show, post, qbittorrent, queue):
    from qbitrr.testing.http import Fault, Reply

    qbittorrent.fail(Fault(path="torrents/add", reply=Reply.text("Fails.")))
    sonarr.add_release(PACK, torrent=magnet(HASH))
    post("SeasonSearch", seriesId=show, seasonNumber=1)
    records = queue()
    assert [record["episodeId"] for record in records] == [1, 2, 3]
    assert len({record["id"] for record in records}) == 3
    assert api.delete(f"queue/{records[2]['id']}").status_code == 200
    assert queue() == []


def test_a_release_that_names_nothing_is_an_error_of_the_test(sonarr, show):
    with pytest.raises(ValueError, match="names no episode"):
        sonarr.add_release("Who.Knows.S01", torrent=magnet(HASH))
