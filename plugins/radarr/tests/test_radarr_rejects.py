"""A complete download that was found no good: rejected once, then left to a person; and what a person says."""

from dataclasses import replace

import pytest
from radarr_world import FAILED, TITLE

from qbitrr import HealthReport, Keep, Reject, Remove, Verdict, hookimpl
from qbitrr.bench import Bench
from qbitrr.judging import judge
from qbitrr.safeguards import Safeguards
from qbitrr.testing.builders import make_facts, make_hooks

TOLD = HealthReport(Verdict.FAILED, "a person put it into the category failed", {"told": True})


@pytest.fixture
def complete(world):
    """A download that is complete and that Radarr has not yet looked at."""
    _, torrent_hash = world.grabbed()
    world.radarr.refresh()
    world.begin()
    world.look()
    world.finish(torrent_hash)
    world.forget()
    return world.torrent(torrent_hash)


@pytest.fixture
def rejected(world, complete):
    """One whose release was blocklisted."""
    world.blocklist(complete)
    world.look(60)
    return complete


@pytest.fixture
def imported(world, complete):
    world.radarr.refresh()
    world.look(60)
    assert world.value("history").imported(complete.hashes)
    return complete


@pytest.fixture
def by_hand(world):
    """A complete download that Radarr has not grabbed."""
    torrent_hash = world.qbittorrent.add("By.Hand.2020.1080p", category="radarr", state="stalledUP")
    world.begin()
    world.look()
    torrent = world.torrent(torrent_hash)
    world.propose(torrent, FAILED)
    world.look(5)
    return torrent


class Says:
    """A rule that says one thing."""

    def __init__(self, report):
        self.report = report

    @hookimpl
    def qbitrr_health_check(self):
        return self.report


def decided(world, torrent, report, **safeguards):
    """What the core decides, with everything that Radarr and the client say."""
    return judge(
        torrent,
        world.download(torrent),
        Bench(
            hooks=make_hooks(Radarr=world.plugin, rule=Says(report)),
            facts=make_facts(torrent, others=world.facts.observations.values(), now=world.now),
            now=world.now,
            safeguards=Safeguards(**safeguards),
        ),
    ).action


def test_what_is_complete_is_rejected_and_not_removed(world, complete):
    assert world.propose(complete, FAILED) == Reject(FAILED.reason)


def test_without_a_grab_record_it_is_kept(world, by_hand):
    kept = world.propose(by_hand, FAILED)
    assert isinstance(kept, Keep)
    assert "no grab record" in kept.reason


def test_what_was_rejected_is_not_rejected_again(world, rejected):
    kept = world.propose(rejected, FAILED)
    assert isinstance(kept, Keep)
    assert kept.reason.startswith("Radarr has marked it as failed and will not import it; a person lets it go by")


@pytest.mark.parametrize("minutes", [1, 10, 10_000])
def test_what_was_rejected_is_not_imported_when_nothing_is_said_of_it_any_more(world, rejected, minutes):
    world.look(60 * minutes)
    assert isinstance(world.propose(rejected), Keep)
    assert world.report(rejected).verdict is Verdict.DEGRADED


def test_a_release_that_was_grabbed_again_is_rejected_again(world, rejected):
    world.radarr.grab(1, rejected.hash.upper(), TITLE)
    world.look(60)
    assert world.propose(rejected, FAILED) == Reject(FAILED.reason)


def test_what_radarr_is_importing_is_not_rejected_meanwhile(world, complete):
    world.radarr.settings.import_takes = 10_000
    world.do_import(complete)
    world.look(5)
    assert world.value("queue").find(complete.hashes).tracked_state == "importing"
    kept = world.propose(complete, FAILED)
    assert kept == Keep("no progress for 6 h, but Radarr is importing it")


def test_it_goes_by_itself_where_a_person_has_said_that_such_may_go(world, complete):
    assert decided(world, complete, FAILED) == Reject(FAILED.reason)
    assert decided(world, complete, FAILED, remove_rejected=True) == Remove(FAILED.reason, told=True)


# A person's word


def test_what_a_person_calls_failed_is_removed_though_it_is_complete(world, complete):
    assert world.propose(complete, TOLD) == Remove(TOLD.reason, failed=True)


def test_what_a_person_calls_failed_is_removed_though_it_was_imported(world, imported):
    assert world.propose(imported, FAILED) is None
    assert world.propose(imported, TOLD) == Remove(TOLD.reason, failed=True)
    assert world.propose(imported, TOLD, imported_at=world.now) == Remove(TOLD.reason, failed=True)


def test_a_persons_word_is_heard_among_others(world, complete):
    assert world.propose(complete, FAILED, TOLD, FAILED) == Remove(TOLD.reason, failed=True)


def test_what_radarr_has_not_grabbed_goes_without_a_blocklisting_when_a_person_says_so(world, by_hand):
    assert world.propose(by_hand, TOLD) == Remove(TOLD.reason, failed=False)


def test_what_was_rejected_goes_without_another_search_when_a_person_says_so(world, rejected):
    assert world.propose(rejected, TOLD) == Remove(TOLD.reason, failed=False)


def test_what_is_not_complete_is_blocklisted_and_replaced_when_a_person_says_so(world, complete):
    unfinished = replace(complete, progress=0.5, left=500)
    assert world.propose(unfinished, TOLD) == Remove(TOLD.reason, failed=True)


@pytest.mark.parametrize("told", [False, None, "yes", 1])
def test_only_what_is_marked_so_is_a_persons_word(world, imported, told):
    assert world.propose(imported, replace(TOLD, evidence={"told": told})) is None


def test_while_the_past_is_not_known_even_a_persons_word_waits_for_it(world):
    torrent_hash = world.qbittorrent.add("By.Hand.2020.1080p", category="radarr", state="stalledUP")
    world.begin()
    world.look()
    torrent = world.torrent(torrent_hash)
    kept = world.propose(torrent, TOLD, imported_at=world.now)
    assert isinstance(kept, Keep)
    assert "not known yet" in kept.reason
    world.look(5)
    assert world.propose(torrent, TOLD, imported_at=world.now) == Remove(TOLD.reason, failed=False)
