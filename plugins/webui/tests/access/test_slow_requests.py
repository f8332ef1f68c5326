"""Security: slow requests are cut off, and others are served meanwhile."""

import contextlib
import time
from http.client import HTTPConnection

import pytest
from webui_server import connected, raw, received, serving

pytestmark = pytest.mark.slow

LIVE = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@pytest.fixture
def port(world):
    with serving(world, slow=1.0, idle=2, threads=4) as server:
        yield server.port


def drip(one, text, every=0.1, most=15.0):
    """Send one byte after the other; seconds until it is cut off, None when it never is."""
    began = time.monotonic()
    one.settimeout(0.001)
    for byte in text.encode():
        if time.monotonic() - began > most:
            return None
        try:
            one.sendall(bytes([byte]))
            with contextlib.suppress(TimeoutError):
                if not one.recv(1):
                    return time.monotonic() - began
        except OSError:
            return time.monotonic() - began
        time.sleep(every)
    return None


def test_a_request_that_comes_byte_by_byte_is_cut_off(port):
    with connected(port) as one:
        lasted = drip(one, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n" + "X-A: b\r\n" * 100)
    assert lasted is not None
    assert lasted > 0.9


def test_a_body_that_comes_byte_by_byte_is_cut_off(port):
    head = "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n"
    with connected(port) as one:
        one.sendall(head.encode())
        lasted = drip(one, "x" * 500)
    assert lasted is not None


def test_so_is_a_chunked_one(port):
    head = "POST /api/session HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
    with connected(port) as one:
        one.sendall(head.encode())
        lasted = drip(one, "1\r\nx\r\n" * 100)
    assert lasted is not None


def test_a_connection_that_says_nothing_is_closed(port):
    with connected(port) as one:
        began = time.monotonic()
        assert received(one) == b""
        assert time.monotonic() - began < 15


def test_others_are_served_meanwhile(port):
    """Many more slow ones than there are threads hold nobody up."""
    with contextlib.ExitStack() as slow:
        for _ in range(60):
            one = slow.enter_context(connected(port))
            one.sendall(b"GET /health/live HTTP/1.1\r\nHost: local")
        for _ in range(5):
            began = time.monotonic()
            assert raw(port, LIVE).split()[1] == b"200"
            assert time.monotonic() - began < 10  # the threads alone would need 15


def test_one_address_does_not_take_all_connections(port, monkeypatch):
    monkeypatch.setattr("qbitrr_webui.server.EACH", 10)
    with contextlib.ExitStack() as many:
        first = [many.enter_context(connected(port)) for _ in range(10)]
        time.sleep(0.2)
        surplus = many.enter_context(connected(port))
        assert received(surplus) == b""
        first[0].sendall(LIVE.encode())
        assert received(first[0]).split()[1] == b"200"


def test_a_quick_one_on_a_connection_that_is_kept_is_not_cut_off(port):
    """What counts is each request, not the connection."""
    with contextlib.closing(HTTPConnection("127.0.0.1", port, timeout=10)) as one:
        one.connect()
        socket = one.sock
        for _ in range(5):
            one.request("GET", "/health/live", headers={"Host": "localhost"})
            assert one.getresponse().read() == b'{"ok":true}'
            time.sleep(0.4)
        assert one.sock is socket
