"""What scripts are given: plain JSON, whatever a torrent has."""

import json
from datetime import timedelta
from math import inf

from qbitrr.cli.output import emit
from qbitrr.testing.builders import make_torrent


def no_number(word):
    raise ValueError(word)


def test_a_limit_that_is_none_on_purpose_is_plain_json(capsys):
    emit(make_torrent(ratio_limit=inf, seeding_time_limit=timedelta.max))
    written = json.loads(capsys.readouterr().out, parse_constant=no_number)
    assert float(written["ratio_limit"]) == inf
    assert written["seeding_time_limit"] > timedelta(days=36500).total_seconds()
    assert written["inactive_seeding_time_limit"] is None
