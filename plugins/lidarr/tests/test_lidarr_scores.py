"""Downloads of albums that are worse than what is there."""

import pytest
from lidarr_world import BOX


@pytest.mark.parametrize(
    ("there", "fails"),
    [({1: [20, 20], 2: [20, 11]}, True), ({1: [20, 20], 2: [20, 10]}, False), ({1: [20, 20], 2: [20]}, False)],
)
def test_a_box_has_failed_if_it_is_worse_for_every_album(world, there, fails):
    for album, scores in there.items():
        for track, score in enumerate(scores, 1):
            world.lidarr.put_file(album, [track], score=score)
    world.begin(EntrySearch={"CustomFormatUnmetSearch": True}, Category="lidarr")
    torrent_hash = world.qbittorrent.add(BOX, category="lidarr", state="stalledDL", files=[(f"{BOX}/1.flac", 1000)])
    world.lidarr.grab([1, 2], torrent_hash.upper(), BOX, score=10)
    world.lidarr.refresh()
    world.look()
    world.report(world.torrent(torrent_hash))
    world.look(1)
    assert bool(world.report(world.torrent(torrent_hash))) is fails
