"""What trackers say of torrents that they do not have any more, and what only sounds like it."""

import pytest
from qbitrr_cleanup.announcing.unregistered import PHRASES, unregistered

from qbitrr import Tracker, TrackerStatus


def said(message, status=TrackerStatus.FAILED):
    return Tracker("https://tracker.example.org/announce", status, message)


@pytest.mark.parametrize(
    "message",
    [
        "unregistered torrent",
        "Unregistered torrent (trumped)",
        "torrent not registered with this tracker",
        "Requested download is not authorized for use with this tracker.",
        "Torrent has been deleted: dupe",
        "InfoHash not found.",
    ],
)
@pytest.mark.parametrize("status", [TrackerStatus.FAILED, TrackerStatus.REFUSED])
def test_a_tracker_says_that_a_torrent_is_not_its_own(message, status):
    assert unregistered(said(message, status))


@pytest.mark.parametrize(
    "message",
    [
        "",
        "Service Unavailable",
        "Not Found",
        "Connection refused",
        "Host not found (non-authoritative), try again later",
        "blocked by SSRF mitigation",
        "expected value (list, dict, int or string) in bencoded string",
        "passkey not authorized",
        "Unregistered user",
        "passkey is not registered",
    ],
)
def test_a_failure_of_another_kind_says_nothing_of_the_torrent(message):
    assert not unregistered(said(message))


@pytest.mark.parametrize("status", [TrackerStatus.WORKING, TrackerStatus.WAITING, TrackerStatus.DISABLED])
def test_only_a_tracker_that_says_no_is_believed(status):
    assert not unregistered(said("unregistered torrent", status))


def test_the_phrases_can_be_others():
    assert unregistered(said("Raus hier"), ("raus",))
    assert not unregistered(said("unregistered torrent"), ("raus",))


def test_the_phrases_are_in_lower_case():
    assert all(phrase == phrase.casefold() for phrase in PHRASES)
