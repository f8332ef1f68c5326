"""How often the library asks while something waits."""

from datetime import UTC, datetime, timedelta

from qbitrr_arr.waiting import Waiting

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HASH = "A" * 40


def test_one_waits_impatiently_for_two_minutes_only():
    waiting, usual = Waiting(), timedelta(minutes=1)
    assert waiting.pace(NOW, usual) == usual
    waiting.add([HASH], NOW)
    assert waiting.pace(NOW, usual) == timedelta(seconds=5)
    waiting.add([HASH], NOW + timedelta(minutes=3))
    assert waiting.pace(NOW + timedelta(minutes=3), usual) == usual
    waiting.add(["b" * 40], NOW + timedelta(minutes=3))
    waiting.done(["B" * 40])
    assert waiting.pace(NOW + timedelta(minutes=3), usual) == usual
