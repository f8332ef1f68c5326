"""By which name an indexer is known."""

import pytest
from qbitrr_arr.indexer_names import plain_name


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("One (Prowlarr)", "One"),
        ("One", "One"),
        ("Prowlarr", "Prowlarr"),
        ("One (Prowlarr) 2", "One (Prowlarr) 2"),
        ("  One\n Two ", "One Two"),
        ("\ud800", "?"),
        ("", ""),
    ],
)
def test_what_prowlarr_adds_for_other_apps_is_left_out(name, plain):
    assert plain_name(name) == plain
