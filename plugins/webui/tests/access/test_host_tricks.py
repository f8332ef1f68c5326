"""Security: Host-header tricks are refused. A foreign name that leads here is DNS rebinding, or a poisoned link."""

import pytest
from webui_server import raw, serving
from webui_world import ACCOUNT, code


@pytest.mark.parametrize(
    "host",
    [
        "localhost", "localhost:6969", "127.0.0.1:6969", "192.168.1.5", "[::1]:6969", "[fe80::1]", "nas", "nas:6969",
        "nas.local", "qbitrr.lan", "server.home.arpa", "qbitrr.internal", "NAS.LOCAL", "nas.local.",
    ],
)  # fmt: skip
def test_names_that_nobody_can_register_are_answered(world, host):
    assert world.browser().get("/api/session", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:6969", "localhost.evil.example", "127.0.0.1.evil.example", "xn--nas-local.com"],
)
@pytest.mark.parametrize("path", ["/", "/api/session", "/health/live", "/assets/x.js", "/metrics", "/nowhere"])
def test_others_are_not_whatever_is_asked_for(world, host, path):
    answer = world.browser().get(path, headers={"Host": host})
    assert (answer.status_code, code(answer)) == (421, "misdirected")


def test_the_answer_says_what_to_do(world):
    said = world.browser().get("/", headers={"Host": "qbitrr.example.org"}).json["error"]["message"]
    assert 'Hosts = ["qbitrr.example.org"]' in said
    assert "QBITRR_WEBUI_HOSTS=qbitrr.example.org" in said


@pytest.mark.parametrize("named", ["qbitrr.example.org", "Qbitrr.Example.org"])
def test_those_in_the_configuration_are_answered(made, named):
    world = made(webui=f'{ACCOUNT}Hosts = ["{named}"]\n')
    assert world.browser().get("/api/session", headers={"Host": "qbitrr.example.org:8443"}).status_code == 200
    assert world.browser().get("/api/session", headers={"Host": "sub.qbitrr.example.org"}).status_code == 421


def test_the_environment_may_name_them(made):
    world = made(environ={"QBITRR_WEBUI_HOSTS": "a.example.org, b.example.org"})
    assert world.browser().get("/api/session", headers={"Host": "b.example.org"}).status_code == 200


@pytest.mark.parametrize(
    "host", ["local host", "a/b", "localhost:", "localhost:x", "user@localhost", "a" * 300, "[::1"]
)
def test_what_is_no_name_is_refused(world, host):
    assert world.browser().get("/api/session", headers={"Host": host}).status_code == 400


def test_signing_in_under_a_foreign_name_is_refused(world):
    assert world.browser().sign_in(headers={"Host": "evil.example"}).status_code == 421


def test_a_forwarded_name_is_not_believed_from_just_anybody(world):
    headers = {"Host": "evil.example", "X-Forwarded-Host": "localhost"}
    assert world.browser().get("/api/session", headers=headers).status_code == 421


def test_from_a_trusted_proxy_it_is_and_is_looked_at_as_closely(made):
    world = made(webui=f'{ACCOUNT}[WebUI.Proxy]\nAddresses = ["10.0.0.2"]\n')
    proxy = world.browser("10.0.0.2")
    good = {"Host": "backend.example", "X-Forwarded-Host": "nas.lan"}
    bad = {"Host": "localhost", "X-Forwarded-Host": "evil.example"}
    assert proxy.get("/api/session", headers=good).status_code == 200
    assert proxy.get("/api/session", headers=bad).status_code == 421


@pytest.fixture
def port(world):
    with serving(world) as server:
        yield server.port


@pytest.mark.parametrize(
    "request_",
    [
        "GET / HTTP/1.1\r\nHost: evil.example\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n",
        "GET / HTTP/1.0\r\nHost: evil.example\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n",
        "GET / HTTP/1.1\r\nHost: evil.example\r\nHost: localhost\r\n",
        "GET / HTTP/1.1\r\nHost: localhost, evil.example\r\n",
        "GET / HTTP/1.1\r\nHost : localhost\r\n",
    ],
)
def test_on_the_wire_too(port, request_):
    status = raw(port, f"{request_}Connection: close\r\n\r\n").split()[1]
    assert status in (b"400", b"421")


def test_on_the_wire_the_right_name_is_answered(port):
    answer = raw(port, "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert answer.split()[1] == b"200"


def test_without_a_name_nothing_is_answered(port):
    assert raw(port, "GET /api/session HTTP/1.0\r\n\r\n").split()[1] == b"400"


def test_a_request_within_a_request_is_not_smuggled_in(port):
    """Both lengths in one request: what follows must not be taken for another request."""
    text = (
        "POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
        "0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    assert raw(port, text).count(b"HTTP/1.1 200") <= 1
    assert raw(port, text.replace("chunked", "identity")).split()[1] in (b"400", b"501")
