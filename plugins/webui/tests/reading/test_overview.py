"""The overview: what needs attention first, with its place in the page; then what goes on."""

from dataclasses import replace

import pytest
from qbitrr_webui.reading.attention import MOST, ORDER, PLACES, attention_of
from qbitrr_webui.reading.overview import overview_of

from qbitrr.clients.messages import Status
from qbitrr.control.concerns import About, Concern
from qbitrr.control.health import Health
from qbitrr.control.rejected import Rejected
from qbitrr.control.remembered import Remembered
from qbitrr.control.stuck import Stuck
from qbitrr.domain import State
from qbitrr.reporting import SectionReport
from qbitrr.store.freezes import Freeze
from qbitrr.testing.builders import NOW, make_view
from reading.rows_made import row, snapshot
from reading.running import child, runtime
from reading.written import decided, held, remembered


def health(*concerns, running=None, clients=None, **remembered):
    return Health(
        at=NOW,
        folder="/data",
        running=running or runtime(child("qBit", "client"), child("Radarr")),
        clients={"qBit": Status(connected=True, complete=True)} if clients is None else clients,
        remembered=Remembered(**remembered),
        concerns=concerns,
        waits=(),
    )


REJECTED = Rejected(client="qBit", hash="a" * 40, owner="Radarr", name="A", at=NOW, reason="no video")
STUCK = Stuck(
    section="Radarr",
    title="A film",
    media=(7,),
    titles=frozenset({"A film"}),
    failures=3,
    same_release=2,
    since=NOW,
    until=NOW,
    advice="",
    allow="",
)
REPORT = SectionReport(
    name="Radarr",
    at=NOW,
    plugins=(),
    problems=(),
    missing={"Radarr": "connection refused"},
    stages={"seeding": 2},
    frozen="",
)


@pytest.mark.parametrize("about", [about for about in About if about is not About.STUCK])
def test_every_concern_has_its_place_in_the_page(about):
    (one,) = attention_of(health(Concern(about, "Radarr", "it is so", "Do this: qbitrr x")))
    assert one.link.startswith("/")
    assert one.text == "it is so."
    assert one.section == "Radarr"


def test_a_process_leads_to_its_log_and_a_freeze_can_be_lifted():
    process, freeze = attention_of(
        health(Concern(About.PROCESS, "Radarr 4K", "given up"), Concern(About.FREEZE, "Sonarr", "frozen"))
    )
    assert process.link.startswith("/logs/Radarr_4K-")
    assert (freeze.section, freeze.action) == ("Sonarr", "unfreeze")


def test_the_gravest_comes_first_and_the_list_is_bounded():
    concerns = [Concern(about, "x", "y") for about in PLACES for _ in range(9)]
    tones = [ORDER.index(one.tone) for one in attention_of(health(*concerns))]
    assert tones == sorted(tones)
    assert len(tones) == MOST


def test_what_waits_for_a_person_is_said():
    found = attention_of(health(rejected=(REJECTED, replace(REJECTED, hash="b" * 40)), stuck=(STUCK,) * 7), troubled=2)
    texts = [one.text for one in found]
    assert any(text.startswith("2 were rejected and wait for your word") for text in texts)
    assert any(text.startswith("2 torrents are in trouble") for text in texts)
    assert "2 more are not searched for, as their downloads keep failing." in texts
    assert {one.link for one in found} == {"/torrents?attention=true", "/search"}


def test_when_all_is_well_nothing_needs_attention(store):
    shown = overview_of(store, snapshot(row(1)), health(), NOW, dry_run=False)
    assert (shown.well, shown.attention) == (True, ())


def test_it_counts_what_goes_on(store):
    remembered(store, imported_at=NOW)
    held(store, "b" * 40)
    decided(store)
    decided(store, outcome="failed")
    rows = (row(1, state=State.SEEDING, progress=1.0, left=0), row(2, download_speed=5), row(3, upload_speed=7))
    shown = overview_of(store, snapshot(*rows), health(quarantine=1), NOW, dry_run=False)
    counts = shown.counts
    assert (counts.torrents, counts.downloading, counts.seeding) == (3, 2, 1)
    assert (counts.imported_today, counts.removed_today, counts.quarantine) == (1, 1, 1)
    (client,) = shown.clients
    assert (client.torrents, client.download_speed, client.upload_speed) == (3, 5, 7)


def test_before_there_is_a_store_it_shows_what_there_is():
    shown = overview_of(None, snapshot(row(1)), health(), NOW, dry_run=True)
    assert (shown.dry_run, shown.counts.torrents, shown.counts.imported_today) == (True, 1, 0)


def test_a_client_that_is_away_says_why(store):
    view = make_view(connected=False, complete=False, why_incomplete="connection refused")
    there = snapshot(clients={"qBit": view})
    nowhere = snapshot(clients={})
    (client,) = overview_of(store, there, health(), NOW, dry_run=False).clients
    assert (client.connected, client.complete, client.reason) == (False, False, "connection refused")
    (client,) = overview_of(store, nowhere, health(clients={"qBit": "it does not answer"}), NOW, dry_run=False).clients
    assert client.reason == "it does not answer"


def test_each_section_is_shown_also_one_that_has_told_nothing(store):
    running = runtime(child("Radarr"), child("Sonarr"), child("qBit.worker"))
    frozen = Freeze(scope="Radarr", reason="too many", since=NOW)
    shown = overview_of(
        store, snapshot(), health(running=running, sections=(REPORT,), freezes=(frozen,)), NOW, dry_run=False
    )
    assert [(one.name, one.at is None) for one in shown.sections] == [
        ("Radarr", False),
        ("Sonarr", True),
        ("qBit", True),
    ]
    assert (shown.sections[0].frozen, shown.sections[0].missing) == ("too many", {"Radarr": "connection refused"})
