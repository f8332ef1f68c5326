"""Security: slow requests are cut off, and others are served meanwhile."""

import contextlib
import time
from types import SimpleNamespace

import pytest
from qbitrr_webui.server import SLOW
from webui_server import connected, raw, received, serving

pytestmark = pytest.mark.slow

LIVE = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@pytest.fixture
def port(world):
    with serving(world, slow=1.0, idle=2) as server:
        yield server.port


@pytest.fixture
def patient(world):
    """It waits for slow ones as long as it does for users, and has few threads."""
    with serving(world, threads=4) as server:
        yield server.port


def drip(one, text, every=0.1, most=60.0):
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
        assert received(one) == b""


def test_others_are_served_meanwhile(patient):
    """Many more slow ones than there are threads hold nobody up, as long as they may stay."""
    with contextlib.ExitStack() as slow:
        for _ in range(60):
            one = slow.enter_context(connected(patient))
            one.sendall(b"GET /health/live HTTP/1.1\r\nHost: local")
        for _ in range(5):
            assert raw(patient, LIVE).split()[1] == b"200"


def test_one_address_does_not_take_all_connections(patient, monkeypatch):
    monkeypatch.setattr("qbitrr_webui.server.EACH", 10)
    with contextlib.ExitStack() as many:
        first = [many.enter_context(connected(patient)) for _ in range(10)]
        surplus = many.enter_context(connected(patient))
        assert received(surplus) == b""
        first[0].sendall(LIVE.encode())
        assert received(first[0]).split()[1] == b"200"


def test_a_quick_one_on_a_connection_that_is_kept_is_not_cut_off(patient, monkeypatch):
    """What counts is each request, not the connection."""
    clock = SimpleNamespace(now=1000.0, monotonic=lambda: clock.now)
    monkeypatch.setattr("qbitrr_webui.server.time", clock)
    with connected(patient) as one:
        for _ in range(5):
            one.sendall(b"GET /health/live HTTP/1.1\r\nHost: local")
            time.sleep(0.2)  # so that it comes in two parts
            one.sendall(b"host\r\n\r\n")
            answer = b""
            while not answer.endswith(b'{"ok":true}'):
                part = one.recv(4096)
                assert part, "it was cut off"
                answer += part
            clock.now += SLOW + 1
            time.sleep(0.4)  # it looks at its connections every second
