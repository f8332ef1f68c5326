"""The lab itself: every recipe reaches its state in every version, and the parts do what they promise."""

import subprocess
import time

import pytest
import qbittorrentapi

from tests.lab import media
from tests.lab.presence import give_up, require_lab
from tests.lab.states import MOVING, RECIPES
from tests.lab.swarm import NoOtherFileSystemError, until
from tests.lab.torrents import fake_torrent
from tests.lab.world import LabWorld

pytestmark = pytest.mark.lab

FAST = [pytest.param(recipe, id=name) for name, recipe in RECIPES.items() if not recipe.slow]
SLOW = {name: recipe for name, recipe in RECIPES.items() if recipe.slow}


@pytest.mark.parametrize("recipe", FAST)
def test_fast_recipe_reaches_its_state(lab_swarm, recipe):
    assert recipe.cook(lab_swarm)


@pytest.mark.slow
def test_slow_recipes_reach_their_states(lab_swarm):
    # All at once, because each spends seconds waiting for a peer; the last stays in its state for the shortest time.
    hashes = {name: recipe.prepare(lab_swarm) for name, recipe in SLOW.items()}
    for name, recipe in reversed(SLOW.items()):
        assert recipe.met(lab_swarm.wait(hashes[name], recipe.met)), name


@pytest.mark.slow
def test_moving_is_seen_between_file_systems(lab_swarm):
    try:
        assert MOVING.cook(lab_swarm)
    except NoOtherFileSystemError as reason:
        pytest.skip(str(reason))


def test_client_is_the_version_it_was_asked_for(lab_swarm):
    assert lab_swarm.api.app_version() == f"v{lab_swarm.client.version}"


def test_client_starts_each_test_without_torrents(lab_swarm):
    assert not lab_swarm.api.torrents_info()


def test_client_refuses_a_wrong_password(lab_client):
    stranger = qbittorrentapi.Client(host=lab_client.url, username="admin", password="wrong")
    with pytest.raises(qbittorrentapi.LoginFailed):
        stranger.auth_log_in()


def test_tracker_sees_a_whole_download(lab_swarm):
    torrent = lab_swarm.seeded(1 << 18)
    lab_swarm.add(torrent)
    lab_swarm.wait(torrent.hash, {"stalledUP"})
    events = [announce.event for announce in lab_swarm.tracker.announces if announce.hash == torrent.hash]
    assert "started" in events


def test_tracker_misbehaves_on_demand(lab_swarm):
    messages = {
        "unregistered": "unregistered torrent",
        "warn": "please upgrade your client",
        "http503": "Service Unavailable",
        "garbage": "expected value (list, dict, int or string) in bencoded string",
        "empty": "unexpected end of file in bencoded string",
    }
    urls = {behaviour: lab_swarm.tracker.url(behaviour) for behaviour in messages}
    hashes = {behaviour: lab_swarm.add(fake_torrent(behaviour, trackers=[url])) for behaviour, url in urls.items()}
    for behaviour, message in messages.items():
        lab_swarm.wait_for_tracker(hashes[behaviour], urls[behaviour], message)


def test_frozen_client_answers_when_it_thaws(lab_swarm):
    lab_swarm.client.freeze()
    hurried = lab_swarm.client.api()
    with pytest.raises(qbittorrentapi.APIConnectionError):
        hurried.app_version(requests_args={"timeout": 0.05})
    lab_swarm.client.thaw()
    assert lab_swarm.api.app_version()


def test_killed_client_starts_again(lab_swarm):
    lab_swarm.client.kill()
    assert not lab_swarm.client.running
    lab_swarm.client.start()
    assert lab_swarm.api.app_version()


@pytest.mark.slow
def test_peer_that_leaves_stalls_the_download(lab_swarm):
    torrent = lab_swarm.seeded(4 << 20, upload_limit=20_000)
    lab_swarm.add(torrent)
    lab_swarm.wait(torrent.hash, lambda seen: seen["num_seeds"] == 1)
    lab_swarm.peer.leave(torrent.hash)
    lab_swarm.wait(torrent.hash, lambda seen: seen["num_seeds"] == 0)


@pytest.mark.parametrize(
    ("make", "accepted"),
    [
        pytest.param(media.noise, False, id="noise"),
        pytest.param(media.program, False, id="program"),
        pytest.param(media.damaged_film, True, id="damaged film"),
        pytest.param(media.truncated_film, True, id="truncated film"),
    ],
)
def test_broken_media_look_to_ffprobe_as_they_say(tmp_path, make, accepted):
    require_lab()
    assert _ffprobe_accepts(make(tmp_path / "film.mkv")) is accepted


@pytest.mark.parametrize("make", [media.film, media.film_4k, media.song])
def test_good_media_are_good(make):
    require_lab()
    assert _ffprobe_accepts(make())


@pytest.mark.slow
def test_world_has_torrents_of_each_fate():
    require_lab()
    with LabWorld() as world, world.client.api() as api:
        good = world.torrent_that_completes(seconds=3)
        stalled = world.torrent_that_stalls("Nobody.Has.This.2020.1080p.WEB-DL.x264-GRP")
        slow = world.torrent_with_slow_seed("Slow.Movie.2020.1080p.WEB-DL.x264-GRP")
        started = time.monotonic()
        api.torrents_add(torrent_files=[good.content, stalled.content, slow.content], category="radarr")
        until(lambda: _states(api).get(good.hash) == "stalledUP", "the film is complete")
        assert time.monotonic() - started > 1.5
        until(lambda: _states(api)[slow.hash] == "downloading", "the slow seed sends")
        assert _states(api)[stalled.hash] == "stalledDL"
        assert (world.client.downloads / media.SOME_FILM / f"{media.SOME_FILM}.mkv").exists()


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_absent_part_is_a_failure_only_in_continuous_integration(monkeypatch, ci, outcome):
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="no client"):
        give_up("no client")


def _states(api):
    return {torrent["hash"]: torrent["state"] for torrent in api.torrents_info()}


def _ffprobe_accepts(path):
    return subprocess.run(["ffprobe", "-v", "error", path], capture_output=True, check=False).returncode == 0
