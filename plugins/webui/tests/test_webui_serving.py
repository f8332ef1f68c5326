"""The page's files: what is kept by browsers, and what is answered where the page was not built."""

import gzip

import pytest
from qbitrr_webui import serving as served
from webui_world import ACCOUNT


@pytest.fixture
def static(tmp_path, monkeypatch):
    folder = tmp_path / "static"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text('<!doctype html><html><head>\n<base href="/" />\n</head></html>')
    (folder / "assets" / "app-1234.js").write_text("run()")
    (folder / "manifest.webmanifest").write_text("{}")
    monkeypatch.setattr(served, "STATIC", folder)
    return folder


def test_the_page_is_asked_for_anew_each_time(world, static):
    answer = world.browser().get("/")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.mimetype == "text/html"


def test_files_that_are_named_by_what_is_in_them_are_kept_for_ever(world, static):
    kept = world.browser().get("/assets/app-1234.js").headers["Cache-Control"]
    assert "immutable" in kept
    assert "max-age=31536000" in kept


def test_other_files_are_not(world, static):
    kept = world.browser().get("/manifest.webmanifest").headers["Cache-Control"]
    assert "immutable" not in kept
    assert "no-cache" in kept


def test_a_file_that_has_not_changed_is_not_sent_again(world, static):
    browser = world.browser()
    tag = browser.get("/assets/app-1234.js").headers["ETag"]
    assert browser.get("/assets/app-1234.js", headers={"If-None-Match": tag}).status_code == 304


def test_files_are_compressed_for_browsers_that_take_it(world, static):
    (static / "assets" / "big.js").write_text("run();" * 10_000)
    browser = world.browser()
    plain, small = (
        browser.get("/assets/big.js", headers={"Accept-Encoding": how}) for how in ("identity", "br, gzip;q=0.5")
    )
    assert (plain.headers.get("Content-Encoding"), small.headers["Content-Encoding"]) == (None, "gzip")
    assert gzip.decompress(small.data) == plain.data
    assert len(small.data) < 500
    assert int(small.headers["Content-Length"]) == len(small.data)
    assert "Accept-Encoding" in small.headers["Vary"]
    assert "immutable" in small.headers["Cache-Control"]
    again = browser.get("/assets/big.js", headers={"Accept-Encoding": "gzip", "If-None-Match": small.headers["ETag"]})
    assert again.status_code == 304


def test_a_changed_file_is_compressed_anew(world, static):
    browser = world.browser()
    for text in ("one();", "another();"):
        (static / "assets" / "app-1234.js").write_text(text)
        answer = browser.get("/assets/app-1234.js", headers={"Accept-Encoding": "gzip"})
        assert gzip.decompress(answer.data).decode() == text


def test_the_page_itself_is_compressed(world, static):
    answer = world.browser().get("/torrents", headers={"Accept-Encoding": "gzip"})
    assert b"<base" in gzip.decompress(answer.data)


def test_what_the_api_says_is_not(world):
    """The size of what is compressed tells something of the secrets in it."""
    assert "Content-Encoding" not in world.alice().get("/api/session", headers={"Accept-Encoding": "gzip"}).headers


def test_a_file_that_is_gone_is_not_the_page(world, static):
    """An old page must see that its parts are gone, and not run a page as a script."""
    assert world.browser().get("/assets/app-0000.js").status_code == 404


def test_addresses_of_the_page_are_the_page(world, static):
    for path in ("/torrents", "/config/Radarr-4K", "/index.html", "/apiary"):
        assert "<base" in world.browser().get(path).text, path


def test_where_it_was_not_built_that_is_said_and_the_api_answers(world, monkeypatch, tmp_path):
    monkeypatch.setattr(served, "STATIC", tmp_path / "nothing")
    answer = world.browser().get("/")
    assert answer.status_code == 503
    assert "not built" in answer.text
    assert world.browser().get("/api/session").status_code == 200


def test_a_page_needs_a_key_only_for_what_it_shows(world, static):
    """The files are the same for everybody: without them nobody could sign in."""
    assert world.browser().get("/").status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent_to_a_file(world, static, method):
    assert world.browser().open("/assets/app-1234.js", method=method).status_code == 405


def test_head_has_no_body(made, static):
    answer = made(webui=ACCOUNT).browser().head("/")
    assert (answer.status_code, answer.data) == (200, b"")
