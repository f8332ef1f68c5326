"""Downloads of episodes that are worse than what is there: a pack is judged on all of its episodes."""

import pytest
from sonarr_world import PACK

UNMET = {"CustomFormatUnmetSearch": True}


@pytest.mark.parametrize(
    ("score", "there", "fails"),
    [
        (10, (20, 20, 20, 20), True),
        (10, (20, 20, 20, 10), False),
        (10, (20, 20, 20, 5), False),
        (10, (20, 20, 20, None), False),
        (10, (None, None, None, None), False),
        (10, (30, 11, 20, 25), True),
    ],
)
def test_a_pack_has_failed_if_it_is_worse_for_every_episode(world, score, there, fails):
    for episode, known in enumerate(there, 1):
        if known is not None:
            world.sonarr.put_file(episode, score=known)
    said = judged(world, (1, 2, 3, 4), score)
    assert bool(said) is fails
    if fails:
        assert said.evidence["files"] == {f"Firefly S01E0{number}": known for number, known in enumerate(there, 1)}
        assert said.reason == f"its custom-format score of 10 is lower than that of what is there ({min(there)})"


def test_a_pack_of_several_series_is_not_judged(world):
    other = world.sonarr.add_series("Dark", seasons={1: 1})
    (episode,) = world.sonarr.episodes(other)
    world.sonarr.put_file(1, score=50)
    world.sonarr.put_file(episode.id, score=50)
    assert judged(world, (1, episode.id), 10) is None


def judged(world, episodes, score):
    world.begin(EntrySearch=UNMET, Category="sonarr")
    torrent_hash = world.qbittorrent.add(PACK, category="sonarr", state="stalledDL", files=[(f"{PACK}/e.mkv", 1000)])
    world.sonarr.grab(episodes, torrent_hash.upper(), PACK, score=score)
    world.sonarr.refresh()
    world.look()
    world.report(world.torrent(torrent_hash))
    world.look(1)
    return world.report(world.torrent(torrent_hash))
