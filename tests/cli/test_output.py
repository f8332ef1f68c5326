"""What scripts are given: plain JSON, whatever a torrent has."""

import json
from datetime import timedelta
from math import inf

import pytest

from qbitrr.cli.output import emit, say
from qbitrr.testing.builders import make_torrent


def no_number(word):
    raise ValueError(word)


def test_a_limit_that_is_none_on_purpose_is_plain_json(capsys):
    emit(make_torrent(ratio_limit=inf, seeding_time_limit=timedelta.max))
    written = json.loads(capsys.readouterr().out, parse_constant=no_number)
    assert float(written["ratio_limit"]) == inf
    assert written["seeding_time_limit"] > timedelta(days=36500).total_seconds()
    assert written["inactive_seeding_time_limit"] is None


@pytest.mark.parametrize("write", [emit, say])
def test_an_announce_address_is_told_without_its_passkey(capsys, write):
    write(["https://tracker.example.org/hunter2/announce", "udp://tracker.example.org:80/a?passkey=hunter2hunter2"])
    told = capsys.readouterr().out
    assert "hunter2" not in told
    assert "tracker.example.org" in told
