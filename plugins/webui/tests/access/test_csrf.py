"""Security: CSRF. What another page has a browser send changes nothing."""

import pytest
from webui_world import PASSWORD, TOKEN, code

KEY = {"name": "x", "scopes": ["read"]}


def without_token(browser):
    browser.csrf = ""
    return browser


def test_a_change_needs_the_token_of_the_session(world):
    assert world.alice().post("/api/keys", json=KEY).status_code == 200
    answer = without_token(world.alice()).post("/api/keys", json=KEY)
    assert (answer.status_code, code(answer)) == (403, "forged")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_whatever_the_method_and_the_route(world, method):
    for path in ("/api/keys", "/api/session", "/api/keys/x", "/api/session/everywhere"):
        answer = without_token(world.alice()).open(path, method=method)
        assert answer.status_code in (403, 404, 405), path
        assert answer.status_code == 403 or answer.json["error"]["code"] in ("not_found", "method_not_allowed")
    assert world.web.access.keys.all() == ()


def test_that_of_another_session_is_not_enough(world):
    mine, other = world.alice(), world.alice()
    mine.csrf = other.csrf
    assert mine.post("/api/keys", json=KEY).status_code == 403


def test_looking_needs_none(world):
    assert without_token(world.alice()).get("/api/keys").status_code == 200


def test_whoever_shows_a_key_needs_none(world):
    """No browser sends a key by itself."""
    assert world.browser().post("/api/keys", json=KEY, headers=world.key("admin")).status_code == 200


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "http://192.168.1.5", "null", "http://localhost:81", "file://", "http://localhost.evil"],
)
def test_the_right_token_from_a_foreign_origin_is_not_enough(world, origin):
    answer = world.alice().post("/api/keys", json=KEY, headers={"Origin": origin})
    assert (answer.status_code, code(answer)) == (403, "forged")


@pytest.mark.parametrize("origin", ["http://localhost", "https://localhost", "http://LOCALHOST:80"])
def test_from_this_page_it_is(world, origin):
    assert world.alice().post("/api/keys", json=KEY, headers={"Origin": origin}).status_code == 200


def test_behind_a_proxy_that_hides_the_name_the_configured_one_counts(made):
    world = made()
    world.write(f'{world.file.read_text().partition("[WebUI]")[2]}Hosts = ["qbitrr.example.org"]\n')
    answer = world.alice().post("/api/keys", json=KEY, headers={"Origin": "https://qbitrr.example.org"})
    assert answer.status_code == 200


def test_what_the_browser_calls_cross_site_is_refused(world):
    assert world.alice().post("/api/keys", json=KEY, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert world.alice().post("/api/keys", json=KEY, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/api/session", {"username": "alice", "password": PASSWORD}),
        ("/api/session/token", {"token": TOKEN}),
        ("/api/setup", {"token": "x", "username": "a", "password": "12345678"}),
    ],
)
def test_nobody_is_signed_in_by_another_page(world, path, body):
    """They would work in somebody else's account without noticing."""
    answer = world.browser().post(path, json=body, headers={"Origin": "https://evil.example"})
    assert (answer.status_code, code(answer)) == (403, "forged")
    assert "Set-Cookie" not in answer.headers


def test_a_form_of_another_page_is_not_understood(world):
    """Forms are what pages can send anywhere without being asked."""
    browser = world.browser()
    answer = browser.post("/api/session", data={"username": "alice", "password": PASSWORD})
    assert answer.status_code == 422
    text = '{"username": "alice", "password": "' + PASSWORD + '"}'
    assert browser.post("/api/session", data=text, content_type="text/plain").status_code == 422


@pytest.mark.parametrize("webui", ["AuthDisabled = true\nAllowInsecureExposure = true\n"])
def test_it_is_needed_as_well_where_nobody_is_asked(made, webui):
    """There any page could do everything through the browser of whoever looks at it."""
    world = made(webui=webui)
    browser = world.browser()
    assert browser.post("/api/keys", json=KEY).status_code == 403
    browser.remember(browser.get("/api/session"))
    assert browser.post("/api/keys", json=KEY).status_code == 200
    assert browser.post("/api/keys", json=KEY, headers={"Origin": "https://evil.example"}).status_code == 403


def test_and_where_a_proxy_says_who_it_is(made):
    world = made(webui='[WebUI.Proxy]\nAddresses = ["10.0.0.2"]\nUserHeader = "Remote-User"\n')
    browser = world.browser("10.0.0.2")
    assert browser.post("/api/keys", json=KEY, headers={"Remote-User": "alice"}).status_code == 403
    browser.remember(browser.get("/api/session", headers={"Remote-User": "alice"}))
    assert browser.post("/api/keys", json=KEY, headers={"Remote-User": "alice"}).status_code == 200
    assert browser.post("/api/keys", json=KEY, headers={"Remote-User": "bob"}).status_code == 403


def test_the_token_is_not_the_sessions_cookie_nor_told_to_others(world):
    browser = world.alice()
    assert browser.csrf not in browser.get_cookie("qbitrr_session").value
    assert world.browser().get("/api/session").json["csrf"] == ""
