"""Security: sessions survive a restart, and end when they should."""

import stat
import time
from datetime import timedelta

import pytest
from itsdangerous import URLSafeTimedSerializer
from qbitrr_webui.access.sessions import COOKIE, LASTS
from webui_world import ACCOUNT, HASH


def cookie_of(answer):
    return next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith(COOKIE))


def moved(world, browser):
    """The same browser at a page that was started anew."""
    value = browser.get_cookie(COOKIE).value
    world.start()
    again = world.browser()
    again.set_cookie(COOKIE, value)
    return again


def test_a_session_survives_a_restart(world):
    browser = world.alice()
    again = moved(world, browser)
    session = again.get("/api/session").json
    assert (session["signed_in"], session["user"], session["csrf"]) == (True, "alice", browser.csrf)
    assert again.get("/api/keys").status_code == 200


def test_the_secret_that_signs_them_is_for_this_user_alone(world):
    world.alice()
    assert stat.S_IMODE((world.folder / "webui.key").stat().st_mode) == 0o600


def test_a_secret_that_others_could_read_is_closed_to_them_with_the_next_change(world):
    browser = world.alice()
    (world.folder / "webui.key").chmod(0o644)
    browser.delete("/api/session")
    assert stat.S_IMODE((world.folder / "webui.key").stat().st_mode) == 0o600


def test_a_damaged_one_is_said_and_nobody_gets_in(world):
    browser = world.alice()
    (world.folder / "webui.key").write_text("{")
    answer = browser.get("/api/keys")
    assert answer.status_code == 503
    assert "webui.key is damaged" in answer.json["error"]["message"]


def test_a_lost_one_ends_every_session(world):
    browser = world.alice()
    (world.folder / "webui.key").unlink()
    assert browser.get("/api/keys").status_code == 401


def test_no_script_and_no_other_site_gets_at_the_cookie(world):
    cookie = cookie_of(world.browser().sign_in())
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert f"Max-Age={30 * 24 * 3600}" in cookie


def test_it_ends_after_thirty_days(world, monkeypatch):
    browser = world.alice()
    begun = time.time()
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: begun + (LASTS - timedelta(hours=1)).total_seconds())
    assert browser.get("/api/keys").status_code == 200
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: begun + (LASTS + timedelta(hours=1)).total_seconds())
    assert browser.get("/api/keys").status_code == 401


def test_signing_out_ends_it_and_a_copy_of_its_cookie_is_worth_nothing(world):
    browser = world.alice()
    copy = world.browser()
    copy.set_cookie(COOKIE, browser.get_cookie(COOKIE).value)
    assert copy.get("/api/keys").status_code == 200
    assert browser.delete("/api/session").status_code == 200
    assert browser.get_cookie(COOKIE) is None
    assert copy.get("/api/keys").status_code == 401
    assert moved(world, copy).get("/api/keys").status_code == 401


def test_signing_out_ends_no_other(world):
    one, another = world.alice(), world.alice()
    one.delete("/api/session")
    assert another.get("/api/keys").status_code == 200


def test_signing_out_everywhere_ends_all_and_api_keys_hold(world):
    one, another, key = world.alice(), world.alice(), world.key("admin")
    assert one.post("/api/session/everywhere").status_code == 200
    assert (one.get("/api/keys").status_code, another.get("/api/keys").status_code) == (401, 401)
    assert world.browser().get("/api/keys", headers=key).status_code == 200


def test_what_was_ended_everywhere_stays_so_over_a_restart(world):
    browser = world.alice()
    world.web.access.sessions.end_all()
    assert moved(world, browser).get("/api/keys").status_code == 401


@pytest.mark.parametrize(
    "changed",
    [
        'Username = "alice"\n',
        f'Username = "bob"\nPasswordHash = "{HASH}"\n',
        f"{ACCOUNT}LocalAuthEnabled = false\n",
    ],
)
def test_it_ends_when_the_account_changes_in_the_file(world, changed):
    browser = world.alice()
    world.write(changed)
    assert browser.get("/api/keys").status_code == 401


def test_it_does_not_end_when_something_else_changes(world):
    browser = world.alice()
    world.write(f"{ACCOUNT}Port = 7000\n")
    assert browser.get("/api/keys").status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:-9] + text[-9].swapcase() + text[-8:] if text[-9].isalpha() else text[:-9] + "x" + text[-8:],
        lambda text: text.split(".")[0],
        lambda text: "x" + text,
    ],
)
def test_a_cookie_that_was_changed_is_worth_nothing(world, change):
    browser = world.alice()
    browser.set_cookie(COOKIE, change(browser.get_cookie(COOKIE).value))
    assert browser.get("/api/keys").status_code == 401


def test_nor_is_one_that_another_secret_has_signed(world, made):
    stranger = made()
    browser = world.browser()
    browser.set_cookie(COOKIE, stranger.alice().get_cookie(COOKIE).value)
    assert browser.get("/api/keys").status_code == 401


def test_what_the_secret_signs_for_something_else_is_no_session(world):
    """The way to the provider is signed as well."""
    secret = world.web.access.keeping.kept.secret
    other = URLSafeTimedSerializer(secret, salt="oidc").dumps({"id": "x", "user": "alice", "how": "password"})
    browser = world.browser()
    browser.set_cookie(COOKIE, other)
    assert browser.get("/api/keys").status_code == 401


def test_one_of_another_version_is_none(world):
    browser = world.browser()
    browser.set_cookie(COOKIE, world.web.access.sessions._signer().dumps({"user": "alice"}))
    assert browser.get("/api/keys").status_code == 401
