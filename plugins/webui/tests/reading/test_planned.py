"""The plan: what is begun, what is decided, what is refused, and what it does not rest on."""

from qbitrr_webui.reading.planned import plan_of

from qbitrr.testing.builders import NOW, make_view
from reading.rows_made import row, snapshot


def test_decisions_come_before_refusals_and_the_rest_is_left_out(store):
    rows = (
        row(1, thought={"refused": "it was not imported"}),
        row(2, thought={"action": "remove", "why": "stalled", "by": "stalled", "steps": ("hold", "stop")}),
        row(3),
    )
    plan = plan_of(store, snapshot(*rows, dry_run=True), NOW)
    assert [(int(one.hash, 16), one.action, one.refused) for one in plan.plan] == [
        (2, "remove", ""),
        (1, "", "it was not imported"),
    ]
    assert (plan.judged, plan.dry_run, plan.plan[0].steps) == (3, True, ("hold", "stop"))
    assert (plan.plan[0].tone, plan.plan[1].tone) == ("attention", "attention")


def test_what_is_begun_comes_first(store):
    one = store.journal.begin("Radarr", "qBit", "a" * 40, "Remove", ("hold", "stop"), {}, NOW)
    store.journal.step_begun(one.id, "hold", NOW)
    (planned,) = plan_of(store, snapshot(), NOW).plan
    assert (planned.action, planned.reason) == ("remove", "begun and not finished: hold begun")


def test_who_could_not_be_asked_is_noted(store):
    store.freezes.freeze("Radarr", "too many at once", NOW)
    clients = {"qBit": make_view(complete=False, why_incomplete="it is away")}
    plan = plan_of(store, snapshot(row(1), clients=clients, silent={"Sonarr": "it is busy"}), NOW)
    assert plan.notes == ("qBit: it is away", "it is busy", "Radarr: removals are frozen: too many at once")
