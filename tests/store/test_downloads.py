"""What is remembered of each torrent comes back as it was."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import peewee
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbitrr.domain import State, Strikes
from qbitrr.lifecycle import Stage

from .rows import download

MOMENTS = st.datetimes(
    min_value=datetime(1970, 1, 1),  # noqa: DTZ001 -- the strategy adds the zone
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def test_a_download_comes_back_as_it_was(store, now):
    kept = download(
        stage=Stage.RESEARCHING,
        state=State.MISSING_FILES,
        left=2**42,
        media_id=7,
        completed_at=now - timedelta(days=1),
        imported_at=now,
        strikes={"stalled": Strikes(2, now), "slow": Strikes(1, now)},
        protected="hit and run",
    )
    store.downloads.save_all([kept])
    assert store.downloads.get("qBit", kept.hash, "Radarr-4K") == kept
    assert store.downloads.known("Radarr-4K") == {("qBit", kept.hash): kept}


@given(at=MOMENTS, name=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")))
@settings(max_examples=50)
def test_every_moment_and_name_is_exact(store, at, name):
    kept = download(at=at, name=name, strikes={name: Strikes(1, at)})
    store.downloads.save_all([kept])
    assert store.downloads.get("qBit", kept.hash, "Radarr-4K") == kept


def test_a_moment_from_elsewhere_comes_back_as_utc(store, now):
    store.downloads.save_all([download(at=now.astimezone(timezone(timedelta(hours=5))))])
    (back,) = store.downloads.known("Radarr-4K").values()
    assert back.first_seen == now
    assert back.first_seen.tzinfo is UTC


def test_a_moment_without_a_time_zone_is_refused(store):
    with pytest.raises(TypeError):
        store.downloads.save_all([download(at=datetime(2026, 1, 1))])  # noqa: DTZ001


def test_one_unspeakable_name_does_not_stop_the_others(store):
    store.downloads.save_all([download("a" * 40, name="half \ud83d"), download("b" * 40)])
    assert {known.name for known in store.downloads.known("Radarr-4K").values()} == {"half ?", "A film"}


def test_saving_again_replaces(store):
    store.downloads.save_all([download(left=5)])
    store.downloads.save_all([download(left=3)])
    assert [known.left for known in store.downloads.known("Radarr-4K").values()] == [3]


@pytest.mark.parametrize("other", [{"client": "qBit-seedbox"}, {"owner": "Radarr"}, {"hash": "b" * 40}])
def test_two_instances_never_share_a_row(store, other):
    one, two = download(left=1), download(**other, left=2)
    store.downloads.save_all([one, two])
    assert store.downloads.get(*one.key, one.owner) == one
    assert store.downloads.get(*two.key, two.owner) == two


def test_a_deleted_download_is_no_longer_known_but_still_found(store):
    gone = download(stage=Stage.DELETED)
    store.downloads.save_all([gone])
    assert store.downloads.known("Radarr-4K") == {}
    assert store.downloads.get("qBit", gone.hash, "Radarr-4K") == gone
    assert store.downloads.find("a film") == [gone]


def test_what_is_forgotten_is_gone(store):
    one, two = download("a" * 40), download("b" * 40)
    store.downloads.save_all([one, two])
    store.downloads.forget([("qBit", one.hash, "Radarr-4K"), ("qBit", "none", "Radarr-4K")])
    assert list(store.downloads.known("Radarr-4K").values()) == [two]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("abc", ["abcd"]),
        ("ABC", ["abcd"]),
        ("bcd", []),
        ("THE film", ["abcd"]),
        ("100%", ["ffff"]),
        ("%", ["ffff"]),
        ("_", []),
        ("", []),
    ],
)
def test_finding_by_the_beginning_of_the_hash_or_a_part_of_the_name(store, text, found):
    store.downloads.save_all([download("abcd", name="The Film"), download("ffff", name="100% proof", owner="Sonarr")])
    assert [known.hash for known in store.downloads.find(text)] == found


def test_saving_is_all_or_nothing(store):
    broken = replace(download("b" * 40), first_seen=None)
    with pytest.raises(peewee.IntegrityError):
        store.downloads.save_all([download(), broken])
    assert store.downloads.known("Radarr-4K") == {}


@pytest.mark.slow
def test_ten_thousand_downloads_are_saved_together(store):
    many = [download(f"{number:040x}") for number in range(10_000)]
    store.downloads.save_all(many)
    assert len(store.downloads.known("Radarr-4K")) == 10_000
