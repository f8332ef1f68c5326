"""The list of torrents: filtered, sorted, counted."""

from datetime import timedelta

import pytest
from qbitrr_webui.live.rows import download_of, host_of
from qbitrr_webui.live.snapshot import SORTS, chosen
from qbitrr_webui.shapes.downloads import DownloadsQuery

from qbitrr.domain import State
from qbitrr.testing.builders import NOW, make_view
from reading.rows_made import row, snapshot


def names(rows):
    return [int(one.torrent.hash, 16) for one in rows]


def listed(*rows, **query):
    return names(chosen(snapshot(*rows), DownloadsQuery(**query)))


MIXED = (
    row(1, name="Beta", state=State.SEEDING, category="movies", health="failed"),
    row(2, name="alpha", state=State.STALLED, category="tv", thought={"owner": "Sonarr"}),
    row(
        3,
        name="Gamma",
        client="other",
        category="tv",
        thought={"stage": "seeding"},
        tracker="https://t.org/pass/announce",
    ),
)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {1, 2, 3}),
        ({"client": "other"}, {3}),
        ({"owner": "Radarr,Sonarr"}, {1, 2, 3}),
        ({"owner": "Sonarr"}, {2}),
        ({"category": "tv", "client": "qBit"}, {2}),
        ({"state": "seeding,stalled"}, {1, 2}),
        ({"stage": "seeding"}, {3}),
        ({"health": "failed"}, {1}),
        ({"tracker": "t.org"}, {3}),
        ({"search": "ALPH"}, {2}),
        ({"search": f"{3:040x}"}, {3}),
        ({"search": "nothing"}, set()),
        ({"attention": True}, {1}),
    ],
)
def test_it_narrows_down(query, found):
    assert set(listed(*MIXED, **query)) == found


def test_names_are_sorted_without_regard_to_capitals():
    assert listed(*MIXED, sort="name", order="up") == [2, 1, 3]
    assert listed(*MIXED, sort="name", order="down") == [3, 1, 2]


def test_the_gravest_come_first_by_health():
    rows = [row(1, health="healthy"), row(2, health="failed"), row(3, health="degraded"), row(4, health="unknown")]
    assert listed(*rows, sort="health") == [2, 3, 1, 4]


@pytest.mark.parametrize("order", ["up", "down"])
def test_what_has_no_value_comes_last_in_either_order(order):
    rows = [row(1), row(2, thought={"look_again": NOW}), row(3, thought={"look_again": NOW + timedelta(hours=1)})]
    assert listed(*rows, sort="look_again", order=order)[-1] == 1


def test_equals_are_sorted_by_name():
    rows = [row(3, name="c"), row(1, name="a"), row(2, name="b")]
    assert listed(*rows, sort="size", order="down") == [1, 2, 3]


@pytest.mark.parametrize("sort", sorted(SORTS))
def test_it_sorts_by_every_key_of_the_contract(sort):
    if sort not in ("category", "tracker"):  # filters alone
        assert sorted(listed(*MIXED, sort=sort)) == [1, 2, 3]


def test_values_are_counted_over_all_torrents():
    facets = snapshot(*MIXED).facets
    assert facets["client"] == {"qBit": 2, "other": 1}
    assert facets["health"] == {"failed": 1, "healthy": 2}
    assert facets["category"] == {"movies": 1, "tv": 2}


@pytest.mark.parametrize(
    ("one", "tone"),
    [
        (row(health="failed", held=True), "neutral"),
        (row(), "neutral"),
        (row(health="failed"), "bad"),
        (row(state=State.ERRORED), "bad"),
        (row(health="degraded"), "attention"),
        (row(rejected=True), "attention"),
        (row(thought={"refused": "it was not imported"}), "attention"),
        (row(thought={"imported_at": NOW}), "good"),
    ],
)
def test_how_grave_a_torrent_is(one, tone):
    assert one.tone == tone


def test_no_passkey_leaves_with_a_torrent():
    shown = download_of(row(tracker="https://tracker.example.org:443/0123456789abcdef/announce?passkey=abcdefghij"))
    assert shown.tracker == "tracker.example.org"
    assert "0123456789abcdef" not in shown.model_dump_json()


@pytest.mark.parametrize("address", ["", "** [DHT] **", "udp://[bad", "not an address"])
def test_a_tracker_that_is_no_address_has_no_host(address):
    assert host_of(address) == ""


def test_an_eta_of_a_hundred_days_is_none():
    assert download_of(row(eta=timedelta(days=100))).eta is None
    assert download_of(row(eta=timedelta(minutes=2))).eta == 120


def test_a_persons_protection_shows_at_once():
    assert download_of(row(kept="by a person")).protected == "by a person"
    assert download_of(row(thought={"protected": "by its tag"})).protected == "by its tag"


def test_it_is_complete_when_every_client_is():
    assert snapshot(*MIXED).complete
    assert not snapshot(*MIXED, clients={"qBit": make_view(), "other": make_view(complete=False)}).complete
    assert not snapshot(ready=False).complete
