"""An owner that was away is used again as soon as it is back, whatever pause its absence has brought about."""

from contextlib import closing

from qbitrr import Import, Unavailable
from tests.section_world import Says, World, complete


def test_what_failed_because_its_owner_was_away_is_done_when_it_is_back(tmp_path):
    with closing(World(tmp_path, complete(), rule=Says(action=Import("done")))) as one:
        one.arr.trouble = {"import": Unavailable("connection refused")}
        one.turn()
        one.arr.away = "connection refused"
        one.turn(1)
        one.arr.away, one.arr.trouble = "", {}
        one.turn(10)
        assert one.arr.done == [("import", complete().hash)]


def test_what_failed_for_another_reason_goes_on_pausing(tmp_path):
    with closing(World(tmp_path, complete(), rule=Says(action=Import("done")))) as one:
        one.arr.trouble = {"import": "it is busy"}
        one.turn()
        one.arr.trouble = {}
        one.turn(10)
        assert one.arr.done == []
