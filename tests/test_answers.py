"""What a plugin gives back is checked down to its fields, so that a wrong value costs its author's answer only."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from qbitrr import (
    Action,
    Classification,
    HealthReport,
    Import,
    Keep,
    Observation,
    Outcome,
    Patience,
    Remove,
    Tag,
    Verdict,
    Veto,
    hookimpl,
)
from qbitrr.answers import an, observations
from qbitrr.errors import described
from qbitrr.testing.builders import NOW, Owner, decide_one, make_torrent

NAIVE = datetime(2030, 1, 1)  # noqa: DTZ001 -- what authors forget
SOON = NOW + timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Polish(Action):
    """An action of a plugin's own."""

    cloth: str = "soft"


def seen(**changes):
    return Observation(**{"kind": "space", "source": "disk", "at": NOW, "value": 1} | changes)


@pytest.mark.parametrize(
    "answer",
    [
        HealthReport(Verdict.HEALTHY, "it is well"),
        HealthReport(Verdict.FAILED, "", {"seeds": 0}, Patience(3, timedelta(minutes=2)), SOON),
        HealthReport(Verdict.HEALTHY, "it is well", look_again=datetime.now(UTC)),
        Classification("Radarr"),
        Classification("Radarr", 7, "A Film"),
        Tag("it is old", add=frozenset({"old"})),
        Keep("it seeds", obligation=True),
        Polish("it is dull"),
        Veto("not at night"),
        Outcome(Import("it is complete"), ok=False, detail="busy"),
    ],
)
def test_a_right_answer_is_given_on_as_it_is(answer):
    assert an(type(answer))(answer) is answer


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (HealthReport("failed", "x"), "HealthReport.verdict must be Verdict, not str"),
        (HealthReport(None, "x"), "HealthReport.verdict must be Verdict, not NoneType"),
        (HealthReport(Verdict.FAILED, None), "HealthReport.reason must be str, not NoneType"),
        (HealthReport(Verdict.FAILED, "x", ["seeds"]), "HealthReport.evidence must be Mapping, not list"),
        (HealthReport(Verdict.FAILED, "x", {}, 3), "HealthReport.patience must be Patience or None, not int"),
        (
            HealthReport(Verdict.FAILED, "x", {}, Patience("3", timedelta(1))),
            "Patience.strikes must be int, not str",
        ),
        (HealthReport(Verdict.FAILED, "x", {}, Patience(3, 60)), "Patience.apart must be timedelta, not int"),
        (
            HealthReport(Verdict.HEALTHY, "x", look_again=timedelta(hours=1)),
            "HealthReport.look_again must be datetime or None, not timedelta",
        ),
        (HealthReport(Verdict.HEALTHY, "x", look_again=NAIVE), "HealthReport.look_again must have a time zone"),
        (Classification(None), "Classification.owner must be str, not NoneType"),
        (Classification("Radarr", "7"), "Classification.media_id must be int or None, not str"),
        (Remove(None), "Remove.reason must be str, not NoneType"),
        (Remove("x", failed="yes"), "Remove.failed must be bool, not str"),
        (Tag("x", add=["old"]), "Tag.add must be frozenset, not list"),
        (Tag("x", add=frozenset({1})), "Tag.add must hold only str"),
        (Polish("x", cloth=1), "Polish.cloth must be str, not int"),
        (Veto(None), "Veto.reason must be str, not NoneType"),
        (Outcome(Import("x"), ok=1), "Outcome.ok must be bool, not int"),
        (Outcome("import", ok=True), "Outcome.action must be Action, not str"),
        (Outcome(Import(None), ok=True), "Import.reason must be str, not NoneType"),
    ],
)
def test_a_wrong_field_is_named(answer, complaint):
    with pytest.raises((TypeError, ValueError), match=complaint):
        an(type(answer))(answer)


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        (seen(at=NAIVE), "Observation.at must have a time zone"),
        (seen(at="now"), "Observation.at must be datetime, not str"),
        (seen(complete="yes"), "Observation.complete must be bool, not str"),
    ],
)
def test_a_wrong_observation_is_named(told, complaint):
    with pytest.raises((TypeError, ValueError), match=complaint):
        observations([seen(), told])


class Judge:
    def __init__(self, report):
        self.report = report

    @hookimpl
    def qbitrr_health_check(self):
        return self.report


class Remover:
    @hookimpl
    def qbitrr_action(self):
        return Remove("nobody wants it")


@pytest.mark.parametrize("report", [HealthReport("unwell", "x"), HealthReport(Verdict.HEALTHY, "x", look_again=NAIVE)])
def test_a_malformed_opinion_costs_itself_only_and_protects_from_removal(report):
    good = HealthReport(Verdict.HEALTHY, "it is well", look_again=SOON)
    decision = decide_one(make_torrent(), Radarr=Owner(), remover=Remover(), good=Judge(good), odd=Judge(report))
    assert decision.reports == (("good", good),)
    assert [failure.plugin for failure in decision.failures] == ["odd"]
    assert decision.action is None
    assert decision.refused.startswith("odd could not answer")


class SpeechlessError(Exception):
    """Fails to say what is wrong."""

    def __str__(self):
        return self.message


def test_an_error_that_cannot_be_put_into_words_has_its_type():
    assert described(SpeechlessError()) == "SpeechlessError"
    assert described(OSError("gone")) == "OSError: gone"
