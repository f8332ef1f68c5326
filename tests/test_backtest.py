"""What a replay of the recorded past finds: the same as the section did then, and what became of it in truth."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from qbitrr_cleanup.stalled import Options, Stalled

from qbitrr import HealthReport, Import, Keep, Remove, Verdict
from qbitrr.backtest.removals import Fate
from qbitrr.backtest.section import replay_with
from qbitrr.domain import State, TorrentFile, Tracker, TrackerStatus
from qbitrr.hookspecs import hookimpl
from qbitrr.plugins import new_manager
from qbitrr.ports import ServerState
from qbitrr.safety import Limits
from qbitrr.section import hosts, safeguards_of
from qbitrr.testing.builders import NOW
from tests.section_world import DAY, MANY, Arr, Says, World, complete, stalled

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Rid(Arr):
    """An owner that is rid of what failed, and has imported what is complete."""

    @hookimpl
    def qbitrr_action(self, torrent, download, reports):
        failed = next((report for report in reports if report.verdict is Verdict.FAILED), None)
        if failed and not torrent.complete:
            return Remove(failed.reason)
        return Import("complete") if torrent.complete and download.imported_at is None else None


def rule(**options):
    """The rule for stalled downloads, without patience unless it is asked for."""
    return Stalled(Options(**{"grace": timedelta(0), "stall_timeout": 30 * MINUTE, "strikes": 1, **options}))


@pytest.fixture
def world(tmp_path):
    worlds = []

    def make(*torrents, dry_run=True, **settings):
        (tmp_path / str(len(worlds))).mkdir()
        worlds.append(World(tmp_path / str(len(worlds)), *torrents, dry_run=dry_run, arr=Rid(), **settings))
        return worlds[-1]

    yield make
    for one in worlds:
        one.close()


def replay(one, *, since=NOW - DAY, until=None, limits=MANY, broken="", ended=True, **rules):
    """What would have been removed with these rules."""
    if ended:
        one.cycling.stop()
    manager = new_manager()
    for name, plugin in rules.items():
        manager.register(plugin, name=name)
    return replay_with(
        manager,
        "Radarr",
        one.store,
        safeguards=replace(safeguards_of(one.settings), limits=limits),
        host_of=hosts("Radarr", one.store, one.settings),
        since=since,
        until=until or one.clock(),
        broken=broken,
    )


def removed(report):
    return {removal.name: removal for removal in report.removals}


def move(one, number=0, **changes):
    one.client.put(replace(one.client.torrents[f"{number:040x}"], **changes))


# what would have been removed, when and why


def test_a_removal_has_its_time_its_rule_and_its_reason(world):
    one = world(stalled(idle=5 * MINUTE))
    one.turn()
    one.turns(60)
    (found,) = replay(one, stalled=rule()).removals
    assert found.at - NOW == 25 * MINUTE
    assert (found.rule, found.action, found.name, found.hash) == ("stalled", "remove", "Film.0", stalled().hash)
    assert found.reason == "no progress for 30 min, 30 min allowed (strike 1 of 1)"
    assert found.evidence["stalled"]["idle_seconds"] == 1800


def test_a_torrent_is_removed_once_and_judged_no_more(world):
    one = world(stalled())
    one.turn()
    one.turns(600)
    asked = Counting()
    assert len(replay(one, stalled=rule(), counting=asked).removals) == 1
    assert asked.latest - NOW <= 31 * MINUTE


class Counting:
    """When a rule was last asked."""

    latest = NOW

    @hookimpl
    def qbitrr_health_check(self, now):
        self.latest = now


@pytest.mark.parametrize(("strikes", "after"), [(1, 30 * MINUTE), (3, 34 * MINUTE), (6, 40 * MINUTE)])
def test_strikes_are_counted_over_time(world, strikes, after):
    one = world(stalled())
    one.turn()
    one.turns(60)
    (found,) = replay(one, stalled=rule(strikes=strikes, strike_interval=2 * MINUTE)).removals
    assert after <= found.at - NOW <= after + MINUTE


def test_progress_saves_a_download(world):
    one = world(stalled(state=State.DOWNLOADING, left=1000))
    one.turn()
    for minute in range(10):
        one.turns(20)
        move(one, left=999 - minute)
        one.turn(60)
    assert replay(one, stalled=rule()).removals == ()


def test_what_is_imported_is_not_removed_by_its_owner(world):
    one = world(complete())
    one.arr.imported[complete().hash] = NOW
    one.turn()
    one.turns(60)
    failed = Says(HealthReport(Verdict.FAILED, "it is bad"))
    assert replay(one, bad=failed).removals == ()
    assert [found.rule for found in replay(one, bad=Says(action=Remove("enough", failed=False))).removals] == ["bad"]


def test_what_is_complete_and_bad_is_rejected(world):
    one = world(complete())
    one.turn()
    (found,) = replay(one, bad=Says(HealthReport(Verdict.FAILED, "it is bad"))).removals
    assert (found.action, found.rule, found.fate) == ("reject", "bad", Fate.COMPLETE)


@pytest.mark.parametrize(
    "objection",
    [Says(action=Keep("a promise")), Says(action=ZeroDivisionError("no")), Says(veto=ZeroDivisionError("no"))],
)
def test_who_objects_or_cannot_answer_keeps_a_torrent(world, objection):
    one = world(stalled())
    one.turn()
    one.turns(60)
    assert replay(one, stalled=rule(), guard=objection).removals == ()


def test_a_rule_that_does_not_run_keeps_all(world):
    one = world(stalled())
    one.turn()
    one.turns(60)
    assert replay(one, stalled=rule(), broken="guard does not run (load error)").removals == ()


def test_a_faulty_rule_is_told_once(world):
    one = world(stalled())
    one.turn()
    one.turns(60)
    report = replay(one, guard=Says(report=ZeroDivisionError("no")))
    assert report.notes == ("guard is faulty (qbitrr_health_check): ZeroDivisionError: no",)


# what became of it


def test_what_finished_by_itself_was_removed_wrongly(world):
    one = world(stalled())
    one.turn()
    one.turns(60)
    move(one, left=0, progress=1.0, state=State.SEEDING, completed=NOW + 61 * MINUTE)
    one.turns(2)
    (found,) = replay(one, stalled=rule()).removals
    assert (found.fate, found.wrong, found.fate_at - NOW) == (Fate.FINISHED, True, 61 * MINUTE)


def test_what_is_unfinished_to_the_end_is_said_so(world):
    one = world(stalled())
    one.turn()
    one.turns(60)
    (found,) = replay(one, stalled=rule()).removals
    assert (found.fate, found.wrong) == (Fate.UNFINISHED, False)


def test_what_others_took_away_is_gone(world):
    one = world(stalled(), stalled(1, state=State.DOWNLOADING))
    one.turn()
    one.turns(60)
    one.client.lose([stalled().hash])
    one.turns(2)
    assert removed(replay(one, stalled=rule()))["Film.0"].fate is Fate.GONE


def test_what_qbitrr_removed_itself_is_said_so(world):
    one = world(stalled(), dry_run=False, stalled=rule(stall_timeout=2 * HOUR))
    one.turn()
    one.turns(180)
    (found,) = replay(one, stalled=rule()).removals
    assert (found.at - NOW, found.fate) == (30 * MINUTE, Fate.REMOVED)
    assert 120 * MINUTE <= found.fate_at - NOW <= 122 * MINUTE


def test_what_qbitrr_removed_earlier_cannot_be_known(world):
    one = world(stalled(), dry_run=False, stalled=rule(stall_timeout=HOUR))
    one.turn()
    one.turns(180)
    report = replay(one, stalled=rule(stall_timeout=2 * HOUR))
    assert (report.removals, report.taken) == ((), 1)


# what is not known


def test_nothing_is_judged_while_nothing_was_recorded(world):
    one = world(stalled())
    one.turn()
    one.turns(5)
    one.cycling.stop()
    one.begin()
    move(one, left=1)
    one.turn(5 * 3600)
    one.turns(10)
    report = replay(one, stalled=rule())
    assert report.removals == ()
    assert report.unseen == 5 * 3600


def test_a_client_that_was_away_loses_nothing(world):
    one = world(stalled())
    one.turn()
    one.client.complete = False
    one.turns(120)
    assert replay(one, stalled=rule()).removals == ()


def test_an_app_that_was_away_loses_nothing(world):
    one = world(stalled())
    one.turn()
    one.arr.away = "no answer"
    one.turns(120)
    assert replay(one, stalled=rule()).removals == ()


def test_a_client_without_connection_adds_no_strikes(world):
    one = world(stalled())
    one.client.server = ServerState(connection_status="disconnected")
    one.turn()
    one.turns(120)
    assert replay(one, stalled=rule()).removals == ()


def test_a_client_at_alternative_speed_is_seen_so(world):
    one = world(stalled())
    one.client.server = ServerState(connection_status="connected", alternative_speed=True, free_space=1 << 30)
    one.turn()
    one.turns(2)
    seen = []

    class Looks:
        @hookimpl
        def qbitrr_health_check(self, facts):
            seen.extend(view.value.server for view in facts.of("torrents"))

    replay(one, looks=Looks())
    assert seen[0] == one.client.server


def test_files_and_trackers_are_seen_as_they_became(world):
    files = tuple(TorrentFile(index=number, path=f"{number}.mkv", size=10) for number in range(2))
    one = world(stalled(files=files))
    one.turn()
    move(one, files=(files[0], replace(files[1], progress=1.0, wanted=False)))
    one.turns(2)
    refused = Tracker("https://tracker.example/key/announce", TrackerStatus.REFUSED, "unregistered torrent")
    move(one, trackers=(refused,))
    one.turns(2)
    seen = []

    class Looks:
        @hookimpl
        def qbitrr_health_check(self, torrent):
            seen.append((torrent.files, torrent.trackers))

    replay(one, looks=Looks())
    assert seen[0] == (files, None)
    assert seen[-1] == (
        (files[0], replace(files[1], progress=1.0, wanted=False)),
        (replace(refused, url="https://tracker.example/"),),
    )


def test_seeding_is_not_counted_while_nobody_looked(world):
    one = world(complete())
    one.arr.imported[complete().hash] = NOW
    one.turn()
    one.turns(60)
    one.cycling.stop()
    one.begin()
    one.turn(DAY)
    one.turns(60)
    counted = []

    class Seeding:
        @hookimpl
        def qbitrr_health_check(self, download, now):
            counted.append(download.seeding_time(now))

    replay(one, seeding=Seeding())
    assert timedelta(hours=1) < max(counted) <= timedelta(hours=2, minutes=1)


def test_a_damaged_row_is_skipped_with_its_reason(world):
    one = world(stalled())
    one.turn()
    move(one, left=1, state=State.DOWNLOADING)
    one.turns(2)
    one.cycling.stop()
    with one.store.transaction():
        for row in [row for row in one.store.recordings.since("Radarr", NOW) if not row.whole][:1]:
            one.store._database.execute_sql("UPDATE recording SET content = ? WHERE id = ?", (row.content[:-9], row.id))
    one.begin()
    one.turn(60)
    one.turns(60)
    report = replay(one, stalled=rule())
    assert "is skipped: it is damaged" in report.notes[0]
    assert [found.name for found in report.removals] == ["Film.0"]


def test_after_a_damaged_row_nothing_is_judged_until_all_is_known_anew(world):
    one = world(stalled())
    one.turn()
    one.turns(5)
    one.store.recordings.append("Radarr", one.clock(), b"no", whole=False)
    one.turns(120)
    report = replay(one, stalled=rule())
    assert report.removals == ()
    assert len(report.notes) == 1


# where it begins and ends


def test_what_happened_before_the_beginning_is_remembered(world):
    one = world(stalled())
    one.turn()
    one.turns(25)
    (found,) = replay(one, since=NOW + 20 * MINUTE, until=NOW + 60 * MINUTE, ended=False, stalled=rule()).removals
    assert found.at - NOW == 30 * MINUTE


def test_what_was_due_before_the_beginning_is_removed_at_the_beginning(world):
    one = world(stalled())
    one.turn()
    one.turns(120)
    report = replay(one, since=NOW + 60 * MINUTE, stalled=rule())
    assert [found.at - NOW for found in report.removals] == [60 * MINUTE]
    assert report.since - NOW == 60 * MINUTE


def test_a_quiet_time_is_judged_to_its_end(world):
    one = world(stalled())
    one.turn()
    report = replay(one, until=NOW + 2 * HOUR, ended=False, stalled=rule())
    assert [found.at - NOW for found in report.removals] == [30 * MINUTE]


def test_a_replay_changes_nothing_in_the_store(world):
    one = world(stalled())
    one.turn()
    one.turns(60)
    one.cycling.stop()
    before = one.database.read_bytes(), list(one.store.recordings.since("Radarr", NOW)), one.ledger()
    replay(one, ended=False, stalled=rule())
    assert (one.database.read_bytes(), list(one.store.recordings.since("Radarr", NOW)), one.ledger()) == before


# too many at once


def test_too_many_at_once_would_have_been_frozen(world):
    one = world(*(stalled(number) for number in range(10)))
    one.turn()
    one.turns(120)
    report = replay(one, limits=Limits(removals=3, share=1.0, failing_share=1.0), stalled=rule())
    assert report.removals == ()
    (freeze,) = report.freezes
    assert freeze.since - NOW == 30 * MINUTE
    assert freeze.until is None
    assert "10 removals within 1 h are more than the 3 allowed" in freeze.reason
    assert len(freeze.torrents) == 10


def test_what_turns_bad_together_is_kept_and_counted(world):
    one = world(*(stalled(number) for number in range(10)), *(complete(number) for number in range(10, 50)))
    one.turn()
    one.turns(120)
    report = replay(one, limits=Limits(removals=100, share=1.0), stalled=rule())
    assert report.removals == ()
    (freeze,) = report.freezes
    assert "look failed together" in freeze.reason
    assert len(freeze.torrents) == 10


def test_a_freeze_ends_when_its_cause_has_passed(world):
    one = world(*(stalled(number) for number in range(10)))
    one.turn()
    one.turns(60)
    for number in range(10):
        move(one, number, left=1, state=State.DOWNLOADING)
    one.turns(10)
    report = replay(one, limits=Limits(removals=3, share=1.0, failing_share=1.0), stalled=rule())
    (freeze,) = report.freezes
    assert freeze.until - NOW == 61 * MINUTE


# the same as it was


class Life:
    """Torrents that live a random life: they stall, go on, finish, are imported, are taken away, and others come."""

    def __init__(self, one, seed):
        self.one = one
        self.random = random.Random(seed)
        self.next = len(one.client.torrents)

    def minute(self):
        client, clock = self.one.client, self.one.clock
        for torrent in list(client.torrents.values()):
            if torrent.complete:
                if self.random.random() < 0.02:
                    self.one.arr.imported.setdefault(torrent.hash, clock())
                continue
            if torrent.state is State.STALLED and self.random.random() < 0.02:
                client.put(replace(torrent, state=State.DOWNLOADING))
            elif torrent.state is State.DOWNLOADING and self.random.random() < 0.05:
                client.put(replace(torrent, state=State.STALLED, download_speed=0))
            elif torrent.state is State.DOWNLOADING:
                left = max(0, torrent.left - self.random.randint(0, 20_000_000))
                done = {"state": State.SEEDING, "completed": clock()} if not left else {}
                progress = (torrent.size - left) / torrent.size
                speed = self.random.randint(1000, 1_000_000)
                client.put(replace(torrent, left=left, progress=progress, download_speed=speed, **done))
        if self.random.random() < 0.02:
            client.put(stalled(self.next, added=clock(), last_activity=clock(), state=State.DOWNLOADING))
            self.next += 1
        if self.random.random() < 0.005 and client.torrents:
            client.lose([self.random.choice(list(client.torrents))])
        self.one.client.complete = self.random.random() > 0.01
        self.one.arr.away = "" if self.random.random() > 0.01 else "no answer"


@pytest.mark.parametrize("seed", range(3))
def test_a_replay_of_a_dry_run_decides_as_the_section_did(world, seed):
    options = {"strikes": 3, "strike_interval": 2 * MINUTE, "grace": 15 * MINUTE}
    one = world(*(stalled(number, age=timedelta(0)) for number in range(12)), stalled=rule(**options))
    life = Life(one, seed)
    decided = {}
    one.turn()
    for minute in range(60 * 10):
        if minute == 60 * 6:
            one.cycling.stop()
            one.begin()
            one.clock.tick(seed * HOUR)
        life.minute()
        for decision in one.turn(60).decisions:
            if isinstance(decision.action, Remove):
                decided.setdefault(decision.torrent.name, (one.clock(), decision.why))
    found = removed(replay(one, stalled=rule(**options)))
    assert decided
    assert found.keys() == decided.keys()
    for name, (at, why) in decided.items():
        assert abs(found[name].at - at) <= 6 * MINUTE
        assert found[name].reason.partition(" for ")[0] == why.partition(" for ")[0]


def test_other_options_decide_otherwise_on_the_same_past(world):
    one = world(*(stalled(number, age=timedelta(0)) for number in range(12)))
    life = Life(one, seed=1)
    one.turn()
    for _ in range(60 * 6):
        life.minute()
        one.turn(60)
    patient, hasty = replay(one, stalled=rule(stall_timeout=2 * HOUR)), replay(one, ended=False, stalled=rule())
    assert removed(patient).keys() < removed(hasty).keys()
