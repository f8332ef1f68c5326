"""Security: secrets never leave the server, not even to the page that edits them."""

import logging

import pytest
from webui_world import HASH, PASSWORD

SECRETS = {
    "PasswordHash": HASH,
    "Token": "the-token-that-opens-everything",
    "OIDC.ClientSecret": "the-secret-of-the-provider",
    "Password": "the-password-of-qbittorrent",
    "APIKey": "0123456789abcdef0123456789abcdef",
}
FILE = f"""
Username = "alice"
PasswordHash = "{HASH}"
Token = "{SECRETS["Token"]}"
[WebUI.OIDC]
ClientSecret = "{SECRETS["OIDC.ClientSecret"]}"
[qBit]
Host = "localhost"
Port = 9
UserName = "me"
Password = "{SECRETS["Password"]}"
[Radarr]
URI = "http://localhost:9"
APIKey = "{SECRETS["APIKey"]}"
"""


@pytest.fixture
def world(made):
    return made(webui=FILE)


def told(world, browser):
    """What every route says that can be asked without naming something, by its address."""
    for rule in world.app.url_map.iter_rules():
        if "GET" in rule.methods and not rule.arguments:
            answer = browser.get(str(rule), buffered=False)
            if answer.mimetype != "text/event-stream":
                yield str(rule), f"{answer.headers}{answer.get_data(as_text=True)}"
            answer.close()


def test_no_route_tells_one_even_to_an_admin(world):
    browser = world.alice()
    answers = dict(told(world, browser))
    assert "/api/keys" in answers
    kept = world.web.access.keeping.kept
    secrets = {**SECRETS, "the secret of the sessions": kept.secret, "the password": PASSWORD}
    found = {(path, name) for path, text in answers.items() for name, secret in secrets.items() if secret in text}
    assert found == set()


def test_the_options_do_not_show_them_when_they_are_printed(world):
    shown = f"{world.web.options!r} {world.web.options} {world.web.options.model_dump_json()}"
    assert [name for name, secret in SECRETS.items() if secret in shown] == []


@pytest.mark.parametrize(
    "secret", ["PasswordHash = 'secret-in-plain'", "Token = ['secret-in-plain']", "Tokn = 'secret-in-plain'"]
)
def test_nor_does_the_log_when_they_are_wrong(made, caplog, secret):
    with caplog.at_level(logging.DEBUG):
        made(webui=f"{secret}\n").browser().get("/api/session")
    assert "[WebUI]" in caplog.text
    assert "secret-in-plain" not in caplog.text


def test_an_error_does_not_repeat_what_was_sent(world):
    browser = world.browser()
    for body in (
        {"username": "a" * 300, "password": "my secret"},
        {"password": ["my secret"]},
        {"passwort": "my secret"},
    ):
        answer = browser.post("/api/session", json=body)
        assert answer.status_code == 422
        assert "my secret" not in answer.text


def test_a_defect_says_nothing_of_what_is_inside(world, caplog, monkeypatch):
    def broken(*_):
        raise RuntimeError("with my secret in it")

    monkeypatch.setattr(type(world.web.access.keys), "all", broken)
    answer = world.alice().get("/api/keys")
    assert answer.status_code == 500
    assert "my secret" not in answer.text
    assert "my secret" in caplog.text
