"""Rows and the torrents that they are for: by tracker, category, tag and privacy, and what is not known."""

import pytest
from qbitrr_cleanup.common.matching import Row, filed, matches, respelt, ruling

from qbitrr import Tracker, TrackerStatus
from qbitrr.config.configuration import validate
from qbitrr.testing.builders import make_download, make_torrent


def announced(*urls, **changes):
    """A torrent whose trackers are known to be these."""
    trackers = tuple(Tracker(url, TrackerStatus.WORKING) for url in urls)
    return make_torrent(trackers=trackers, **changes)


AT_HOME = "https://tracker.example.org:443/pass/announce"


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("tracker.example.org", True),
        ("example.org", True),
        ("EXAMPLE.org", True),
        ("https://tracker.example.org/announce", True),
        ("udp://example.org:1337", True),
        ("ample.org", False),
        ("www.tracker.example.org", False),
        ("other.org", False),
    ],
)
def test_a_row_is_for_the_trackers_at_its_host_and_below_its_domain(host, expected):
    assert matches(Row(host=host), announced(AT_HOME)) is expected


def test_any_of_several_trackers_is_enough():
    torrent = announced("udp://other.org:80", AT_HOME)
    assert matches(Row(host="example.org"), torrent) is True


def test_what_trackers_it_has_may_not_be_known():
    torrent = make_torrent(trackers=None)
    assert matches(Row(host="example.org"), torrent) is None
    assert matches(Row(host="example.org", category="tv"), torrent) is False


def test_the_tracker_that_answers_is_known_without_the_others():
    torrent = make_torrent(trackers=None, tracker=AT_HOME)
    assert matches(Row(host="example.org"), torrent) is True
    assert matches(Row(host="other.org"), torrent) is None


def test_a_url_without_a_host_matches_nothing():
    assert matches(Row(host="example.org"), announced("** [DHT] **", "http://[::1")) is False


@pytest.mark.parametrize(
    ("category", "expected"), [("tv", True), ("tv/anime", True), ("tv/", True), ("tv-4k", False), ("", False)]
)
def test_a_category_is_for_those_nested_in_it(category, expected):
    assert matches(Row(category="tv"), announced(category=category)) is expected


def test_a_tag_is_one_of_its_tags():
    assert matches(Row(tag="keep"), announced(tags=frozenset({"keep", "other"}))) is True
    assert matches(Row(tag="keep"), announced(tags=frozenset({"keeper"}))) is False


@pytest.mark.parametrize(
    ("wanted", "private", "expected"),
    [
        (True, True, True),
        (True, False, False),
        (False, False, True),
        (False, True, False),
        (True, None, None),
        (False, None, None),
        (None, None, True),
    ],
)
def test_privacy_that_is_not_known_is_neither(wanted, private, expected):
    assert matches(Row(private=wanted), announced(private=private)) is expected


def test_a_row_is_for_what_is_all_that_it_names():
    row = Row(host="example.org", category="movies", private=True)
    assert matches(row, announced(AT_HOME, category="movies", private=True)) is True
    assert matches(row, announced(AT_HOME, category="tv", private=True)) is False
    assert matches(row, announced(category="movies", private=None)) is False


def test_a_row_that_names_nothing_is_for_every_torrent():
    assert matches(Row(), make_torrent(trackers=None)) is True


def test_the_highest_priority_rules():
    low, high = Row(host="example.org", priority=1), Row(category="movies", priority=2)
    assert ruling(announced(AT_HOME), [low, high]) is high


def test_of_nested_categories_the_longest_rules():
    above, nested = Row(category="tv"), Row(category="tv/anime")
    assert ruling(announced(category="tv/anime/old"), [above, nested]) is nested
    assert ruling(announced(category="tv/drama"), [above, nested]) is above


def test_of_equals_the_first_rules():
    first, second = Row(tag="a"), Row(tag="b")
    assert ruling(announced(tags=frozenset("ab")), [first, second]) is first


def test_no_row_rules_that_is_not_known_to_match():
    assert ruling(make_torrent(), [Row(host="example.org"), Row(private=True)]) is None


def test_a_torrent_is_filed_where_it_was_before_something_was_to_be_done():
    torrent = make_torrent(category="recheck")
    assert filed(torrent, make_download(torrent, category="movies")).category == "movies"
    assert filed(torrent, make_download(torrent)) is torrent


def test_rows_are_written_as_users_know_them():
    row, problems = validate(Row, "Plugins.one", {"Tracker": AT_HOME, "Private": True}, {})
    assert problems == ()
    assert (row.host, row.private) == ("tracker.example.org", True)
    row, problems = validate(Row, "Plugins.one", {"URI": "Example.org", "Category": "tv/"}, {})
    assert problems == ()
    assert (row.host, row.category) == ("example.org", "tv")


@pytest.mark.parametrize("host", ["http://", "http://[::1"])
def test_a_host_that_is_none_is_refused(host):
    row, problems = validate(Row, "Plugins.one", {"Host": host}, {})
    assert row is None
    assert [problem.key for problem in problems] == ["Host"]


def test_of_two_names_for_one_key_ours_is_meant():
    assert respelt({"URI": "a", "Host": "b"}, {"URI": "Host"}) == {"Host": "b"}


@pytest.mark.parametrize(
    ("row", "label"),
    [
        (Row(name="HD", host="example.org"), "HD"),
        (Row(host="example.org", private=False), "example.org public"),
        (Row(category="tv", tag="x", private=True), "tv x private"),
        (Row(), "every torrent"),
    ],
)
def test_a_row_has_a_name_for_people(row, label):
    assert row.label == label
