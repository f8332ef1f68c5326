"""Security: API keys with scopes, stored hashed and revocable."""

import base64
import hashlib

import pytest
from flask import Blueprint
from qbitrr_webui.access.guard import needs
from qbitrr_webui.access.keys import AT_MOST
from qbitrr_webui.shapes.access import Scope


def make(browser, *scopes, name="a script"):
    return browser.post("/api/keys", json={"name": name, "scopes": list(scopes)})


def use(world, secret, path="/api/openapi.json", header="X-Api-Key"):
    return world.browser().get(path, headers={header: secret}).status_code


def test_one_is_made_and_shown_once(world):
    browser = world.alice()
    created = make(browser, "read").json
    assert created["secret"].startswith("qbk_")
    assert len(created["secret"]) >= 40
    listed = browser.get("/api/keys")
    assert [(key["name"], key["scopes"]) for key in listed.json["keys"]] == [("a script", ["read"])]
    assert created["secret"] not in listed.text


def test_only_its_hash_is_kept(world):
    secret = make(world.alice(), "read").json["secret"]
    kept = "".join(file.read_text() for file in world.folder.iterdir() if file.is_file())
    assert secret not in kept
    assert secret.removeprefix("qbk_") not in kept
    assert hashlib.sha256(secret.encode()).hexdigest() in kept


@pytest.mark.parametrize(("scope", "status"), [("read", 200), ("act", 200), ("admin", 200), ("metrics", 403)])
def test_it_may_what_its_scope_says(world, scope, status):
    secret = make(world.alice(), scope).json["secret"]
    assert use(world, secret) == status
    assert use(world, f"Bearer {secret}", header="Authorization") == status


def test_one_for_reading_makes_no_other(world):
    secret = make(world.alice(), "read", "metrics", "webhook").json["secret"]
    answer = world.browser().post("/api/keys", json={"name": "x", "scopes": ["admin"]}, headers={"X-Api-Key": secret})
    assert answer.status_code == 403


def test_a_revoked_one_opens_nothing_from_then_on(world):
    browser = world.alice()
    created = make(browser, "admin").json
    assert use(world, created["secret"]) == 200
    assert browser.delete(f"/api/keys/{created['key']['id']}").status_code == 200
    assert use(world, created["secret"]) == 401
    assert browser.get("/api/keys").json == {"keys": []}


def test_it_stays_revoked_over_a_restart_and_the_others_hold(world):
    browser = world.alice()
    gone, kept = make(browser, "read").json, make(browser, "read").json
    browser.delete(f"/api/keys/{gone['key']['id']}")
    world.start()
    assert (use(world, gone["secret"]), use(world, kept["secret"])) == (401, 200)


def test_one_that_another_process_revoked_opens_nothing(world):
    created = make(world.alice(), "read").json
    assert use(world, created["secret"]) == 200
    other = type(world.web.access)(world.folder).keys
    other.revoke(created["key"]["id"])
    assert use(world, created["secret"]) == 401


def test_revoking_what_is_not_there_is_404(world):
    assert world.alice().delete("/api/keys/none").status_code == 404


def test_when_it_was_last_used_is_noted_to_the_hour(world):
    browser = world.alice()
    secret = make(browser, "read").json["secret"]
    assert browser.get("/api/keys").json["keys"][0]["last_used"] is None
    use(world, secret)
    world.later(minutes=30)
    use(world, secret)
    assert browser.get("/api/keys").json["keys"][0]["last_used"] == "2026-03-01T12:00:00Z"
    world.later(minutes=31)
    use(world, secret)
    assert browser.get("/api/keys").json["keys"][0]["last_used"] == "2026-03-01T13:01:00Z"


def test_a_person_who_has_only_a_key_sees_what_it_may(world):
    created = make(world.alice(), "read").json
    browser = world.browser()
    session = browser.remember(browser.post("/api/session/token", json={"token": created["secret"]}))
    assert (session.json["how"], session.json["scopes"]) == ("key", ["read"])
    assert browser.get("/api/openapi.json").status_code == 200
    assert browser.get("/api/keys").status_code == 403


def test_that_session_ends_when_the_key_is_revoked(world):
    admin = world.alice()
    created = make(admin, "read").json
    browser = world.browser()
    browser.remember(browser.post("/api/session/token", json={"token": created["secret"]}))
    admin.delete(f"/api/keys/{created['key']['id']}")
    assert browser.get("/api/openapi.json").status_code == 401


def test_one_for_programs_alone_is_no_way_in_for_people(world):
    secret = make(world.alice(), "metrics").json["secret"]
    assert world.browser().post("/api/session/token", json={"token": secret}).status_code == 403


def as_password(secret):
    return {"Authorization": f"Basic {base64.b64encode(f'radarr:{secret}'.encode()).decode()}"}


def test_as_a_password_it_may_bring_messages_and_nothing_else(world):
    """The Arr apps can send it in no other way; a browser that remembers a password must not."""
    inbox = Blueprint("inbox", __name__)
    inbox.post("/api/inbox")(needs(Scope.WEBHOOK)(lambda: "thank you"))
    world.app.register_blueprint(inbox)
    secret = make(world.alice(), "webhook", "admin").json["secret"]
    assert world.browser().post("/api/inbox", headers=as_password(secret)).status_code == 200
    assert world.browser().post("/api/inbox", headers=as_password("qbk_wrong")).status_code == 401
    assert world.browser().get("/api/keys", headers=as_password(secret)).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "", "scopes": ["read"]},
        {"name": "x", "scopes": []},
        {"name": "x", "scopes": ["root"]},
        {"name": "x"},
        {},
    ],
)
def test_what_is_no_key_is_not_made(world, wrong):
    assert world.alice().post("/api/keys", json=wrong).status_code == 422


def test_there_can_only_be_so_many(world):
    browser = world.alice()
    for _ in range(AT_MOST):
        world.web.access.keys.make("x", [Scope.READ], world.now)
    assert make(browser, "read").status_code == 409
