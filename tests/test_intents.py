"""What the journal keeps of an action is plain JSON, whatever a plugin has called evidence."""

import json
from datetime import timedelta

import pytest

from qbitrr import Verdict
from qbitrr.actions import Remove
from qbitrr.domain import HealthReport
from qbitrr.intents import context_of, evidence_of
from qbitrr.testing.builders import NOW, Owner, decide_one, make_torrent
from tests.section_world import REMOVE, Says


def decided(evidence):
    judge = Says(HealthReport(Verdict.FAILED, "no progress", evidence), REMOVE)
    return decide_one(make_torrent(), Radarr=Owner(), rule=judge)


def test_plain_evidence_is_kept_as_it_is():
    evidence = {"seeds": 0, "availability": None, "trackers": ["a", "b"], "share": {"ratio": 0.5}}
    assert evidence_of(decided(evidence)) == {"rule": evidence}


@pytest.mark.parametrize(
    ("evidence", "kept"),
    [
        ({"since": NOW}, {"since": "2030-01-01 00:00:00+00:00"}),
        ({"idle": timedelta(minutes=5)}, {"idle": "0:05:00"}),
        ({"tags": {"old"}}, {"tags": "{'old'}"}),
        ({("a", "b"): 1, "seeds": 0}, {"seeds": 0}),
    ],
)
def test_other_evidence_is_kept_as_its_text_and_stops_nothing(evidence, kept):
    decision = decided(evidence)
    assert isinstance(decision.action, Remove)
    assert json.loads(json.dumps(context_of(decision)))["evidence"] == {"rule": kept}
