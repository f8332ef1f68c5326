"""Security: oversized bodies, headers and addresses are refused before they are read."""

import contextlib

import pytest
from webui_server import connected, raw, received, serving
from webui_world import code

MIB = 2**20


@pytest.fixture
def port(world):
    with serving(world) as server:
        yield server.port


@pytest.mark.parametrize("path", ["/api/session", "/api/setup", "/api/keys", "/nowhere"])
def test_more_than_a_mebibyte_is_413(world, path):
    answer = world.browser().post(path, data=b"x" * (MIB + 1), content_type="application/json")
    assert (answer.status_code, code(answer)) == (413, "too_large")


def test_a_mebibyte_is_read(world):
    answer = world.browser().post("/api/session", data=b"x" * MIB, content_type="application/json")
    assert answer.status_code == 422


def head(length):
    return (
        "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Content-Length: {length}\r\nConnection: close\r\n\r\n"
    )


@pytest.mark.parametrize("length", [3 * MIB, 10**12])
def test_one_that_is_announced_is_refused_without_waiting_for_it(port, length):
    with connected(port) as one:
        one.sendall(head(length).encode())
        assert received(one).split()[1] == b"413"


def test_one_that_is_not_announced_is_refused_too(port):
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    text = b"POST /api/session HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    with connected(port) as one:
        with contextlib.suppress(OSError):  # it may not wait for the end
            one.sendall(text + chunk * 40 + b"0\r\n\r\n")
        assert received(one)[:12] in (b"HTTP/1.1 413", b"")


def test_a_length_that_is_none_is_refused(port):
    for wrong in ("-1", "1e3", "0x10", "1,1", "99999999999999999999999999"):
        assert raw(port, head(wrong)).split()[1] in (b"400", b"413"), wrong


def test_headers_that_are_too_long_are_refused(port):
    text = f"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {'x' * 40_000}\r\nConnection: close\r\n\r\n"
    assert raw(port, text).split()[1] == b"431"


def test_an_address_that_is_too_long_is_refused(port):
    answer = raw(port, f"GET /{'x' * 40_000} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert answer.split()[1] in (b"400", b"414", b"431")


def test_a_password_that_is_too_long_is_not_hashed(world, monkeypatch):
    monkeypatch.setattr("qbitrr_webui.access.passwords.fits", lambda *_: pytest.fail("it was"))
    assert world.browser().sign_in(password="x" * 1001).status_code == 422
