"""Security: OpenID Connect with a required claim or group, tried against a real provider on a socket."""

import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
from qbitrr_webui.access.claims import admitted, values
from qbitrr_webui.access.oidc import local
from qbitrr_webui.options import OidcOptions
from webui_world import ACCOUNT

from tests.oidc_provider import CLIENT, SECRET, Provider, new_key


@pytest.fixture
def provider():
    one = Provider()
    yield one
    one.close()


def options(provider, **changed):
    said = {"Authority": f'"{provider.issuer}"', "ClientId": f'"{CLIENT}"', "ClientSecret": f'"{SECRET}"'}
    said |= {"RequireClaim": '"groups"', "RequireValue": '"qbitrr"'} | changed
    lines = "".join(f"{key} = {value}\n" for key, value in said.items() if value is not None)
    return f"OIDCEnabled = true\n[WebUI.OIDC]\n{lines}"


@pytest.fixture
def world(made, provider):
    return made(webui=options(provider))


def leave(browser, following="/", **kwargs):
    return browser.get("/api/oidc/start", query_string={"next": following}, **kwargs)


def sign_in(world, provider, browser=None, **kwargs):
    """All the way there and back: where the browser ends."""
    browser = browser or world.browser()
    address = leave(browser, **kwargs).headers["Location"]
    back = urlsplit(provider.let_in(address))
    return browser.get(f"{back.path}?{back.query}")


def test_the_page_offers_it(world):
    assert world.browser().get("/api/session").json["methods"] == {"password": False, "oidc": True}


def test_who_is_in_the_group_is_let_in(world, provider):
    browser = world.browser()
    answer = sign_in(world, provider, browser, following="/torrents?health=failed")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/torrents?health=failed")
    session = browser.get("/api/session").json
    assert (session["user"], session["how"]) == ("alice", "oidc")
    assert browser.get("/api/keys").status_code == 200


def test_its_session_survives_a_restart(world, provider):
    browser = world.browser()
    sign_in(world, provider, browser)
    world.start()
    again = world.browser()
    again.set_cookie("qbitrr_session", browser.get_cookie("qbitrr_session").value)
    assert again.get("/api/keys").status_code == 200


REFUSED = [
    {"groups": ["others"]},
    {"groups": []},
    {"groups": None},
    {"groups": "qbitrr-not"},
    {"groups": {"qbitrr": True}},
    {"groups": ["QBITRR"]},
]


@pytest.mark.parametrize("claims", REFUSED)
def test_who_is_not_is_refused(world, provider, claims):
    provider.changed = claims
    browser = world.browser()
    assert sign_in(world, provider, browser).headers["Location"] == "/?refused=claim"
    assert browser.get("/api/keys").status_code == 401


@pytest.mark.parametrize("missing", ["RequireClaim", "RequireValue", "Authority", "ClientId"])
def test_without_saying_who_may_nobody_may(made, provider, missing):
    world = made(webui=ACCOUNT + options(provider, **{missing: None}))
    assert world.browser().get("/api/session").json["methods"]["oidc"] is False
    assert leave(world.browser()).status_code == 404
    assert world.browser().get("/api/oidc/back?code=x&state=y").status_code == 404


@pytest.mark.parametrize("wrong", [{"RequireValue": "7"}, {"RequirClaim": '"x"'}, {"CallbackPath": '"/api/keys"'}])
def test_options_that_cannot_be_read_let_nobody_in(made, provider, wrong):
    world = made(webui=ACCOUNT + options(provider, **wrong))
    assert leave(world.browser()).status_code == 404


WORSE = [
    ("another issuer", {"iss": "https://evil.example"}),
    ("another program", {"aud": "another"}),
    ("several programs, and not said which", {"aud": [CLIENT, "another"]}),
    ("for another of several", {"aud": [CLIENT, "another"], "azp": "another"}),
    ("expired", {"exp": 1_000_000}),
    ("no end", {"exp": None}),
    ("another sign-in", {"nonce": "replayed"}),
    ("no nonce", {"nonce": None}),
    ("nobody", {"sub": None}),
]


@pytest.mark.parametrize("changed", [one[1] for one in WORSE], ids=[one[0] for one in WORSE])
def test_an_id_token_that_does_not_hold_lets_nobody_in(world, provider, changed):
    provider.changed = changed
    browser = world.browser()
    assert sign_in(world, provider, browser).headers["Location"] == "/?refused=provider"
    assert browser.get("/api/keys").status_code == 401


@pytest.mark.parametrize("forged", [{"unsigned": True}, {"algorithm": "HS256"}])
def test_one_that_the_provider_alone_has_not_signed_lets_nobody_in(world, provider, forged):
    for name, value in forged.items():
        setattr(provider, name, value)
    assert sign_in(world, provider).headers["Location"] == "/?refused=provider"


def test_one_that_a_stranger_has_signed_lets_nobody_in(world, provider):
    provider.signs_with = new_key("one", number=1)
    assert sign_in(world, provider).headers["Location"] == "/?refused=provider"


def test_new_keys_of_the_provider_are_learnt(world, provider):
    sign_in(world, provider)
    provider.key = new_key("two")
    assert sign_in(world, provider).headers["Location"] == "/"


def test_the_code_is_bound_to_this_browser_by_pkce(world, provider):
    """Whoever steals a code cannot use it: the verifier never leaves the browser and this page."""
    address = leave(world.browser()).headers["Location"]
    query = parse_qs(urlsplit(address).query)
    assert query["code_challenge_method"] == ["S256"]
    thief = world.browser()
    mine = parse_qs(urlsplit(leave(thief).headers["Location"]).query)
    stolen = parse_qs(urlsplit(provider.let_in(address)).query)["code"][0]
    answer = thief.get("/api/oidc/back", query_string={"code": stolen, "state": mine["state"][0]})
    assert answer.headers["Location"] == "/?refused=provider"
    assert thief.get("/api/keys").status_code == 401


def test_coming_back_without_having_left_is_refused(world, provider):
    """A link to somebody else's account: its state is not that of this browser."""
    back = provider.let_in(leave(world.browser()).headers["Location"])
    victim = world.browser()
    assert victim.get("/signin-oidc?" + urlsplit(back).query).headers["Location"] == "/?refused=expired"
    leave(victim)
    assert victim.get("/signin-oidc?" + urlsplit(back).query).headers["Location"] == "/?refused=expired"


def test_a_code_is_worth_something_once(world, provider):
    browser = world.browser()
    back = urlsplit(provider.let_in(leave(browser).headers["Location"]))
    cookie = browser.get_cookie("qbitrr_oidc").value
    assert browser.get(f"/signin-oidc?{back.query}").headers["Location"] == "/"
    again = world.browser()
    again.set_cookie("qbitrr_oidc", cookie)
    assert again.get(f"/signin-oidc?{back.query}").headers["Location"] == "/?refused=provider"


def test_one_is_not_away_for_ever(world, provider, monkeypatch):
    browser = world.browser()
    back = urlsplit(provider.let_in(leave(browser).headers["Location"]))
    import time

    later = time.time() + 601
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)
    assert browser.get(f"/signin-oidc?{back.query}").headers["Location"] == "/?refused=expired"


def test_a_person_who_says_no_is_back_at_the_page(world):
    browser = world.browser()
    state = parse_qs(urlsplit(leave(browser).headers["Location"]).query)["state"][0]
    answer = browser.get("/signin-oidc", query_string={"error": "access_denied", "state": state})
    assert answer.headers["Location"] == "/?refused=denied"


TRICKS = [
    "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
    "/\t/evil.example",     "/\r\nSet-Cookie: a=b", "", "/%0d%0a\nx", "torrents", "/" + "x" * 600,
]  # fmt: skip


@pytest.mark.parametrize("following", TRICKS)
def test_one_is_not_sent_on_to_another_site(world, provider, following):
    assert sign_in(world, provider, following=following).headers["Location"] == "/"


@pytest.mark.parametrize("following", ["/", "/torrents", "/torrents?search=a%20b", "/a/b#c"])
def test_but_to_where_one_was(following):
    assert local(following) == following


def test_below_a_prefix_the_way_back_has_it_too(made, provider):
    world = made(webui='UrlBase = "/qbitrr"\n' + options(provider))
    browser = world.browser()
    address = browser.get("/qbitrr/api/oidc/start?next=/qbitrr/torrents").headers["Location"]
    back = urlsplit(provider.let_in(address))
    assert back.path == "/qbitrr/signin-oidc"
    assert browser.get(f"{back.path}?{back.query}").headers["Location"] == "/qbitrr/torrents"
    assert browser.get("/qbitrr/api/keys").status_code == 200


def test_the_way_back_is_https_where_people_come_by_it(made, provider):
    world = made(webui='BehindHttpsProxy = true\nHosts = ["q.example.org"]\n' + options(provider))
    answer = leave(world.browser(), headers={"Host": "q.example.org"})
    back = parse_qs(urlsplit(answer.headers["Location"]).query)["redirect_uri"]
    assert back == ["https://q.example.org/signin-oidc"]
    assert "Secure" in answer.headers["Set-Cookie"]


def test_the_path_back_can_be_chosen(made, provider):
    world = made(webui=options(provider, CallbackPath='"/oauth/back"'))
    assert sign_in(world, provider).headers["Location"] == "/"


def test_groups_that_only_the_userinfo_tells_are_read_there(world, provider):
    provider.changed, provider.userinfo = {"groups": None}, {"groups": ["qbitrr"]}
    assert sign_in(world, provider).headers["Location"] == "/"


def test_a_userinfo_of_somebody_else_is_not_believed(world, provider):
    provider.changed, provider.userinfo = {"groups": None}, {"groups": ["qbitrr"], "sub": "8"}
    assert sign_in(world, provider).headers["Location"] == "/?refused=provider"


def test_a_provider_that_calls_itself_otherwise_is_not_it(world, provider):
    provider.about = {"issuer": "https://evil.example"}
    assert leave(world.browser()).headers["Location"] == "/?refused=provider"


@pytest.mark.parametrize("endpoint", ["token_endpoint", "jwks_uri"])
def test_what_is_not_https_is_not_asked(world, provider, endpoint):
    provider.about = {endpoint: "http://id.example.org/x"}
    assert sign_in(world, provider).headers["Location"] == "/?refused=provider"


def test_nor_is_anybody_sent_there(world, provider):
    provider.about = {"authorization_endpoint": "http://id.example.org/x"}
    assert leave(world.browser()).headers["Location"] == "/?refused=provider"


def test_one_that_does_not_answer_leads_back_to_the_page(made, provider):
    world = made(webui=options(provider, Authority='"http://127.0.0.1:9/nobody"'))
    answer = leave(world.browser())
    assert answer.headers["Location"] == "/?refused=provider"


def test_the_secret_may_go_in_the_body_where_the_provider_wants_that(world, provider):
    provider.about = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert sign_in(world, provider).headers["Location"] == "/"


def test_what_it_says_of_itself_is_not_asked_for_each_time(world, provider):
    for _ in range(3):
        sign_in(world, provider)
    assert sum("openid-configuration" in path for path in provider.asked) == 1


@pytest.mark.parametrize("changed", [{"RequireValue": '"admins"'}, {"ClientId": '"other"'}])
def test_sessions_end_when_it_changes_who_may(world, provider, changed):
    browser = world.browser()
    sign_in(world, provider, browser)
    assert browser.get("/api/keys").status_code == 200
    world.write(options(provider, **changed))
    assert browser.get("/api/keys").status_code == 401


def given(claim, *wanted):
    return OidcOptions(authority="https://x", client_id="x", require_claim=claim, require_value=wanted)


@pytest.mark.parametrize(
    ("claims", "options", "let_in"),
    [
        ({"groups": ["a", "b"]}, given("groups", "b", "c"), True),
        ({"role": "admin"}, given("role", "admin"), True),
        ({"realm_access": {"roles": ["q"]}}, given("realm_access.roles", "q"), True),
        ({"https://x.example/groups": ["q"]}, given("https://x.example/groups", "q"), True),
        ({"admin": True}, given("admin", "true"), True),
        ({"email": "a@x.org", "email_verified": True}, given("email", "a@x.org"), True),
        ({"email": "a@x.org"}, given("email", "a@x.org"), False),
        ({"email": "a@x.org", "email_verified": "true"}, given("email", "a@x.org"), False),
        ({"groups": None}, given("groups", "None"), False),
        ({}, given("groups", "x"), False),
        ({"groups": ["x"]}, given("groups"), False),
        ({"": ["x"]}, given("", "x"), False),
    ],
)
def test_who_is_let_in_by_which_claim(claims, options, let_in):
    assert admitted(claims, options) is let_in


def test_a_claim_that_is_a_table_says_nothing():
    assert values({"a": {"b": {"c": 1}}}, "a.b") == set()


def test_nothing_of_it_is_imported_until_somebody_uses_it():
    heavy = "{'authlib', 'joserfc', 'requests', 'argon2', 'bcrypt'}"
    code = f"import qbitrr_webui.app, sys; print(*{heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []
