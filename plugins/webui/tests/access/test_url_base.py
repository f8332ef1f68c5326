"""A reverse proxy with a path prefix works, whether it leaves the prefix in its requests or takes it away."""

import pytest
from qbitrr_webui import serving as served
from qbitrr_webui.access.sessions import COOKIE
from webui_world import ACCOUNT

BELOW = f'{ACCOUNT}UrlBase = "/tools/qbitrr"\n'


@pytest.fixture
def page(tmp_path, monkeypatch):
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text('<html><head lang="en"><base href="/" /><title>page</title></head></html>')
    (static / "assets" / "a.js").write_text("run()")
    monkeypatch.setattr(served, "STATIC", static)


@pytest.mark.parametrize("prefix", ["/tools/qbitrr", ""])
def test_everything_is_found(made, page, prefix):
    browser = made(webui=BELOW).browser()
    assert browser.get(f"{prefix}/api/session").status_code == 200
    assert browser.get(f"{prefix}/health/live").status_code == 200
    assert browser.get(f"{prefix}/assets/a.js").text == "run()"
    for path in ("/", "/torrents", "/torrents/x/y"):
        assert '<base href="/tools/qbitrr/">' in browser.get(f"{prefix}{path}").text


def test_the_prefix_itself_needs_no_slash(made, page):
    assert '<base href="/tools/qbitrr/">' in made(webui=BELOW).browser().get("/tools/qbitrr").text


def test_the_page_has_one_base(world, page):
    text = world.browser().get("/").text
    assert text.count("<base") == 1
    assert '<head lang="en"><base href="/">' in text


def test_the_cookie_is_for_what_is_below_it(made):
    browser = made(webui=BELOW).browser()
    answer = browser.sign_in()
    assert "Path=/tools/qbitrr" in answer.headers["Set-Cookie"]
    assert browser.get_cookie(COOKIE, path="/tools/qbitrr") is not None


def test_one_signs_in_through_it(made):
    browser = made(webui=BELOW).browser()
    body = {"username": "alice", "password": "correct horse battery staple"}
    assert browser.post("/tools/qbitrr/api/session", json=body).status_code == 200
    assert browser.get("/tools/qbitrr/api/keys").status_code == 200


@pytest.mark.parametrize("path", ["/tools/qbitrrx/api/session", "/tools", "/tools/qbitrr2"])
def test_what_only_looks_like_it_is_something_else(made, page, path):
    answer = made(webui=BELOW).browser().get(path)
    assert answer.mimetype == "text/html"


@pytest.mark.parametrize(("written", "meant"), [("qbitrr", "/qbitrr"), ("/a/b/", "/a/b"), ("/", ""), ("", "")])
def test_it_may_be_written_in_either_way(made, written, meant):
    assert made(webui=f'UrlBase = "{written}"\n').web.options.url_base == meant


@pytest.mark.parametrize("wrong", ['/a"b', "/a b", "/a/../b", "/..", "/<x>", "https://x"])
def test_what_is_no_path_is_refused(made, wrong):
    world = made()
    world.write(f"{ACCOUNT}UrlBase = '{wrong}'\n")
    assert world.web.options.url_base == ""


def test_it_is_followed_when_it_changes(made, page):
    world = made()
    world.write(BELOW)
    assert '<base href="/tools/qbitrr/">' in world.browser().get("/").text
