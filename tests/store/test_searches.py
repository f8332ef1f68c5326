"""What was searched for, when and why."""

from datetime import timedelta


def test_the_last_search_for_a_media(store, now):
    store.searches.record("Radarr", 7, "A film 1999", now, "missing")
    store.searches.record("Radarr", 7, "A film", now + timedelta(hours=1), "replacement", result_count=3)
    store.searches.record("Radarr-4K", 7, "A film", now + timedelta(hours=2), "upgrade")
    last = store.searches.last("Radarr", 7)
    assert (last.query, last.reason, last.result_count, last.at) == (
        "A film",
        "replacement",
        3,
        now + timedelta(hours=1),
    )
    assert store.searches.last("Radarr", 8) is None


def test_the_searches_since_a_moment_newest_first(store, now):
    for hour in range(4):
        store.searches.record("Radarr", hour, "q", now + timedelta(hours=hour), "missing")
    recent = store.searches.recent("Radarr", now + timedelta(hours=2))
    assert [(search.media_id, search.result_count) for search in recent] == [(3, None), (2, None)]
    assert store.searches.recent("Radarr-4K", now) == []
