"""How the rules speak of times, amounts and shares."""

from datetime import timedelta

import pytest
from qbitrr_cleanup.common.words import after, amount, share, span

from qbitrr.testing.builders import NOW


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-5, "0 s"), (0, "0 s"), (59, "59 s"), (61, "1 min 1 s"), (3600, "1 h"), (86400 + 61, "1 d 1 min")],
)
def test_a_duration_is_said_in_its_two_largest_units(seconds, said):
    assert span(timedelta(seconds=seconds)) == said


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0 B"), (1023, "1023 B"), (1024, "1 KiB"), (1536, "1.5 KiB"), (10 << 30, "10 GiB"), (3 << 50, "3072 TiB")],
)
def test_an_amount_is_said_in_its_largest_unit(size, said):
    assert amount(size) == said


@pytest.mark.parametrize(("fraction", "said"), [(0, "0 %"), (0.5, "50 %"), (0.9999, "99.9 %"), (1, "100 %")])
def test_a_share_is_never_rounded_up_to_all_of_it(fraction, said):
    assert share(fraction) == said


def test_there_is_a_last_moment():
    assert after(NOW, timedelta(hours=1)) == NOW + timedelta(hours=1)
    assert after(NOW, timedelta.max).year == 9999
