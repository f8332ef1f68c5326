"""Limits of a torrent's own survive being recorded: none of its own, none at all, and any other."""

import json
from datetime import timedelta
from math import inf

import pytest

from qbitrr.recording import packing
from qbitrr.recording.batch import Appeared, Batch, Changed, events_of
from qbitrr.testing.builders import NOW, make_complete


@pytest.mark.parametrize(
    "limits",
    [
        {"ratio_limit": inf, "seeding_time_limit": timedelta.max, "inactive_seeding_time_limit": timedelta.max},
        {"ratio_limit": None, "seeding_time_limit": None, "inactive_seeding_time_limit": None},
        {"ratio_limit": 0.0, "seeding_time_limit": timedelta(0), "inactive_seeding_time_limit": timedelta(minutes=90)},
    ],
)
def test_no_limit_on_purpose_is_told_apart_from_none_of_its_own(limits):
    torrent = make_complete(**limits)
    batch = Batch([Appeared(NOW, 1, "qBit", torrent.hash, packing.whole(torrent), {})])
    (appeared,) = events_of(batch.packed(NOW), NOW)
    assert packing.torrent_of("qBit", torrent.hash, appeared.values) == torrent
    changes = {name: packing.packed(name, value) for name, value in limits.items()}
    (changed,) = events_of(Batch([Changed(NOW, 1, changes)]).packed(NOW), NOW)
    assert {name: packing.unpacked(name, value) for name, value in changed.values.items()} == limits


def test_what_is_recorded_is_json_that_others_can_read_too():
    values = packing.whole(make_complete(ratio_limit=inf, seeding_time_limit=timedelta.max))
    assert json.dumps(values, allow_nan=False)
