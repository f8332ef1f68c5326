"""Which downloads have failed, and of what."""

from datetime import timedelta

from qbitrr.searching.loops import Failed, failures_of

HOUR = timedelta(hours=1)


def test_a_failed_pack_is_a_failure_of_each_of_its_media(store, now):
    store.failures.record("Sonarr", failures_of((5, 6), "A Show", "A.Show.S01.1080p-GRP", now))
    assert store.failures.of("Sonarr") == [
        Failed(media_id=one, title="A Show", release="a show s01 1080p grp", at=now) for one in (5, 6)
    ]


def test_equal_ids_of_two_instances_fail_on_their_own(store, now):
    store.failures.record("Radarr", failures_of((5,), "A Film", "A.Film", now))
    store.failures.record("Radarr-4K", failures_of((5,), "A Film", "A.Film.2160p", now))
    assert [one.release for one in store.failures.of("Radarr")] == ["a film"]
    assert store.failures.of("Radarr", [6]) == []


def test_what_was_before_can_be_forgotten(store, now):
    store.failures.record("Radarr", failures_of((5, 6), "A Film", "A.Film", now))
    assert store.failures.forget("Radarr", [5]) == 1
    assert [one.media_id for one in store.failures.of("Radarr")] == [6]


def test_failures_expire(store, now):
    store.failures.record("Radarr", failures_of((5,), "A Film", "A.Film", now))
    store.failures.record("Radarr", failures_of((5,), "A Film", "A.Film", now + HOUR))
    assert store.failures.expire(now + HOUR) == 1
    assert [one.at for one in store.failures.of("Radarr")] == [now + HOUR]
