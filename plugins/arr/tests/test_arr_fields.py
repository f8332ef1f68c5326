"""How the library reads an app's JSON."""

from datetime import UTC, datetime

import pytest
from qbitrr_arr import fields

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("2026-11-20T12:00:00Z", NOW),
        ("2026-11-20T13:00:00+01:00", NOW),
        ("2026-11-20T12:00:00", NOW),
        ("soon", None),
        (None, None),
        (5, None),
    ],
)
def test_dates_are_read_in_utc(raw, moment):
    assert fields.when({"date": raw}, "date") == moment


def test_unknown_is_not_false():
    assert fields.flag({}, "monitored") is None
    assert fields.number({"id": True}, "id") is None
