"""What Radarr's queue says of a failed import, as the rule arr_messages reads it, and what is proposed then."""

import pytest
from qbitrr_cleanup.arr_messages import ArrMessages

from qbitrr import Classification, Import, Keep, Reject, Unavailable, Verdict
from qbitrr.testing.http import Reply

NOT_AN_UPGRADE = "Not an upgrade for existing movie file(s)"
MINUTES = 60


@pytest.fixture
def blocked(world):
    """A complete download that Radarr cannot import."""
    _, torrent_hash = world.grabbed()
    world.radarr.refresh()
    world.begin()
    world.look()
    world.finish(torrent_hash)
    world.radarr.block_import(torrent_hash, NOT_AN_UPGRADE)
    return world.torrent(torrent_hash)


def opinions(world, torrent, minutes, **options):
    """What the rule says, minute by minute, while Radarr tries again and again."""
    rule = ArrMessages(ArrMessages.Config(**options))
    found = []
    for _ in range(minutes):
        world.radarr.refresh()
        world.look(60)
        found.append(
            rule.qbitrr_health_check(torrent, Classification("Radarr"), world.download(torrent), world.facts, world.now)
        )
    return found


@pytest.mark.parametrize("options", [{"import_blocked": True}, {"messages": (NOT_AN_UPGRADE,)}])
def test_a_blocked_import_is_rejected_when_it_has_lasted_and_once(world, blocked, options):
    said = opinions(world, blocked, 35, **options)
    verdicts = [report.verdict for report in said if report]
    assert Verdict.FAILED not in verdicts[:28]
    assert verdicts[-1] is Verdict.FAILED
    assert NOT_AN_UPGRADE in said[-1].reason
    assert world.propose(blocked, said[-1]) == Reject(said[-1].reason)
    world.blocklist(blocked)
    assert opinions(world, blocked, 3, **options)[-1] is None
    assert isinstance(world.propose(blocked), Keep)


def test_by_default_a_blocked_import_is_left_to_a_person(world, blocked):
    assert not any(opinions(world, blocked, 35))


def test_an_import_that_succeeds_after_all_is_no_failure(world, blocked):
    opinions(world, blocked, 20, import_blocked=True)
    world.radarr.allow_import(blocked.hash)
    assert opinions(world, blocked, 20, import_blocked=True)[-1] is None
    assert not isinstance(world.propose(blocked), Import | Reject)


def test_a_queue_that_cannot_be_read_is_no_reason(world, blocked):
    opinions(world, blocked, 35, import_blocked=True)
    world.lose(reply=Reply(200, b"<html>", "text/html"))
    with pytest.raises(Unavailable):
        world.look(600)
    rule = ArrMessages(ArrMessages.Config(import_blocked=True))
    owner, download = Classification("Radarr"), world.download(blocked)
    assert rule.qbitrr_health_check(blocked, owner, download, world.facts, world.now) is None
