"""What the plugin tells of Radarr, how often it asks, and what it does while Radarr does not answer."""

import logging

import pytest
from radarr_world import TITLE

from qbitrr import NotAuthorized, Unavailable
from qbitrr.testing.http import HTML, Reply


def test_it_tells_the_queue_the_history_and_the_settings(world):
    _, torrent_hash = world.grabbed()
    world.radarr.refresh()
    world.begin()
    facts = world.look()
    assert {kind for kind, _ in facts.observations} == {"queue", "history", "settings"}
    assert all(seen.source == "Radarr" and seen.at == world.now for seen in facts.observations.values())
    assert world.value("queue").find([torrent_hash]).title == TITLE
    assert world.value("history").grabbed(frozenset([torrent_hash])).title == TITLE
    assert world.value("settings").category == "radarr"


def test_while_nothing_changes_it_asks_at_most_twice_a_minute(world):
    world.grabbed(media_id=world.radarr.add_movie("Metropolis"))
    world.radarr.refresh()
    world.begin()
    world.look()
    world.look(180)
    world.forget()
    for _ in range(600):
        world.look(1)
    assert len(world.radarr.requests) <= 20


def test_an_unchanged_value_is_the_same_object(world):
    world.grabbed()
    world.radarr.refresh()
    world.begin()
    world.look()
    before = {kind: world.value(kind) for kind in ("queue", "history", "settings")}
    world.look(3600)
    assert all(world.value(kind) is value for kind, value in before.items())
    assert world.facts.get("queue", "Radarr").at == world.now


def test_it_asks_sooner_while_a_download_waits_for_its_import(world):
    world.radarr.settings.import_takes = 10_000
    _, torrent_hash = world.grabbed(done=True)
    world.begin()
    world.look()
    world.look(600)
    world.propose(world.torrent(torrent_hash))
    world.forget()
    for _ in range(10):
        world.look(1)
    assert len(world.sent("GET", "history/since")) == 2
    assert len(world.sent("GET", "queue/details")) == 2


def test_reading_changes_nothing(world):
    world.grabbed()
    world.begin(dry_run=True)
    world.look()
    world.look(3600)
    assert world.changes() == []


def test_a_restarted_app_is_not_believed_when_its_queue_is_empty(world):
    world.grabbed()
    world.radarr.refresh()
    world.begin()
    world.look()
    world.radarr.restart()
    world.look(150)
    seen = world.facts.get("queue", "Radarr")
    assert (dict(seen.value.items), seen.complete) == ({}, False)
    assert "restarted" in seen.why_incomplete


def test_a_queue_that_was_emptied_by_a_lost_client_is_not_believed_and_nothing_counts_as_imported(world):
    world.radarr.settings.import_takes = 10_000
    _, torrent_hash = world.grabbed(done=True)
    world.radarr.refresh()
    world.begin()
    world.look()
    torrent = world.torrent(torrent_hash)
    world.qbittorrent.stop()
    world.radarr.refresh()
    world.look(150)
    seen = world.facts.get("queue", "Radarr")
    assert (dict(seen.value.items), seen.complete) == ({}, False)
    assert world.value("history").imported(torrent.hashes) is None
    world.qbittorrent.restart_listening()


def test_the_queue_is_believed_again_when_nothing_more_is_wrong(world):
    world.grabbed()
    world.radarr.refresh()
    world.begin()
    world.look()
    world.radarr.restart()
    world.look(150)
    world.radarr.refresh()
    for _ in range(6):
        world.look(30)
    assert world.facts.get("queue", "Radarr").complete


def test_a_download_that_is_older_than_what_was_read_is_asked_for_by_name(world):
    _, torrent_hash = world.grabbed()
    world.clock.passes(90 * 86_400)
    world.begin()
    world.look()
    torrent = world.torrent(torrent_hash)
    assert not world.value("history").knows(torrent.hashes)
    world.propose(torrent)
    world.look(1)
    assert world.value("history").grabbed(torrent.hashes).title == TITLE


def test_reading_goes_on_after_a_restart_where_it_stopped(world):
    world.grabbed()
    world.begin()
    world.look()
    world.clock.passes(10 * 86_400)
    world.begin()
    world.grabbed(media_id=1, title="Metropolis.2020.720p.WEB.H264-GRP")
    world.look(86_400)
    assert len(world.value("history").pasts) == 2


@pytest.mark.parametrize(
    "trouble",
    [
        {"drop": True},
        {"reply": HTML},
        {"reply": Reply(200, b"")},
        {"reply": Reply.of({"message": "oh", "description": "at Foo.Bar()"}, 500)},
        {"reply": Reply.of({"errorMessage": "Radarr is starting up, please try again later"}, 503)},
        {"reply": Reply(429, b"", "")},
        {"reply": Reply.of({"records": []})},
        {"reply": Reply(404, b"", "")},
    ],
    ids=["dropped", "html", "empty", "500", "503", "429", "shape", "404"],
)
def test_a_lost_radarr_is_not_hammered_and_is_used_within_five_seconds_of_its_return(world, caplog, trouble):
    world.begin()
    world.look()
    caplog.clear()
    with caplog.at_level(logging.INFO, "qbitrr.radarr"):
        world.lose(**trouble)
        with pytest.raises(Unavailable):
            world.look(1800)
        asked = world.count_requests()
        for _ in range(600):
            with pytest.raises(Unavailable):
                world.look(1)
        assert len(asked) < 450
        world.radarr.heal()
        for _ in range(5):
            try:
                world.look(1)
            except Unavailable:
                continue
            break
        assert world.facts.get("queue", "Radarr").at == world.now
    warnings = [record.message for record in caplog.records]
    assert len(warnings) == 2
    assert warnings[0].startswith("Radarr is unavailable: ")
    assert warnings[1].startswith("Radarr is available again, after 0:10:0")


def test_a_radarr_that_was_away_at_the_start_is_used_when_it_is_there(world):
    world.radarr.stop()
    world.begin(Category="radarr")
    with pytest.raises(Unavailable):
        world.look()
    world.radarr.restart_listening()
    world.look(3)
    assert world.value("settings").category == "radarr"


def test_a_refused_key_is_not_sent_again_until_the_app_was_away(world):
    world.begin(APIKey="0" * 32)
    with pytest.raises(NotAuthorized):
        world.look()
    world.forget()
    for _ in range(100):
        with pytest.raises(NotAuthorized):
            world.look(5)
    assert {request.path for request in world.radarr.requests} == {"/ping"}
    world.radarr.stop()
    with pytest.raises(NotAuthorized):
        world.look(5)
    world.radarr.api_key = world.radarr.front.api_key = "0" * 32
    world.radarr.restart_listening()
    world.look(5)
    assert world.value("settings").category == "radarr"


def test_another_app_at_the_address_is_said_to_be_another(world):
    world.lose("system/status", reply=Reply.of({"appName": "Sonarr"}))
    world.begin()
    with pytest.raises(Unavailable, match="Sonarr, not Radarr"):
        world.look()


def test_conflicts_with_the_settings_of_the_app_are_said_in_sentences(world, caplog):
    world.begin(Category="movies")
    world.look()
    assert "Radarr: Radarr uses category radarr, but Category here is movies: it will not import from it." in [
        record.message for record in caplog.records
    ]
