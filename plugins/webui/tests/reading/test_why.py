"""Everything about one torrent: what is known, what follows, and what a person can do about it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from qbitrr_webui.errors import NotFound
from qbitrr_webui.reading.why import Asked, ask, why_of

from qbitrr import Unavailable, persons
from qbitrr.actions import Keep, Remove
from qbitrr.control.sections import Told
from qbitrr.domain import Classification, Decision
from qbitrr.lifecycle import Stage
from qbitrr.store.quarantine import RESTORED
from qbitrr.telling.opinions import Opinion
from qbitrr.testing.builders import NOW, make_complete, make_view
from reading.rows_made import row, snapshot
from reading.written import decided, held, remembered

ONE = f"{1:040x}"
KEY = ("qBit", ONE)
LISTED = snapshot(row(1))
GONE = snapshot()


def decision(**fields):
    given = {"classification": Classification("Radarr", 7, "A film"), "download": None, "why": "nobody proposes it"}
    return Decision(torrent=make_complete(hash=ONE), **{**given, **fields})


def told(*opinions, **fields):
    return Asked(Told(decision=decision(**fields), opinions=opinions, dry_run=False), "Radarr")


def why(store, shown=LISTED, asked=None, now=NOW):
    return why_of(store, shown, asked or Asked(), KEY, now)


def steps(one):
    return [step.text for step in one.follows]


def allowed(one):
    return {name for name, can in one.can.model_dump().items() if can}


def test_what_nobody_knows_is_not_found(store):
    with pytest.raises(NotFound):
        why(store, GONE)


def test_one_that_is_only_listed_was_not_judged(store):
    one = why(store)
    assert (one.name, steps(one), allowed(one)) == ("Film.1", ["Nobody has judged it yet."], set())


def test_each_rule_says_what_it_thinks(store):
    failed = Opinion(plugin="stalled", answer="failed", reason="no data", evidence={"hours": 3}, strikes=1, of=3)
    one = why(store, asked=told(failed, Opinion(plugin="age", answer="no opinion")))
    assert [(rule.plugin, rule.answer, rule.tone) for rule in one.rules] == [
        ("stalled", "failed", "bad"),
        ("age", "no opinion", "neutral"),
    ]
    assert (one.rules[0].evidence, one.rules[0].strikes, one.rules[0].of) == ({"hours": 3}, 1, 3)


def test_what_is_decided_follows(store):
    remove = Remove("it is stalled")
    one = why(store, asked=told(action=remove, by="stalled", why="it is stalled", proposals=(("stalled", remove),)))
    assert "stalled proposes to remove it: it is stalled." in steps(one)
    assert "Decided by stalled: to remove it: it is stalled." in steps(one)
    assert one.decided_by == "stalled"


def test_what_speaks_against_it_is_said_gravely(store):
    one = why(store, asked=told(refused="it was not imported"))
    assert [step.tone for step in one.follows if "refused" in step.text] == ["attention"]


def test_one_in_quarantine_says_until_when_it_can_be_restored(store):
    remembered(store, ONE)
    held(store, ONE)
    one = why(store)
    assert any("it can be restored with its data" in text for text in steps(one))
    assert (one.held.state, one.held.restorable) == ("held", True)
    assert allowed(one) == {"restore", "discard"}


def test_what_its_section_told_last_stands_in_while_it_does_not_answer(store):
    shown = snapshot(row(1, thought={"action": "remove", "why": "it is stalled"}))
    one = why(store, shown, Asked(silent=("the worker of Radarr is busy",)))
    assert steps(one) == ["When Radarr was last heard: to remove it: it is stalled."]
    assert not one.fresh


def test_what_was_decided_before_it_went_into_quarantine_does_not_follow_once_more(store):
    held(store, ONE)
    remove = Remove("it is stalled")
    one = why(store, asked=told(action=remove, by="stalled", why="it is stalled", proposals=(("stalled", remove),)))
    assert not [text for text in steps(one) if "proposes" in text or "Decided" in text]


def test_one_that_is_known_can_be_protected(store):
    remembered(store, ONE, imported_at=NOW)
    assert allowed(why(store)) == {"protect"}
    persons.say(store, persons.PROTECTED, KEY, "mine", NOW)
    assert allowed(why(store)) == {"unprotect"}


def test_a_complete_one_that_was_never_imported_can_be_discarded(store):
    remembered(store, ONE)
    assert "discard" in allowed(why(store))
    persons.say(store, persons.TOLD, KEY, "", NOW)
    assert "discard" not in allowed(why(store))


def test_an_incomplete_one_cannot(store):
    remembered(store, ONE, left=5, completed_at=None)
    assert allowed(why(store)) == {"protect"}


def test_only_what_still_owes_can_be_released(store):
    remembered(store, ONE, imported_at=NOW)
    owing = (("obligations", Keep("ratio 1", obligation=True)),)
    assert "release" in allowed(why(store, asked=told(proposals=owing)))
    assert "release" not in allowed(why(store, asked=told(proposals=(("other", Keep("for now")),))))
    persons.say(store, persons.RELEASED, KEY, "", NOW)
    assert "release" not in allowed(why(store, asked=told(proposals=owing)))


def test_one_that_was_restored_is_protected_by_that(store):
    remembered(store, ONE)
    store.quarantine.mark(held(store, ONE).id, RESTORED, NOW)
    assert {"unprotect"} <= allowed(why(store))


def test_one_whose_quarantine_has_ended_can_be_added_again_when_it_is_not_there(store):
    store.quarantine.mark(held(store, ONE).id, "expired", NOW)
    assert allowed(why(store, GONE)) == {"restore"}
    assert "restore" not in allowed(why(store))


def test_one_that_is_gone_is_explained_by_what_was_done(store):
    remembered(store, ONE, stage=Stage.DELETED)
    decided(store, ONE, name="Film.1")
    one = why(store, GONE)
    assert one.download is None
    assert steps(one) == ["It is not there any more, so nothing is done about it."]
    assert [entry.action for entry in one.history] == ["remove"]
    assert allowed(one) == set()


def test_one_that_was_rejected_waits_for_a_word(store):
    remembered(store, ONE, first_seen=NOW - timedelta(days=1))
    decided(store, ONE, action="Reject", reason="no video in it")
    texts = steps(why(store, now=NOW + timedelta(hours=2)))
    assert texts[0] == "It was rejected 2 h ago: no video in it."
    assert "It stays until you say" in texts[1]


def test_what_it_does_not_rest_on_is_noted(store):
    away = snapshot(row(1), clients={"qBit": make_view(complete=False, why_incomplete="it has just started")})
    one = why(store, away, Asked(silent=("the worker of Radarr is busy",)))
    assert one.notes == ("qBit: it has just started", "the worker of Radarr is busy")
    assert not one.fresh


def test_a_contested_category_is_noted(store):
    view = make_view(contested=frozenset({"movies"}))
    one = why(store, snapshot(row(1), clients={"qBit": view}))
    assert "Two sections are configured for the category movies, so nobody touches it." in one.notes


class Line:
    def __init__(self, answer):
        self.answer = answer

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def why(self, client, torrent):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def asked(**answers):
    return ask(list(answers), lambda name: Line(answers[name]), KEY)


def plain_told(**fields):
    return Told(decision=decision(**fields), opinions=(), dry_run=False)


def test_the_answer_of_the_owner_counts():
    other = replace(plain_told(), decision=decision(classification=None))
    found = asked(first=other, second=plain_told(), third=Unavailable("not asked any more"))
    assert (found.section, found.silent) == ("second", ())


def test_who_does_not_answer_is_named_while_nobody_else_owns_it():
    nobody = Told(decision=None, opinions=(), dry_run=False)
    found = asked(first=Unavailable("it is busy"), second=nobody)
    assert (found.told, found.silent) == (None, ("it is busy",))


def test_where_nobody_runs_nobody_was_asked():
    assert asked().silent == ("No section runs that could be asked.",)


def test_what_was_decided_of_the_client_as_a_whole_is_said_where_nothing_else_was(store):
    listed = row(1, thought={"action": "promote", "by": "queue_order", "why": "it is first", "of_client": True})
    said = steps(why(store, snapshot(listed), told()))
    assert (
        said[0] == "Decided by queue_order for the client as a whole: to move it to the top of the queue: it is first."
    )
    assert not any("Nothing is done" in one for one in said)
