"""How durations and sizes are read and written."""

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from qbitrr.config import Duration, PluginConfig, Size
from qbitrr.config.types import duration_text, read_duration, read_size, size_text


class Rule(PluginConfig):
    patience: Duration = timedelta(minutes=5)
    off_or_patience: Duration | None = None
    room: Size = 0
    off_or_room: Size | None = None
    number: int = 0


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        (30, 30),
        (0, 0),
        (0.5, 0.5),
        ("30", 30),
        (" 30 ", 30),
        ("0.5s", 0.5),
        ("15m", 900),
        ("15 m", 900),
        ("2h", 7200),
        ("2H", 7200),
        ("1d", 86400),
        ("1w", 604800),
        ("1h30m", 5400),
        ("1h 30m", 5400),
        ("1.5h", 5400),
        (timedelta(minutes=1), 60),
    ],
)
def test_a_duration_is_seconds_or_a_number_with_its_unit(written, seconds):
    assert read_duration(written) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "written",
    ["", "abc", "15x", "1M", "-5", -1, -0.5, True, None, "m", "1h-5m", "1,5h", "9" * 30, 10**19, float("inf"), [1]],
)
def test_what_is_no_duration_is_refused_in_words_for_users(written):
    with pytest.raises(ValueError, match="a duration of 0 or more"):
        read_duration(written)


@given(st.timedeltas(min_value=timedelta()))
def test_a_duration_survives_being_written(value):
    assert read_duration(duration_text(value)) == value


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0s"), (0.5, "0.5s"), (15, "15s"), (300, "5m"), (5400, "1h30m"), (604800, "7d")]
)
def test_durations_are_written_short(seconds, text):
    assert duration_text(timedelta(seconds=seconds)) == text


@pytest.mark.parametrize(
    ("written", "size"),
    [
        (0, 0),
        (5, 5),
        ("5", 5),
        ("1K", 1024),
        ("10G", 10 * 1024**3),
        ("10g", 10 * 1024**3),
        ("500M", 500 * 1024**2),
        ("1T", 1024**4),
        ("1.5G", 1536 * 1024**2),
        ("10 GB", 10 * 1024**3),
        ("10GiB", 10 * 1024**3),
    ],
)
def test_a_size_is_bytes_or_a_number_with_its_unit(written, size):
    assert read_size(written) == size


@pytest.mark.parametrize("written", ["", "G", "10X", -1, "-1", True, 1.5, None, "1G2M"])
def test_what_is_no_size_is_refused_in_words_for_users(written):
    with pytest.raises(ValueError, match="a size of 0 or more"):
        read_size(written)


@given(st.integers(min_value=0, max_value=2**70))
@example(10**20 + 1)
def test_a_size_survives_being_written(value):
    assert read_size(size_text(value)) == value


@pytest.mark.parametrize("off", [-1, "-1", -1.0, None])
def test_minus_one_is_off_where_a_measure_may_be_off(off):
    rule = Rule(OffOrPatience=off, OffOrRoom=off)
    assert rule.off_or_patience is None
    assert rule.off_or_room is None


def test_minus_one_stays_a_number_elsewhere():
    assert Rule(Number=-1).number == -1
    with pytest.raises(ValidationError):
        Rule(Patience=-1)


def test_options_go_to_json_and_back():
    rule = Rule(patience="1h30m", off_or_room="2G", room=7)
    assert rule.model_dump(mode="json", by_alias=True) == {
        "Patience": "1h30m",
        "OffOrPatience": None,
        "Room": "7",
        "OffOrRoom": "2G",
        "Number": 0,
    }
    assert Rule.model_validate_json(rule.model_dump_json(by_alias=True)) == rule


def test_the_schema_says_what_may_be_written():
    schema = Rule.model_json_schema()["properties"]
    assert "15m" in schema["Patience"]["description"]
    assert "10G" in schema["Room"]["description"]
    assert schema["Patience"]["default"] == "5m"
