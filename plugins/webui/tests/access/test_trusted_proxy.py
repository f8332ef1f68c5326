"""Security: sign-on by a trusted proxy's header, off unless its addresses are given; what others forward is nothing."""

import pytest
from qbitrr_webui.access.addresses import client_of, read
from webui_server import raw, serving
from webui_world import ACCOUNT, code

PROXY = '[WebUI.Proxy]\nAddresses = ["10.0.0.2", "172.18.0.0/16"]\nUserHeader = "Remote-User"\n'
ALICE = {"Remote-User": "alice"}


def user(world, address, headers=ALICE):
    return world.browser(address).get("/api/session", headers=headers).json["user"]


def test_it_is_off_when_nothing_is_configured(world):
    assert user(world, "127.0.0.1") == ""


def test_it_is_off_when_only_the_header_is(made):
    world = made(webui=f'{ACCOUNT}[WebUI.Proxy]\nUserHeader = "Remote-User"\n')
    assert [user(world, address) for address in ("127.0.0.1", "10.0.0.2", "192.168.1.20")] == ["", "", ""]


def test_it_is_off_when_only_the_addresses_are(made):
    """They are given as well by who only wants to see the addresses of clients."""
    world = made(webui=f'{ACCOUNT}[WebUI.Proxy]\nAddresses = ["10.0.0.2"]\n')
    assert user(world, "10.0.0.2") == ""


@pytest.mark.parametrize("address", ["10.0.0.2", "172.18.5.6", "::ffff:10.0.0.2"])
def test_from_its_addresses_it_signs_on(made, address):
    world = made(webui=PROXY)
    session = world.browser(address).get("/api/session", headers=ALICE).json
    assert (session["user"], session["how"], session["signed_in"]) == ("alice", "proxy", True)
    assert world.browser(address).get("/api/keys", headers=ALICE).status_code == 200


@pytest.mark.parametrize("address", ["10.0.0.3", "172.19.0.1", "127.0.0.1", "::1", "192.168.1.20"])
def test_from_others_it_does_not_whatever_they_forward(made, address):
    world = made(webui=PROXY)
    headers = {**ALICE, "X-Forwarded-For": "10.0.0.2", "X-Real-Ip": "10.0.0.2", "Forwarded": "for=10.0.0.2"}
    assert user(world, address, headers) == ""
    assert world.browser(address).get("/api/keys", headers=headers).status_code == 401


def test_without_a_name_nobody_is_signed_on(made):
    world = made(webui=PROXY)
    assert user(world, "10.0.0.2", {"Remote-User": " "}) == ""
    assert world.browser("10.0.0.2").get("/api/keys").status_code == 401


@pytest.mark.parametrize("lines", ["Remote-User: eve\r\nRemote-User: alice\r\n", "Remote-User: eve, alice\r\n"])
def test_two_names_are_none(made, lines):
    """One of them has come in from outside."""
    world = made(webui=f'{ACCOUNT}[WebUI.Proxy]\nAddresses = ["127.0.0.1"]\nUserHeader = "Remote-User"\n')
    with serving(world) as server:
        text = f"GET /api/keys HTTP/1.1\r\nHost: localhost\r\n{lines}Connection: close\r\n\r\n"
        assert raw(server.port, text).split()[1] == b"403"


def test_only_those_who_are_named_where_some_are(made):
    world = made(webui=PROXY + 'Users = ["bob"]\n')
    assert user(world, "10.0.0.2", {"Remote-User": "bob"}) == "bob"
    answer = world.browser("10.0.0.2").get("/api/keys", headers=ALICE)
    assert (answer.status_code, code(answer)) == (403, "forbidden")


def test_it_ends_with_the_proxys_word(made):
    world = made(webui=PROXY)
    browser = world.browser("10.0.0.2")
    assert browser.get("/api/keys", headers=ALICE).status_code == 200
    assert browser.get("/api/keys").status_code == 401


def test_another_header_is_not_the_configured_one(made):
    world = made(webui=PROXY)
    assert user(world, "10.0.0.2", {"X-Remote-User": "alice", "X-Forwarded-User": "a"}) == ""


def test_nor_is_one_that_only_programs_take_for_the_same(made):
    """A proxy that takes away Remote-User may let Remote_User through."""
    world = made(webui=f'{ACCOUNT}[WebUI.Proxy]\nAddresses = ["127.0.0.1"]\nUserHeader = "Remote-User"\n')
    with serving(world) as server:
        for name, status in (("Remote-User", b"200"), ("Remote_User", b"401"), ("Remote.User", b"401")):
            text = f"GET /api/keys HTTP/1.1\r\nHost: localhost\r\n{name}: eve\r\nConnection: close\r\n\r\n"
            assert raw(server.port, text).split()[1] == status


@pytest.mark.parametrize(
    "wrong",
    ['Addresses = ["everybody"]', 'Addresses = ["10.0.0.0/33"]', 'UserHeader = "a: b"', "Adresses = ['10.0.0.2']"],
)
def test_options_that_cannot_be_read_trust_nobody(made, wrong):
    world = made(webui=f"{ACCOUNT}{PROXY}".replace('UserHeader = "Remote-User"\n', "") + f"{wrong}\n")
    if "Addresses" in wrong:
        world.write(ACCOUNT + PROXY.replace('Addresses = ["10.0.0.2", "172.18.0.0/16"]', wrong))
        world.start()
    assert user(world, "10.0.0.2") == ""


NETWORKS = ["10.0.0.0/8"]


@pytest.mark.parametrize(
    ("forwarded", "client"),
    [
        (["203.0.113.1"], "203.0.113.1"),
        (["198.51.100.1, 203.0.113.1"], "203.0.113.1"),
        (["198.51.100.1", "203.0.113.1"], "203.0.113.1"),
        (["198.51.100.1, 203.0.113.1, 10.0.0.3"], "203.0.113.1"),
        (["10.0.0.4, 10.0.0.3"], "10.0.0.4"),
        ([], "10.0.0.2"),
        (["203.0.113.1:5555"], "203.0.113.1"),
        (['"[2001:db8::1]:5555"'], "2001:db8::1"),
        (["unknown"], "None"),
        (["203.0.113.1, garbage"], "None"),
    ],
)
def test_the_client_is_the_nearest_that_is_no_proxy(forwarded, client):
    from ipaddress import ip_network

    found = client_of(forwarded, read("10.0.0.2"), [ip_network(one) for one in NETWORKS])
    assert str(found) == client


@pytest.mark.parametrize(("headers", "secure"), [({"X-Forwarded-Proto": "https"}, True), ({}, False)])
def test_https_before_a_trusted_proxy_makes_cookies_for_https_only(made, headers, secure):
    world = made(webui=f'{ACCOUNT}[WebUI.Proxy]\nAddresses = ["10.0.0.2"]\n')
    cookie = world.browser("10.0.0.2").sign_in(headers=headers).headers["Set-Cookie"]
    assert ("Secure" in cookie) is secure


def test_https_that_just_anybody_claims_does_not(world):
    cookie = world.browser().sign_in(headers={"X-Forwarded-Proto": "https"}).headers["Set-Cookie"]
    assert "Secure" not in cookie


def test_where_people_come_by_https_alone_they_always_are(made):
    world = made(webui=f"{ACCOUNT}BehindHttpsProxy = true\n")
    assert "Secure" in world.browser().sign_in().headers["Set-Cookie"]
