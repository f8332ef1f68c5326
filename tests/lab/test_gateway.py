"""The gateway against real clients of every version: what it reads, what it changes, what it is refused."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from pydantic import SecretStr

from qbitrr.clients.qbittorrent import Gateway
from qbitrr.domain import State
from qbitrr.errors import NotAuthorized, Unavailable
from qbitrr.ports import Missing, Refused, SavedTorrent
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


def until(gateway, condition, *, within=10.0):
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
