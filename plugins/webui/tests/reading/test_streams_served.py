"""Streams over the page's real server: a browser that is gone frees its thread, and the end of the page ends all."""

import time

import pytest
from qbitrr_webui.live import streams as module
from qbitrr_webui.live.herald import herald
from qbitrr_webui.live.streams import MOST, Streams
from webui_server import connected, serving

from qbitrr.store.database import prepare


@pytest.fixture
def page(world):
    prepare(world.folder / "qbitrr.db")
    (world.folder / "logs").mkdir()
    (world.folder / "logs" / "Radarr.log").write_text("")
    return world


def opened(page, port, path):
    """A browser that has begun to listen."""
    browser = connected(port)
    key = page.key("read")["Authorization"]
    browser.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {key}\r\n\r\n".encode())
    said = b""
    while b": open" not in said:
        said += browser.recv(4096)
    assert said.startswith(b"HTTP/1.1 200")
    return browser


def free(page):
    """How many more streams there may be."""
    return page.web.part(Streams)._places._value


def until(condition, seconds=60.0):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    assert condition()


@pytest.mark.parametrize("path", ["/api/events", "/api/logs/Radarr/live"])
def test_a_browser_that_is_gone_frees_its_place(page, monkeypatch, path):
    monkeypatch.setattr(module, "HEARTBEAT", 0.1)
    with serving(page) as server:
        browser = opened(page, server.port, path)
        assert free(page) == MOST - 1
        browser.close()
        until(lambda: free(page) == MOST)
        assert not page.web.part(herald)._listeners


@pytest.mark.parametrize("path", ["/api/events", "/api/logs/Radarr/live"])
def test_a_stream_does_not_outlive_its_key(page, monkeypatch, path):
    monkeypatch.setattr(module, "ASKED_EVERY", 0.1)
    with serving(page) as server:
        browser = opened(page, server.port, path)
        (key,) = page.web.access.keys.all()
        page.web.access.keys.revoke(key.id)
        while browser.recv(4096):
            pass
        until(lambda: free(page) == MOST)
        browser.close()


def test_others_are_answered_while_all_streams_are_open(page):
    with serving(page) as server:
        browsers = [opened(page, server.port, "/api/logs/Radarr/live") for _ in range(MOST)]
        other = connected(server.port)
        other.sendall(b"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert other.recv(4096).startswith(b"HTTP/1.1 200")
        for one in (*browsers, other):
            one.close()


def test_the_end_of_the_page_ends_its_streams(page):
    with serving(page) as server:
        browser = opened(page, server.port, "/api/events")
        page.web.close()
        while browser.recv(4096):
            pass
        browser.close()
