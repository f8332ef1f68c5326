"""The smallest plugin: what it says, and that it changes nothing."""

import logging

import pytest
from qbitrr_echo import Echo, Options

from qbitrr import Classification, Outcome, Recheck, Verdict
from qbitrr.testing.builders import Owner, decide_one, make_hooks, make_torrent

TORRENT = make_torrent(name="A.Film")


def test_it_calls_every_torrent_healthy_and_says_whose_it_is():
    report = Echo(Options()).qbitrr_health_check(TORRENT, Classification("Radarr"))
    assert (report.verdict, report.reason) == (Verdict.HEALTHY, "I see A.Film, owned by Radarr")


def test_its_words_can_be_chosen():
    report = Echo(Options(greeting="Hello")).qbitrr_health_check(TORRENT, Classification("Radarr"))
    assert report.reason == "Hello A.Film, owned by Radarr"


def test_it_proposes_nothing():
    decision = decide_one(TORRENT, radarr=Owner(), echo=Echo(Options()))
    assert decision.action is None
    assert [plugin for plugin, _ in decision.reports] == ["echo"]


@pytest.mark.parametrize(
    ("detail", "said"), [("", "I see A.Film: its files changed"), ("rechecked", "I see A.Film: rechecked")]
)
def test_it_logs_what_was_done(caplog, detail, said):
    caplog.set_level(logging.INFO, logger="qbitrr_echo")
    answers = make_hooks(echo=Echo(Options())).post_action(
        Outcome(Recheck("its files changed"), ok=True, detail=detail), TORRENT
    )
    assert answers.failed == ()
    assert caplog.messages == [said]
