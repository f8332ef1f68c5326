"""The categories for what is to be failed, or checked once and put back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qbitrr import Blocklist, Classification, HealthReport, Host, Remove, State, Verdict, hookimpl
from qbitrr.special import CHECKS_WITHIN, NAME, NOT_KNOWN, SpecialCategories
from qbitrr.testing.builders import NOW, make_download, make_torrent
from tests.section_world import Arr, World, complete, stalled

MINUTE = CHECKS_WITHIN.total_seconds()


class Grabs(Arr):
    """Knows its torrents in the special categories, too, as an app does that has grabbed them."""

    @hookimpl
    def qbitrr_classify(self, torrent):
        known = torrent.category in (self.category, "failed", "recheck")
        return Classification(self.name, self.media_id) if known else None


class Fails:
    """Fails what is reported failed, as an owner does."""

    @hookimpl
    def qbitrr_action(self, reports):
        failed = [one for one in reports if one.verdict is Verdict.FAILED]
        return Remove(failed[0].reason, failed=True) if failed else None


@pytest.fixture
def world(tmp_path):
    made = []

    def make(*torrents, former="", **options):
        judge = SpecialCategories(failed="failed", recheck="recheck", former=lambda: former)
        world = World(tmp_path, *torrents, **{NAME: judge}, fails=Fails(), arr=Grabs(), **options)
        world.cycling.start()
        made.append(world)
        return world

    yield make
    for one in made:
        one.close()


def put(world, category):
    world.client.put(replace(next(iter(world.client.torrents.values())), category=category))


def category_of(world):
    return next(iter(world.client.torrents.values())).category


def test_what_is_put_into_the_failed_category_is_failed_at_once_and_blocklisted(world):
    one = world(stalled())
    one.turn()
    assert one.changed == ([], [])
    put(one, "failed")
    one.turn(5)
    assert one.client.calls == [("stop", f"{0:040x}"), ("add_tags", f"{0:040x}")]
    assert [kind for kind, _ in one.arr.done] == ["blocklist", "search"]
    assert isinstance(one.arr.actions[0], Blocklist)


def test_the_word_of_a_person_needs_no_patience_and_is_marked_as_such():
    judge = SpecialCategories(failed="failed")
    torrent = make_torrent(category="failed")
    report = judge.qbitrr_health_check(torrent, make_download(torrent), NOW)
    assert report == HealthReport(Verdict.FAILED, "a person put it into the category 'failed'", {"told": True})


@pytest.mark.parametrize(("failed", "recheck"), [("", ""), ("other", ""), ("", "other")])
@pytest.mark.parametrize("category", ["failed", "recheck", "", "movies"])
def test_a_category_that_is_not_configured_means_nothing(failed, recheck, category):
    judge, torrent = SpecialCategories(failed=failed, recheck=recheck), make_torrent(category=category)
    assert judge.qbitrr_health_check(torrent, make_download(torrent), NOW) is None
    assert judge.qbitrr_action(torrent, make_download(torrent), NOW) is None


@pytest.mark.parametrize("torrent", [stalled(), complete()], ids=["unfinished", "complete"])
def test_what_is_put_into_the_recheck_category_is_checked_once_and_put_back(world, torrent):
    one = world(torrent)
    one.arr.imported = {torrent.hash: NOW}
    one.turn()
    put(one, "recheck")
    one.turn(5)
    assert one.client.calls == [("recheck", torrent.hash)]
    one.turn(MINUTE + 60)
    assert category_of(one) == "recheck", "it is still being checked"
    one.client.put(replace(torrent, category="recheck"))
    one.turn(5)
    assert one.client.calls == [("recheck", torrent.hash), ("set_category", torrent.hash)]
    assert category_of(one) == "movies"
    one.turns(3)
    assert len(one.client.calls) == 2


def test_a_client_that_is_slow_to_show_the_check_is_waited_for(world):
    one = world(stalled())
    one.turn()
    put(one, "recheck")
    one.turn(5)
    one.client.put(stalled(category="recheck"))
    one.turn(MINUTE - 1)
    assert category_of(one) == "recheck"
    one.turn(1)
    assert category_of(one) == "movies"


def test_it_is_put_back_after_a_restart_and_not_checked_again(world):
    one = world(stalled())
    one.turn()
    put(one, "recheck")
    one.turn(5)
    one.begin()
    one.cycling.start()
    one.client.put(stalled(category="recheck"))
    one.turn(MINUTE)
    assert [call for call, _ in one.client.calls] == ["recheck", "set_category"]
    assert category_of(one) == "movies"


def test_put_aside_once_more_it_is_checked_once_more(world):
    one = world(stalled())
    one.turn()
    for _ in range(2):
        put(one, "recheck")
        one.turn(5)
        one.client.put(stalled(category="recheck"))
        one.turn(MINUTE)
        one.turn(5)
    assert [call for call, _ in one.client.calls] == ["recheck", "set_category"] * 2


@pytest.mark.parametrize(("former", "after"), [("movies", "movies"), ("", "recheck")])
def test_where_nobody_remembers_the_category_the_only_one_of_its_owner_will_do(world, former, after):
    one = world(stalled(category="recheck"), former=former)
    one.turn()
    one.client.put(stalled(category="recheck"))
    one.turn(MINUTE)
    assert category_of(one) == after


def test_what_cannot_be_put_back_is_said():
    judge, torrent = SpecialCategories(recheck="recheck"), make_torrent(category="recheck")
    judge.qbitrr_worker_start(Host(name=NAME, worker="Radarr", notes=Kept({"rechecked": {_key(torrent): _at(NOW)}})))
    report = judge.qbitrr_health_check(
        torrent, make_download(torrent, category="recheck", first_seen=NOW), NOW + CHECKS_WITHIN
    )
    assert (report.verdict, report.reason) == (Verdict.HEALTHY, NOT_KNOWN)


@pytest.mark.parametrize(("since", "again"), [(0, 60), (59, 60), (60, 120), (3600, 3660)])
def test_a_check_that_takes_long_is_looked_at_once_a_minute(since, again):
    judge, torrent = SpecialCategories(recheck="recheck"), make_torrent(category="recheck", state=State.CHECKING)
    judge.qbitrr_worker_start(Host(name=NAME, worker="Radarr", notes=Kept({"rechecked": {_key(torrent): _at(NOW)}})))
    download = make_download(torrent, category="recheck", first_seen=NOW)
    report = judge.qbitrr_health_check(torrent, download, NOW + timedelta(seconds=since))
    assert (report.reason, report.look_again) == ("it is checked again", NOW + timedelta(seconds=again))


def test_what_went_away_and_came_back_is_checked_again():
    judge, torrent = SpecialCategories(recheck="recheck"), make_torrent(category="recheck")
    notes = Kept({"rechecked": {_key(torrent): _at(NOW)}})
    judge.qbitrr_worker_start(Host(name=NAME, worker="Radarr", notes=notes))
    seen_later = make_download(torrent, first_seen=NOW + CHECKS_WITHIN)
    assert judge.qbitrr_action(torrent, seen_later, NOW + 2 * CHECKS_WITHIN) is not None


@pytest.mark.parametrize("state", [State.CHECKING, State.MOVING])
def test_what_is_checked_or_moved_already_is_waited_for(state):
    judge, torrent = SpecialCategories(recheck="recheck"), make_torrent(category="recheck", state=state)
    assert judge.qbitrr_action(torrent, make_download(torrent), NOW) is None


def test_a_dry_run_checks_nothing_and_puts_nothing_back(world):
    one = world(stalled(), dry_run=True)
    one.turn()
    put(one, "recheck")
    one.turns(3)
    assert one.client.calls == []


class Kept(dict):
    """Notes in memory."""

    def put(self, key, value):
        self[key] = value


def _key(torrent):
    return "/".join(torrent.key)


def _at(moment):
    return moment.isoformat()
