"""Security: on the first start a set-up token, printed once, is the only way in."""

import logging
import stat

import pytest
from qbitrr_webui.doors import Doors
from webui_world import ACCOUNT, PASSWORD, TOKEN

from qbitrr import logs

URL = "http://127.0.0.1:6969/"
NEW = {"username": "bob", "password": "a password of bob"}


def printed(world, caplog):
    """The token in what the page's log says now; None when it says none."""
    caplog.clear()
    with caplog.at_level(logging.INFO):
        Doors(world.web, URL).look()
    texts = [logs.redact(record.getMessage()) for record in caplog.records]
    found = [text.partition("#token=")[2].split()[0] for text in texts if "#token=" in text]
    assert len(found) < 2
    return found[0] if found else None


@pytest.fixture
def fresh(made):
    return made(webui="")


def test_it_is_asked_for_when_there_is_no_way_in(fresh, world):
    assert fresh.browser().get("/api/session").json["setup_needed"] is True
    assert world.browser().get("/api/session").json["setup_needed"] is False


def test_it_is_printed_with_a_link_and_the_logs_redaction_leaves_it(fresh, caplog):
    token = printed(fresh, caplog)
    assert len(token) >= 20


def test_it_is_printed_once_and_holds_over_a_restart(fresh, caplog):
    token = printed(fresh, caplog)
    fresh.start()
    assert printed(fresh, caplog) is None
    assert fresh.browser().post("/api/setup", json={"token": token, **NEW}).status_code == 200


def test_only_its_hash_is_kept_in_a_file_that_nobody_else_reads(fresh, caplog):
    token = printed(fresh, caplog)
    file = fresh.folder / "webui.key"
    assert token not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("path", ["WebUI", "WebUI/download", "WebUI/live"])
def test_a_key_that_may_only_read_does_not_take_it_from_the_log(fresh, world, path):
    for one in (fresh, world):
        (one.folder / "logs").mkdir()
        (one.folder / "logs/WebUI.log").write_text("2026-03-01 12:00:00,000 INFO  qbitrr_webui  #token=abc\n")
    assert fresh.browser().get(f"/api/logs/{path}", headers=fresh.key("read")).status_code == 403
    if path != "WebUI/live":
        assert fresh.browser().get(f"/api/logs/{path}", headers=fresh.key("admin")).status_code == 200
        assert world.browser().get(f"/api/logs/{path}", headers=world.key("read")).status_code == 200


def test_it_makes_the_account_and_signs_in(fresh, caplog):
    browser = fresh.browser()
    answer = browser.post("/api/setup", json={"token": printed(fresh, caplog), **NEW})
    assert (answer.json["user"], answer.json["signed_in"]) == ("bob", True)
    assert browser.get("/api/keys").status_code == 200
    assert fresh.browser().sign_in("bob", NEW["password"]).status_code == 200


def test_the_account_is_written_into_the_file_whose_comments_stay(fresh, caplog):
    fresh.browser().post("/api/setup", json={"token": printed(fresh, caplog), **NEW})
    text = fresh.file.read_text()
    assert text.startswith("# Mine.\n[Settings]\n")
    assert 'Username = "bob"' in text
    assert NEW["password"] not in text


def test_a_wrong_one_makes_nothing(fresh, caplog):
    before = fresh.file.read_text()
    printed(fresh, caplog)
    for wrong in ("", "wrong", "0" * 24):
        assert fresh.browser().post("/api/setup", json={"token": wrong, **NEW}).status_code == 401
    assert fresh.file.read_text() == before


def test_none_opens_anything_before_one_was_printed(fresh):
    assert fresh.browser().post("/api/setup", json={"token": "", **NEW}).status_code == 401


def test_it_is_void_once_there_is_an_account(fresh, caplog):
    token = printed(fresh, caplog)
    fresh.browser().post("/api/setup", json={"token": token, **NEW})
    again = fresh.browser().post("/api/setup", json={"token": token, "username": "eve", "password": "evil password"})
    assert again.status_code == 409
    assert fresh.browser().post("/api/session/token", json={"token": token}).status_code == 401
    assert fresh.browser().sign_in("bob", NEW["password"]).status_code == 200


def test_it_is_void_too_when_the_account_came_by_hand(fresh, caplog):
    token = printed(fresh, caplog)
    doors = Doors(fresh.web, URL)
    doors.look()
    fresh.write(ACCOUNT)
    doors.look()
    fresh.write("")
    assert fresh.browser().post("/api/setup", json={"token": token, **NEW}).status_code == 401


def test_a_new_one_is_printed_when_the_account_is_taken_out_of_the_file(world, caplog):
    assert printed(world, caplog) is None
    world.write("")
    token = printed(world, caplog)
    assert world.browser().post("/api/setup", json={"token": token, **NEW}).status_code == 200


def test_who_has_it_may_look_around_before_making_the_account(fresh, caplog):
    token = printed(fresh, caplog)
    browser = fresh.browser()
    entered = browser.remember(browser.post("/api/session/token", json={"token": token}))
    assert (entered.json["how"], entered.json["setup_needed"]) == ("setup", True)
    assert browser.get("/api/keys").status_code == 200


def test_looking_around_ends_with_the_making_of_the_account(fresh, caplog):
    token = printed(fresh, caplog)
    browser = fresh.browser()
    browser.remember(browser.post("/api/session/token", json={"token": token}))
    fresh.browser().post("/api/setup", json={"token": token, **NEW})
    assert browser.get("/api/keys").status_code == 401


def test_a_short_password_is_refused_without_being_repeated(fresh, caplog):
    answer = fresh.browser().post(
        "/api/setup", json={"token": printed(fresh, caplog), "username": "bob", "password": "seven77"}
    )
    assert answer.status_code == 422
    assert "seven77" not in answer.text


@pytest.mark.parametrize("way", [f'Token = "{TOKEN}"', "AuthDisabled = true", ACCOUNT])
def test_there_is_no_set_up_where_there_is_another_way_in(made, caplog, way):
    world = made(webui=way)
    assert printed(world, caplog) is None
    assert world.browser().post("/api/setup", json={"token": "x", **NEW}).status_code == 409


@pytest.mark.parametrize("broken", ['PasswordHash = "plain text"', "Nonsense = 1", "Port = 'x'"])
def test_there_is_none_while_the_section_cannot_be_read(made, caplog, broken):
    """There may well be an account in it."""
    world = made(webui=broken)
    assert printed(world, caplog) is None
    assert world.browser().post("/api/setup", json={"token": "x", **NEW}).status_code == 409


def test_the_environment_may_give_it_and_then_it_is_not_printed(fresh, caplog, monkeypatch):
    monkeypatch.setenv("QBITRR_SETUP_TOKEN", "chosen-by-the-operator")
    assert printed(fresh, caplog) is None
    assert "chosen-by-the-operator" not in caplog.text
    answer = fresh.browser().post("/api/setup", json={"token": "chosen-by-the-operator", **NEW})
    assert answer.status_code == 200


def test_one_from_the_environment_that_is_too_short_is_not_used_and_that_is_said(fresh, caplog, monkeypatch):
    monkeypatch.setenv("QBITRR_SETUP_TOKEN", "short")
    assert printed(fresh, caplog) is not None
    assert "QBITRR_SETUP_TOKEN is not used" in caplog.text
    assert fresh.browser().post("/api/setup", json={"token": "short", **NEW}).status_code == 401


def test_an_account_of_the_environment_is_not_overwritten(made, caplog):
    world = made(webui="", environ={"QBITRR_WEBUI_USERNAME": "carol"})
    answer = world.browser().post("/api/setup", json={"token": printed(world, caplog), **NEW})
    assert answer.status_code == 409
    assert "Username" in answer.json["error"]["message"]


def test_it_switches_the_password_on_where_an_old_file_has_it_off(made, caplog):
    world = made(webui="LocalAuthEnabled = false\n")
    world.browser().post("/api/setup", json={"token": printed(world, caplog), **NEW})
    assert world.browser().sign_in("bob", NEW["password"]).status_code == 200
    assert PASSWORD not in world.file.read_text()
