"""Security: deny by default on every route, the first start included."""

import re

import pytest
from flask import Blueprint
from qbitrr_webui.access.guard import NEEDS, OPEN
from qbitrr_webui.access.who import How, Who, with_included
from qbitrr_webui.app import make_app
from qbitrr_webui.shapes.access import Scope
from webui_world import code

METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


def guarded(app):
    """Every route that is not open, as (method, an address of it)."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in OPEN:
            for method in sorted(rule.methods & METHODS):
                yield method, re.sub(r"<[^>]+>", "x", str(rule))


def test_the_list_of_open_routes_is_that_of_the_route_table(world):
    """Each route is on the list, or says what it needs; and nothing is on the list that need not be."""
    rules = list(world.app.url_map.iter_rules())
    undeclared = {one.endpoint for one in rules if not hasattr(world.app.view_functions[one.endpoint], NEEDS)}
    assert undeclared == OPEN


def test_these_are_open_and_no_others(world):
    rules = {
        (str(one), *sorted(one.methods & METHODS)) for one in world.app.url_map.iter_rules() if one.endpoint in OPEN
    }
    assert rules == {
        ("/", "GET"),
        ("/<page:path>", "GET"),
        ("/health/live", "GET"),
        ("/health/ready", "GET"),
        ("/api/session", "GET"),
        ("/api/session", "POST"),
        ("/api/session/token", "POST"),
        ("/api/setup", "POST"),
        ("/api/oidc/start", "GET"),
        ("/api/oidc/back", "GET"),
    }


def test_no_other_route_answers_who_has_not_signed_in(world):
    routes = list(guarded(world.app))
    assert len(routes) > 5
    answers = {(method, path): world.browser().open(path, method=method).status_code for method, path in routes}
    assert {route: status for route, status in answers.items() if status != 401} == {}


def test_nor_on_the_first_start_when_nothing_is_configured(made):
    world = made(webui="")
    answers = {(method, path): world.browser().open(path, method=method) for method, path in guarded(world.app)}
    assert {route: answer.status_code for route, answer in answers.items() if answer.status_code != 401} == {}


def test_nor_on_this_machine_itself(made):
    world = made(webui="")
    assert world.browser("127.0.0.1").get("/api/keys").status_code == 401


def test_a_route_that_does_not_say_what_it_needs_is_refused_even_to_an_admin(world):
    forgotten = Blueprint("forgotten", __name__)
    forgotten.get("/api/forgotten")(lambda: "here is everything")
    world.app.register_blueprint(forgotten)
    answer = world.alice().get("/api/forgotten")
    assert answer.status_code == 403
    assert "everything" not in answer.text


def test_asking_what_is_possible_needs_a_key_too(world):
    assert world.browser().options("/api/keys").status_code == 401


def test_no_cookie_key_or_token_that_is_made_up_opens_anything(world):
    for headers in (
        {"Cookie": "qbitrr_session=eyJ1c2VyIjoiYWxpY2UifQ.aaaa.bbbb"},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer qbk_made-up"},
        {"Authorization": "Basic YWxpY2U6"},
        {"X-Api-Key": "null"},
        {"Remote-User": "alice"},
        {"X-Forwarded-For": "127.0.0.1"},
    ):
        assert world.browser().get("/api/keys", headers=headers).status_code == 401, headers


def test_who_is_not_known_is_told_how_to_sign_in_and_no_more(world):
    assert world.browser().get("/api/session").json == {
        "signed_in": False, "user": "", "how": "", "scopes": [], "csrf": "", "setup_needed": False,
        "wizard_needed": False, "methods": {"password": True, "oidc": False}, "version": "", "dry_run": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("held", "may"),
    [
        (Scope.READ, {Scope.READ}),
        (Scope.ACT, {Scope.READ, Scope.ACT}),
        (Scope.ADMIN, {Scope.READ, Scope.ACT, Scope.ADMIN}),
        (Scope.METRICS, {Scope.METRICS}),
        (Scope.WEBHOOK, {Scope.WEBHOOK}),
    ],
)
def test_what_a_scope_includes(held, may):
    who = Who(How.KEY, "k", with_included(frozenset({held})))
    assert {scope for scope in Scope if who.may(scope)} == may


def test_a_scope_that_does_not_suffice_is_refused_by_name(world):
    answer = world.browser().get("/api/keys", headers=world.key("read"))
    assert (answer.status_code, code(answer)) == (403, "forbidden")
    assert "admin" in answer.json["error"]["message"]


def test_every_app_is_made_with_the_guard(world):
    """Two apps of one page guard alike: nothing hangs on the first."""
    assert make_app(world.web).test_client().get("/api/keys").status_code == 401
