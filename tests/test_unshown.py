"""A client is not told again what it was told a moment ago, though it may not show it yet."""

from datetime import timedelta

import pytest

from qbitrr import Categorize, Deselect, EditTrackers, Limit, Reannounce, SuperSeed, Tag
from qbitrr.testing.builders import NOW
from qbitrr.unshown import SHOWN_WITHIN, Unshown
from tests.section_world import Says, stalled

KEY, OTHER = ("qbit", "1" * 40), ("qbit", "2" * 40)
BOTH = Limit("its tracker's", download=100, upload=200)
MOMENT = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("done", "asked", "said"),
    [
        (BOTH, BOTH, True),
        (BOTH, Limit("another reason", download=100, upload=200), True),
        (BOTH, Limit("half of it shows", upload=200), True),
        (BOTH, Limit("more", download=100, upload=300), False),
        (BOTH, Limit("lifted", download=0), False),
        (Limit("one", download=100), BOTH, False),
        (BOTH, SuperSeed("something else"), False),
        (SuperSeed("on"), SuperSeed("on"), True),
        (SuperSeed("on"), SuperSeed("off", on=False), False),
        (Tag("both", add=frozenset("ab")), Tag("one", add=frozenset("b")), True),
        (Tag("one", add=frozenset("a")), Tag("both", add=frozenset("ab")), False),
        (Tag("given", add=frozenset("a")), Tag("taken back", remove=frozenset("a")), False),
        (Categorize("moved", "films"), Categorize("moved", "films"), True),
        (Categorize("moved", "films"), Categorize("moved", "film"), False),
        (Deselect("samples", frozenset({1, 2})), Deselect("samples", frozenset({2})), True),
        (EditTrackers("dead", remove=("a", "b")), EditTrackers("dead", remove=("b",)), True),
        (EditTrackers("dead", remove=("a",)), EditTrackers("dead", add=("a",)), False),
        (Reannounce("it is new"), Reannounce("it is new"), False),
    ],
)
def test_what_asks_for_no_more_than_was_done_a_moment_ago_waits(done, asked, said):
    unshown = Unshown()
    unshown.note(KEY, done, NOW)
    assert unshown.has(KEY, asked, NOW + MOMENT) is said
    assert not unshown.has(OTHER, asked, NOW + MOMENT)


@pytest.mark.parametrize(
    ("later", "said"),
    [(SHOWN_WITHIN - MOMENT, True), (SHOWN_WITHIN, False), (-MOMENT, False)],
    ids=["not yet", "it has had the time", "the clock was set back"],
)
def test_it_waits_no_longer_than_a_client_may_take(later, said):
    unshown = Unshown()
    unshown.note(KEY, BOTH, NOW)
    unshown.note(OTHER, SuperSeed("on"), NOW + MOMENT)
    assert unshown.has(KEY, BOTH, NOW + later) is said


def test_a_client_that_shows_a_change_late_is_told_once(world):
    one = world(stalled(), rule=Says(action=BOTH))
    one.client.set_speed = lambda hash, **_limits: one.client.calls.append(("set_speed", hash))  # noqa: A006
    for number in range(5):
        one.client.put(stalled(left=100 - number))
        one.turn(2)
    assert one.changed == (["set_speed"], [])
    assert one.ledger() == [("limit", "done")]
    one.turn(60)
    assert one.changed == (["set_speed"] * 2, []), "a change that never shows is made again"
