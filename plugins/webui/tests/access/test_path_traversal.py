"""Security: path traversal. The page's address leads to the page's files and nowhere else."""

import pytest
from qbitrr_webui import serving as served
from webui_server import raw, serving

TRICKS = [
    "/../secret.txt", "/assets/../../secret.txt", "/./../secret.txt", "/..%2fsecret.txt",
    "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/..%5csecret.txt", "/assets/..%2f..%2fsecret.txt",
    "/%252e%252e/secret.txt", "/..%00/secret.txt", "/....//secret.txt", "/assets/%2e%2e/%2e%2e/secret.txt",
    "/outside/secret.txt", "/link.txt",
]  # fmt: skip


@pytest.fixture
def files(tmp_path, monkeypatch):
    """A built page, beside a file that is not its."""
    static = tmp_path / "static"
    (static / "assets").mkdir(parents=True)
    (static / "index.html").write_text("<!doctype html><html><head><title>page</title></head></html>")
    (static / "assets" / "app-1234.js").write_text("run()")
    (static / "icon.svg").write_text("<svg/>")
    (tmp_path / "secret.txt").write_text("SECRET")
    (static / "link.txt").symlink_to(tmp_path / "secret.txt")
    (static / "outside").symlink_to(tmp_path)
    monkeypatch.setattr(served, "STATIC", static)
    return static


@pytest.mark.parametrize("path", [*TRICKS, "/secret.txt"])
def test_what_is_not_the_pages_is_never_given(world, files, path):
    answer = world.browser().get(path)
    assert "SECRET" not in answer.text
    assert answer.status_code in (200, 301, 308, 404)


def test_on_the_wire_neither_where_no_client_tidies_the_address(world, files):
    with serving(world) as server:
        for path in [*TRICKS, "//secret.txt", str(files.parent / "secret.txt"), f"/{files.parent / 'secret.txt'}"]:
            text = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            assert b"SECRET" not in raw(server.port, text), path


def test_not_even_below_a_prefix(made, files):
    world = made(webui='UrlBase = "/qbitrr"\n')
    for path in TRICKS:
        assert "SECRET" not in world.browser().get(f"/qbitrr{path}").text, path


@pytest.mark.parametrize("path", ["/api/keys/..%2f..%2fsession", "/api/../api/keys", "/api/./keys", "//api/keys"])
def test_a_roundabout_way_leads_past_no_guard(world, path):
    answer = world.browser().get(path)
    assert answer.status_code in (200, 401, 404)
    assert answer.status_code != 200 or "keys" not in answer.text


def test_the_pages_files_are_given(world, files):
    browser = world.browser()
    assert browser.get("/assets/app-1234.js").text == "run()"
    assert browser.get("/icon.svg").mimetype == "image/svg+xml"
    assert "<title>page</title>" in browser.get("/torrents/somewhere").text
