"""The gateway against real clients of every version: what it reads, what it changes, what it is refused."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from pydantic import SecretStr

from qbitrr.clients.local import LocalClient
from qbitrr.clients.qbittorrent import Gateway
from qbitrr.clients.rows import detailed
from qbitrr.domain import State, TrackerStatus
from qbitrr.errors import NotAuthorized, Unavailable
from qbitrr.ports import Missing, Refused, SavedTorrent
from tests.lab.swarm import until as lab_until
from tests.lab.torrents import fake_torrent, magnet

pytestmark = pytest.mark.lab

MOVIE = fake_torrent("Some.Movie.2024.1080p-GRP")


def gateway_to(client, **changes):
    settings = {
        "host": "127.0.0.1",
        "port": client.port,
        "user_name": client.username,
        "password": SecretStr(client.password),
        "skip_tls_verify": False,
        "timeout": timedelta(seconds=5),
    }
    return Gateway("lab", SimpleNamespace(**settings | changes))


@pytest.fixture
def gateway(lab_client):
    gateway = gateway_to(lab_client)
    yield gateway
    gateway.close()


def until(gateway, condition, *, within=120.0):
    """All torrents, by what the gateway is told, as soon as they are as they should be."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        torrents = gateway.sync(everything=True).torrents
        if condition(torrents):
            return torrents
        time.sleep(0.05)
    pytest.fail(f"it did not happen in time: {torrents}")


def saved(**changes):
    return SavedTorrent(**{"hash": MOVIE.hash, "torrent": MOVIE.content} | changes)


def test_a_torrent_that_is_put_back_is_as_it_was(gateway, lab_client):
    limits = {"ratio_limit": 1.5, "seeding_time_limit": 60, "dl_limit": 1024, "up_limit": 2048, "auto_tmm": False}
    place = str(lab_client.downloads / "elsewhere")
    gateway.add(saved(category="radarr", tags=frozenset({"a", "b"}), save_path=place, limits=limits))
    torrent = until(gateway, lambda found: found.get(MOVIE.hash) and found[MOVIE.hash].state is State.STOPPED)[
        MOVIE.hash
    ]
    assert (torrent.category, torrent.tags, torrent.save_path) == ("radarr", {"a", "b"}, place)
    assert not torrent.complete
    assert gateway.limits(MOVIE.hash).items() >= limits.items()
    first = gateway.export(MOVIE.hash)
    kept = saved(torrent=first, category="radarr", tags=frozenset({"a", "b"}), limits=gateway.limits(MOVIE.hash))
    gateway.delete(MOVIE.hash)
    until(gateway, lambda found: not found)
    gateway.add(kept)
    assert gateway.limits(MOVIE.hash) == kept.limits
    assert gateway.export(MOVIE.hash) == first


def test_it_stops_and_starts(gateway):
    gateway.add(saved(stopped=False))
    until(gateway, lambda found: found.get(MOVIE.hash) and found[MOVIE.hash].state is State.STALLED)
    gateway.stop(MOVIE.hash)
    until(gateway, lambda found: found[MOVIE.hash].state is State.STOPPED)
    gateway.start(MOVIE.hash, forced=True)
    until(gateway, lambda found: found[MOVIE.hash].forced and found[MOVIE.hash].state is State.DOWNLOADING)
    gateway.recheck(MOVIE.hash)


def test_tags_and_categories(gateway):
    gateway.add(saved(tags=frozenset({"old"})))
    gateway.add_tags(MOVIE.hash, frozenset({"new", "ä ö"}))
    gateway.remove_tags(MOVIE.hash, frozenset({"old"}))
    gateway.set_category(MOVIE.hash, "tv 4k")
    gateway.set_category(MOVIE.hash, "tv 4k")
    found = until(gateway, lambda found: found[MOVIE.hash].category == "tv 4k")[MOVIE.hash]
    assert found.tags == {"new", "ä ö"}
    gateway.set_category(MOVIE.hash, "")
    until(gateway, lambda found: not found[MOVIE.hash].category)


def test_a_magnet_has_no_metadata_and_no_torrent_file(gateway, lab_client):
    wanted = "ab" * 20
    with lab_client.api() as api:
        api.torrents_add(urls=magnet(wanted))
    torrent = until(gateway, lambda found: found.get(wanted) and found[wanted].state is State.METADATA)[wanted]
    assert not torrent.has_metadata
    assert not torrent.complete
    assert datetime.now(UTC) - torrent.added < timedelta(minutes=1)
    assert gateway.export(wanted) is None


def test_what_is_not_there_is_missing(gateway):
    for change in (gateway.stop, gateway.delete, gateway.recheck, gateway.limits, gateway.export):
        with pytest.raises(Missing):
            change("f" * 40)


def test_what_is_there_cannot_be_put_back(gateway):
    gateway.add(saved())
    with pytest.raises(Refused):
        gateway.add(saved())
    with pytest.raises(Refused):
        gateway.add(saved(torrent=b"no torrent"))


def test_a_wrong_password_is_refused(lab_client):
    stranger = gateway_to(lab_client, password=SecretStr("wrong"))
    assert stranger.alive()
    with pytest.raises(NotAuthorized):
        stranger.sync()
    stranger.close()


ONE, TWO = "http://127.0.0.1:1/announce", "http://127.0.0.1:1/announce?key=a%20b%7Cc"


def urls_of(gateway, torrent):
    return {tracker.url for tracker in gateway.details((torrent,), trackers=True)[torrent].trackers}


def test_files_that_are_not_wanted_stay_so_over_a_restart(gateway, lab_client):
    pack = fake_torrent("Some.Pack.S01.1080p-GRP", files=3, size=3 << 20)
    gateway.add(SavedTorrent(hash=pack.hash, torrent=pack.content))
    whole = until(gateway, lambda found: found.get(pack.hash) and found[pack.hash].size == 3 << 20)[pack.hash]
    gateway.deselect(pack.hash, frozenset({0, 2}))
    until(gateway, lambda found: found[pack.hash].size < whole.size)
    files = gateway.details((pack.hash,), files=True)[pack.hash].files
    assert [(file.index, file.wanted) for file in files] == [(0, False), (1, True), (2, False)]
    assert files[1].path == "Some.Pack.S01.1080p-GRP/file001.mkv"
    with pytest.raises(Refused):
        gateway.deselect(pack.hash, frozenset({3}))
    time.sleep(0.7)  # it writes down what has changed a moment later
    lab_client.stop()
    lab_client.start()
    until(gateway, lambda found: pack.hash in found)
    assert gateway.details((pack.hash,), files=True)[pack.hash].files == files


def test_speeds_are_limited_and_let_go(gateway):
    gateway.add(saved())
    gateway.set_speed(MOVIE.hash, download=5000, upload=7000)
    until(gateway, lambda found: (found[MOVIE.hash].download_limit, found[MOVIE.hash].upload_limit) == (5000, 7000))
    gateway.set_speed(MOVIE.hash, download=0)
    until(gateway, lambda found: (found[MOVIE.hash].download_limit, found[MOVIE.hash].upload_limit) == (0, 7000))


def test_super_seeding_is_switched_on_and_off(gateway, lab_swarm):
    torrent = lab_swarm.add_complete()
    gateway.super_seed(torrent.hash, on=True)
    until(gateway, lambda found: found[torrent.hash].super_seeding)
    gateway.super_seed(torrent.hash, on=False)
    until(gateway, lambda found: not found[torrent.hash].super_seeding)


def test_trackers_are_added_and_removed_however_often_it_is_said(gateway):
    gateway.add(saved())
    for _ in range(2):
        gateway.add_trackers(MOVIE.hash, (ONE, TWO))
        assert urls_of(gateway, MOVIE.hash) == {ONE, TWO}
    for _ in range(2):
        gateway.remove_trackers(MOVIE.hash, (TWO,))
        assert urls_of(gateway, MOVIE.hash) == {ONE}


def test_trackers_are_told_apart_by_their_answers(gateway, lab_swarm):
    good, bad = lab_swarm.tracker.url(), lab_swarm.tracker.url("unregistered")
    torrent = lab_swarm.add_complete(trackers=[good, bad])
    lab_swarm.wait_for_tracker(torrent.hash, bad, "unregistered torrent")
    found = {one.url: one for one in gateway.details((torrent.hash,), trackers=True)[torrent.hash].trackers}
    assert found.keys() == {good, bad}
    assert found[bad].message == "unregistered torrent"
    newest = lab_swarm.client.version >= "5.2"
    assert found[bad].status is (TrackerStatus.REFUSED if newest else TrackerStatus.FAILED)


def test_a_torrent_is_announced_again(gateway, lab_swarm):
    """By itself the client would wait for half an hour after such an answer."""
    refusing = lab_swarm.tracker.url("unregistered")
    torrent = lab_swarm.add_complete(trackers=[refusing])
    lab_swarm.wait_for_tracker(torrent.hash, refusing, "unregistered torrent")
    before = len(lab_swarm.tracker.announces)
    gateway.reannounce(torrent.hash)
    lab_until(lambda: len(lab_swarm.tracker.announces) > before, "another announce")


def test_a_torrent_is_put_at_the_top_of_the_queue(gateway, lab_swarm):
    gateway.add(saved())
    other = fake_torrent("Other.Movie.2024.1080p-GRP")
    gateway.add(SavedTorrent(hash=other.hash, torrent=other.content))
    with pytest.raises(Refused, match="queueing"):
        gateway.promote(other.hash)
    lab_swarm.api.app_set_preferences({"queueing_enabled": True})
    until(gateway, lambda found: {one.position for one in found.values()} == {1, 2})
    gateway.promote(other.hash)
    until(gateway, lambda found: (found[other.hash].position, found[MOVIE.hash].position) == (1, 2))


def test_without_its_data_only_the_torrent_is_deleted(gateway, lab_swarm):
    torrent = lab_swarm.add_complete()
    data = lab_swarm.content(torrent.hash)
    gateway.delete(torrent.hash, with_data=False)
    until(gateway, lambda found: torrent.hash not in found)
    assert data.exists()


def test_a_magnet_has_unknown_files_and_takes_no_choice(gateway, lab_client):
    wanted = "cd" * 20
    with lab_client.api() as api:
        api.torrents_add(urls=magnet(wanted))
    until(gateway, lambda found: wanted in found)
    found = gateway.details((wanted,), files=True, trackers=True)[wanted]
    assert (found.files, found.trackers) == (None, ())
    with pytest.raises(Refused):
        gateway.deselect(wanted, frozenset({0}))


def test_who_has_data_in_the_downloads_folder_itself_is_told_by_the_names(gateway, lab_swarm):
    loose, other = fake_torrent("Loose", files=2), fake_torrent("Other.Movie.mkv")
    lab_swarm.api.torrents_add(torrent_files=loose.content, content_layout="NoSubfolder", is_stopped=True)
    lab_swarm.api.torrents_add(torrent_files=other.content, is_stopped=True)
    client = LocalClient(gateway, settle=0.0)
    downloads = str(lab_swarm.client.downloads)
    lab_until(lambda: placed(client.drain(), loose, other), "both are listed with their places")
    assert client.sharing(f"{downloads}/file001.mkv") == {loose.hash}
    assert client.sharing(f"{downloads}/Other.Movie.mkv") == {other.hash}
    assert client.sharing(downloads) == {loose.hash}  # the place that the client gives for it


def placed(view, *torrents):
    found = [view.torrents.get(torrent.hash) for torrent in torrents]
    return view.complete and all(one and one.content_path.startswith("/") for one in found)


def test_after_a_restart_all_is_told_anew(gateway, lab_client):
    gateway.add(saved())
    until(gateway, lambda found: MOVIE.hash in found and lab_client.resume_file(MOVIE.hash).exists())
    lab_client.stop()
    assert not gateway.alive()
    with pytest.raises(Unavailable, match="connection refused"):
        gateway.sync()
    lab_client.start()
    update = gateway.sync()
    assert update.full
    assert update.fresh
    until(gateway, lambda found: MOVIE.hash in found)


@pytest.mark.parametrize("private", [True, False])
def test_whether_a_torrent_is_private_is_listed_or_known_with_its_trackers(lab_swarm, gateway, private):
    torrent = lab_swarm.add(fake_torrent("Private", trackers=[lab_swarm.tracker.url()], private=private))
    listed = until(gateway, lambda found: torrent in found)[torrent]
    assert detailed(listed, gateway.details((torrent,), trackers=True)[torrent]).private is private
