"""The space rule: whose room is whose, what waits and goes on, and what is known of the disks."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from qbitrr_cleanup.disks.free_space import FRESH, VALID, Disks, Measured, Place, measure
from qbitrr_cleanup.disks.space_options import Folder, Options
from qbitrr_cleanup.disks.stopped import SETTLING
from qbitrr_cleanup.space import ASKED_AGAIN_AFTER, COMES_WITHIN, NO_ROOM, ROOM_AGAIN, Space

from qbitrr import FREE_SPACE_TAG, Expire, Host, Outcome, Start, State, Stop, Tag
from qbitrr.config.configuration import validate
from qbitrr.paths import PathMapping
from qbitrr.ports import ServerState
from qbitrr.testing.builders import NOW, make_complete, make_torrent, make_view
from qbitrr.testing.notes import FakeNotes

GIB = 1 << 30
SECOND = timedelta(seconds=1)


class World:
    """A client whose free space a test sets, and the rule that looks at it; what it proposes can be done."""

    def __init__(self, *torrents, free=100 * GIB, notes=None, paths=(), **options):
        self.notes = FakeNotes() if notes is None else notes
        self.options = {"keep_free": 10 * GIB, "spare": GIB, **options}
        self.paths = tuple(paths)
        self.torrents = {torrent.hash: torrent for torrent in torrents}
        self.free, self.now = free, NOW
        self.held, self.stopped_by_us = {}, set()
        self.begin()

    def begin(self):
        self.rule = Space(Options(**self.options))
        self.rule.qbitrr_worker_start(Host(name="space", worker="qBit", notes=self.notes, paths=self.paths))

    def put(self, *torrents):
        self.torrents |= {torrent.hash: torrent for torrent in torrents}

    def look(self, after=0):
        """What is proposed, as (action, number of the torrent)."""
        self.now += timedelta(seconds=after)
        view = make_view(*self.torrents.values(), server=ServerState("connected", self.free))
        asked = self.rule.qbitrr_balance(view, "qBit", self.held, frozenset(self.stopped_by_us), self.now)
        self.asked = asked or []
        return [(type(one.action).__name__.lower(), int(one.hash, 16)) for one in self.asked]

    def do(self):
        """Do what was proposed; the client shows it at once."""
        for one in self.asked:
            torrent, state = self.torrents[one.hash], {Stop: State.STOPPED, Start: State.DOWNLOADING}
            if type(one.action) in state:
                self.put(replace(torrent, state=state[type(one.action)]))
                change = self.stopped_by_us.add if isinstance(one.action, Stop) else self.stopped_by_us.discard
                change(one.hash)
            elif isinstance(one.action, Expire):
                del self.torrents[one.hash], self.held[one.hash]
                self.free += torrent.size - torrent.left
            self.rule.qbitrr_post_action(Outcome(one.action, ok=True), torrent)

    def turn(self, after=5):
        proposed = self.look(after)
        self.do()
        return proposed

    def load(self, number, size):
        """So much of a download comes in."""
        torrent = self.torrents[f"{number:040x}"]
        self.put(replace(torrent, left=torrent.left - size, downloaded=torrent.downloaded + size))
        self.free -= size


def loading(number, left, **changes):
    """An unfinished download with so many GiB to load."""
    fields = {"hash": f"{number:040x}", "size": round(left * GIB), "left": round(left * GIB), "progress": 0.0}
    fields |= {"position": number, "content_path": f"/downloads/{number}", "save_path": "/downloads"}
    return make_torrent(**fields | changes)


def held(world, number, size, at=NOW, **changes):
    """Something complete that is in quarantine."""
    torrent = make_complete(
        hash=f"{number:040x}", size=size * GIB, state=State.STOPPED, content_path=f"/downloads/{number}", **changes
    )
    world.put(torrent)
    world.held[torrent.hash] = at


# What does not fit waits


@pytest.mark.parametrize(("left", "proposed"), [(90, []), (90.01, [("stop", 1)])])
def test_what_does_not_fit_beside_what_stays_free_is_stopped(left, proposed):
    assert World(loading(1, left)).look() == proposed


def test_the_reason_says_how_much_there_is_and_how_much_it_takes():
    world = World(loading(1, 91))
    world.look()
    assert world.asked[0].action.reason == f"{NO_ROOM}: 91 GiB to load, 90 GiB free beyond the 10 GiB to keep"


@pytest.mark.parametrize("state", [State.DOWNLOADING, State.STALLED, State.QUEUED, State.METADATA])
def test_whatever_may_load_is_considered(state):
    assert World(loading(1, 91, state=state)).look() == [("stop", 1)]


@pytest.mark.parametrize(
    "state", [State.STOPPED, State.CHECKING, State.MOVING, State.ERRORED, State.MISSING_FILES, State.UNKNOWN]
)
def test_what_does_not_load_is_left_alone_and_takes_no_room(state):
    assert World(loading(1, 80, state=state), loading(2, 80)).look() == []


def test_what_is_complete_takes_no_room():
    assert World(make_complete(hash="b" * 40, size=500 * GIB)).look() == []


@pytest.mark.parametrize(
    ("first", "second", "stopped"),
    [
        ({"position": 1}, {"position": 2}, 2),
        ({"position": 2}, {"position": 1}, 1),
        ({"position": 0}, {"position": 5}, 1),
        ({"position": 0, "age": timedelta(hours=2)}, {"position": 0, "age": timedelta(hours=1)}, 2),
        ({"position": 0, "age": timedelta(hours=1)}, {"position": 0, "age": timedelta(hours=2)}, 1),
        ({"position": 1}, {"position": 2, "forced": True}, 1),
    ],
)
def test_the_queue_decides_then_who_came_first_and_what_is_forced_waits_last(first, second, stopped):
    assert World(loading(1, 60, **first), loading(2, 60, **second)).look() == [("stop", stopped)]


def test_what_is_there_already_is_not_counted_twice():
    assert World(loading(1, 80, size=500 * GIB)).look() == []


@pytest.mark.parametrize(("preallocated", "proposed"), [(False, [("stop", 1)]), (True, [])])
@pytest.mark.parametrize("begun", [{"downloaded": 1}, {"progress": 0.1}])
def test_a_client_that_preallocates_has_taken_the_room_of_what_has_begun(preallocated, proposed, begun):
    assert World(loading(1, 91, **begun), preallocated=preallocated).look() == proposed


def test_a_client_that_preallocates_has_taken_nothing_for_what_has_not_begun():
    assert World(loading(1, 91), preallocated=True).look() == [("stop", 1)]


@pytest.mark.parametrize("state", [State.DOWNLOADING, State.STALLED])
def test_when_free_space_is_not_known_nothing_is_done(state):
    world = World(loading(1, 91, state=state), free=None)
    held(world, 2, 50)
    assert world.look() == []


# And goes on


def test_what_waits_goes_on_when_there_is_room_and_not_before():
    world = World(loading(1, 50))
    world.free = 59 * GIB
    assert world.turn() == [("stop", 1)]
    world.free = 60 * GIB
    assert world.turn(3600) == [], "it would fit, with nothing to spare"
    world.free = 61 * GIB
    assert world.turn() == [("start", 1)]
    assert world.turn() == []


def test_it_goes_on_after_a_restart():
    world = World(loading(1, 50), free=59 * GIB)
    world.turn()
    world.begin()
    world.free = 100 * GIB
    assert world.turn() == [("start", 1)]


def test_what_a_person_has_stopped_stays_stopped():
    world = World(loading(1, 50, state=State.STOPPED))
    assert world.look() == []


def test_what_another_rule_has_stopped_stays_stopped():
    world = World(loading(1, 50, state=State.STOPPED))
    world.stopped_by_us.add(loading(1, 0).hash)
    assert world.look() == []


def test_what_a_person_started_and_stopped_again_is_theirs():
    world = World(loading(1, 50), free=59 * GIB)
    world.turn()
    world.put(loading(1, 50))
    world.look(SETTLING.total_seconds())
    world.put(loading(1, 50, state=State.STOPPED))
    world.free = 100 * GIB
    assert world.look(60) == []


def test_what_a_similar_tool_has_stopped_for_space_goes_on_and_loses_its_tag():
    world = World(loading(1, 50, state=State.STOPPED, tags=frozenset({FREE_SPACE_TAG})))
    world.stopped_by_us.add(loading(1, 0).hash)
    assert world.turn() == [("start", 1)]
    assert world.look(5) == [("tag", 1)]
    assert world.asked[0].action == Tag("it does not wait any more", remove=frozenset({FREE_SPACE_TAG}))


def test_what_another_rule_does_is_not_taken_for_its_own():
    world = World(loading(1, 50))
    world.look()
    world.rule.qbitrr_post_action(Outcome(Stop("by night"), ok=True), loading(1, 50))
    world.rule.qbitrr_post_action(Outcome(Stop(f"{NO_ROOM}: x"), ok=False), loading(1, 50))
    assert loading(1, 50).hash not in world.rule.stopped


@pytest.mark.parametrize(("after", "proposed"), [(59, []), (60, [("stop", 1)])])
def test_a_client_that_is_slow_to_show_a_stop_is_not_told_again_at_once(after, proposed):
    world = World(loading(1, 91))
    world.look()
    world.rule.qbitrr_post_action(Outcome(Stop(f"{NO_ROOM}: x"), ok=True), loading(1, 91))
    assert world.look(after) == proposed


def test_what_was_just_started_keeps_its_room_while_the_client_does_not_show_it():
    world = World(*(loading(number, 50, state=State.STOPPED) for number in (1, 2)), free=50 * GIB)
    world.stopped_by_us |= world.torrents.keys()
    for torrent in world.torrents.values():
        world.rule.stopped.add(torrent.hash, NOW - timedelta(hours=1))
    world.free = 62 * GIB
    assert world.look() == [("start", 1)]
    world.rule.qbitrr_post_action(Outcome(Start(f"{ROOM_AGAIN}: x"), ok=True), world.torrents[f"{1:040x}"])
    assert world.look(5) == []


def test_downloads_do_not_flap_while_they_fill_the_disk():
    world = World(*(loading(number, 30) for number in range(1, 6)), free=100 * GIB)
    changes = world.turn()
    assert changes == [("stop", 4), ("stop", 5)]
    for _ in range(30):
        for number in (1, 2, 3):
            world.load(number, GIB)
        changes += world.turn(60)
    assert changes == [("stop", 4), ("stop", 5)]
    assert world.free == 10 * GIB
    world.free += 65 * GIB
    assert world.turn() == [("start", 4), ("start", 5)]
    assert world.turn() == []


# Quarantine


def test_the_oldest_in_quarantine_makes_room_before_anything_is_stopped():
    world = World(loading(1, 95))
    held(world, 7, 20, NOW - timedelta(days=1))
    held(world, 8, 20, NOW - timedelta(days=2))
    assert world.turn() == [("expire", 8)]
    assert world.turn() == []


def test_it_makes_room_for_what_waits_too():
    world = World(loading(1, 95))
    world.turn()
    held(world, 7, 20)
    assert world.turn() == [("expire", 7)]
    assert world.turn() == [("start", 1)]


def test_where_all_of_it_is_not_enough_none_of_it_goes():
    world = World(loading(1, 200))
    held(world, 7, 20)
    assert world.look() == [("stop", 1)]


def test_below_what_stays_free_it_goes_though_nothing_is_loaded():
    world = World(free=5 * GIB)
    held(world, 7, 3, NOW - timedelta(days=3))
    held(world, 8, 3, NOW - timedelta(days=2))
    held(world, 9, 3, NOW - timedelta(days=1))
    assert world.look() == [("expire", 7), ("expire", 8)]


def test_what_is_to_go_counts_as_free_for_a_while_and_is_not_asked_for_again():
    world = World(loading(1, 95))
    held(world, 7, 20)
    assert world.look() == [("expire", 7)]
    told(world)
    assert world.look(COMES_WITHIN.total_seconds() - 1) == []
    assert world.look(1) == [("stop", 1)], "something keeps it"
    assert world.look((ASKED_AGAIN_AFTER - COMES_WITHIN).total_seconds()) == [("expire", 7)]


@pytest.mark.parametrize("outcome", [None, False], ids=["refused", "failed"])
def test_what_was_asked_for_and_not_done_does_not_count_as_free_nor_is_it_asked_for_again(outcome):
    world = World(loading(1, 95))
    held(world, 7, 20)
    assert world.look() == [("expire", 7)]
    if outcome is not None:
        told(world, ok=outcome)
    assert world.look(5) == [("stop", 1)]
    assert world.look(ASKED_AGAIN_AFTER.total_seconds() - 6) == [("stop", 1)]
    assert world.look(1) == [("expire", 7)]


def told(world, *, ok=True):
    """The rule is told what came of its proposals; the client does not show it yet."""
    for one in world.asked:
        world.rule.qbitrr_post_action(Outcome(one.action, ok=ok), world.torrents[one.hash])


def test_only_what_has_been_loaded_of_it_makes_room():
    world = World(loading(1, 95))
    held(world, 7, 20, left=17 * GIB)
    assert world.look() == [("stop", 1)]


# Disks


ROWS = (Folder(folder="/data", keep_free=0), Folder(folder="/data/tv", path="/mnt/tv"))


def on_disk(world, monkeypatch, measured):
    monkeypatch.setattr("qbitrr_cleanup.disks.background.Background._begin", lambda _: None)
    world.look()
    for path, look in world.rule.disks.looks.items():
        look._look = lambda _, path=path: measured[path]
        look.work(wait=False)


def test_each_disk_has_room_of_its_own(monkeypatch):
    world = World(
        loading(1, 50, content_path="/data/film"),
        loading(2, 50, content_path="/data/tv/show"),
        loading(3, 50),
        folders=ROWS,
    )
    on_disk(world, monkeypatch, {"/data": Measured(1, 50 * GIB), "/mnt/tv": Measured(2, 59 * GIB)})
    assert world.look(1) == [("stop", 2)]


def test_places_on_one_disk_share_its_room_and_the_most_stays_free(monkeypatch):
    world = World(loading(1, 50, content_path="/data/film"), loading(2, 50, content_path="/data/tv/show"), folders=ROWS)
    on_disk(world, monkeypatch, {"/data": Measured(1, 109 * GIB), "/mnt/tv": Measured(1, 109 * GIB)})
    assert world.look(1) == [("stop", 2)]


def test_a_disk_that_is_not_known_holds_up_no_other(monkeypatch):
    world = World(
        loading(1, 500, content_path="/data/film"), loading(2, 50, content_path="/data/tv/show"), folders=ROWS
    )
    monkeypatch.setattr("qbitrr_cleanup.disks.background.Background._begin", lambda _: None)
    assert world.look() == [], "nothing is known yet"
    tv = world.rule.disks.looks["/mnt/tv"]
    tv._look = lambda _: Measured(2, 59 * GIB)
    tv.work(wait=False)
    assert world.look(1) == [("stop", 2)]


def test_the_folder_of_the_rule_is_looked_at_instead_of_asking_the_client(monkeypatch):
    world = World(loading(1, 50), free=1000 * GIB, folder="/mnt")
    on_disk(world, monkeypatch, {"/mnt": Measured(1, 59 * GIB)})
    assert world.look(1) == [("stop", 1)]


def test_a_folder_is_found_where_the_path_mappings_say():
    world = World(folders=(Folder(folder="/data/tv"),), paths=[PathMapping("/data", "/mnt/data")])
    world.look()
    assert list(world.rule.disks.looks) == ["/mnt/data/tv"]


def test_a_magnet_lies_where_it_will_be_saved(monkeypatch):
    world = World(loading(1, 50, content_path="", save_path="/data/tv"), folders=ROWS)
    on_disk(world, monkeypatch, {"/data": Measured(1, 500 * GIB), "/mnt/tv": Measured(2, 59 * GIB)})
    assert world.look(1) == [("stop", 1)]


PLACE = Place("", "/mnt", 0)
SERVER = ServerState("connected", 5)


def disks(monkeypatch, *answers):
    """Disks that give one answer after the other; an exception is raised."""
    monkeypatch.setattr("qbitrr_cleanup.disks.background.Background._begin", lambda _: None)
    left = list(answers)

    def look(_):
        answer = left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return Disks(PLACE, (), look)


def read(made, after):
    """What is known then, after the look that is due."""
    made.read(SERVER, NOW + after)
    made.looks["/mnt"].work(wait=False)
    return [disk.free for disk in made.read(SERVER, NOW + after)]


def test_a_disk_is_looked_at_now_and_then_and_believed_for_a_while(monkeypatch):
    made = disks(monkeypatch, Measured(1, 7), Measured(1, 8))
    assert read(made, 0 * SECOND) == [7]
    assert read(made, FRESH - SECOND) == [7]
    assert [disk.free for disk in made.read(SERVER, NOW + VALID - SECOND)] == [7]
    assert made.read(SERVER, NOW + VALID) == (), "it hangs"
    made.looks["/mnt"].work(wait=False)
    assert read(made, VALID) == [8]


def test_another_disk_in_its_place_is_not_believed_and_that_is_said_once(monkeypatch, caplog):
    made = disks(monkeypatch, Measured(1, 7), Measured(2, 8), Measured(2, 9), Measured(1, 6))
    with caplog.at_level(logging.WARNING):
        assert [read(made, number * FRESH) for number in range(4)] == [[7], [], [], [6]]
    assert caplog.messages == [
        (
            "The free space of /mnt is not known, so nothing is done about it: "
            "another disk is there than before: is it mounted?"
        ),
        "The free space of /mnt is known again.",
    ]


def test_a_folder_that_is_gone_is_not_known(monkeypatch, caplog):
    made = disks(monkeypatch, FileNotFoundError("no such folder"))
    assert read(made, 0 * SECOND) == []
    assert "no such folder" in caplog.text


def test_a_real_disk_is_measured(tmp_path):
    (tmp_path / "film.mkv").touch()
    assert measure(str(tmp_path)).device == tmp_path.stat().st_dev
    assert measure(str(tmp_path)).free >= 0
    with pytest.raises(OSError, match="No such file"):
        measure(str(tmp_path / "gone"))


def test_an_empty_folder_is_not_believed_for_its_disk_may_not_be_mounted(tmp_path):
    with pytest.raises(OSError, match="it is empty: is its disk mounted"):
        measure(str(tmp_path))


def test_a_disk_that_is_mounted_later_is_the_one_that_is_remembered(monkeypatch, caplog):
    made = disks(monkeypatch, OSError("it is empty: is its disk mounted?"), Measured(2, 8), Measured(2, 9))
    assert [read(made, number * FRESH) for number in range(3)] == [[], [8], [9]]
    assert caplog.messages == [
        ("The free space of /mnt is not known, so nothing is done about it: it is empty: is its disk mounted?"),
        "The free space of /mnt is known again.",
    ]


# Options


def test_the_options_are_read_as_people_write_them():
    raw = {"KeepFree": "50G", "Folders": [{"Folder": "/data", "KeepFree": "1T"}, {"Folder": "/x", "KeepFree": -1}]}
    config, problems = validate(Options, "qBit.Plugins.space", raw, {})
    assert problems == ()
    assert (config.keep_free, [row.keep_free for row in config.folders]) == (50 * GIB, [1024 * GIB, None])


def test_what_is_wrong_is_said_with_its_place():
    config, problems = validate(Options, "qBit.Plugins.space", {"Folders": [{"Folder": ""}]}, {})
    assert config is None
    assert [problem.section for problem in problems] == ["qBit.Plugins.space"]
