"""Security: AuthDisabled lets in this machine alone, unless it is said that everybody is meant."""

import pytest
from webui_world import ACCOUNT

DISABLED = "AuthDisabled = true\n"


def status(world, address, **headers):
    return world.browser(address).get("/api/keys", headers=headers).status_code


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_this_machine_is_let_in(made, address):
    assert status(made(webui=DISABLED), address) == 200


@pytest.mark.parametrize("address", ["192.168.1.20", "10.0.0.2", "2001:db8::1", "172.17.0.1", ""])
def test_others_are_not(made, address):
    assert status(made(webui=DISABLED), address) == 401


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-Ip", "Via"])
def test_what_a_proxy_on_this_machine_passes_on_is_not_from_this_machine(made, header):
    """It would be everybody."""
    assert status(made(webui=DISABLED), "127.0.0.1", **{header: "127.0.0.1"}) == 401


def test_behind_a_trusted_proxy_the_client_counts(made):
    world = made(webui=f'{DISABLED}[WebUI.Proxy]\nAddresses = ["127.0.0.1"]\n')
    assert status(world, "127.0.0.1", **{"X-Forwarded-For": "203.0.113.1"}) == 401
    assert status(world, "127.0.0.1", **{"X-Forwarded-For": "127.0.0.1"}) == 200


def test_one_that_does_not_say_who_that_is_lets_nobody_in(made):
    world = made(webui=f'{DISABLED}[WebUI.Proxy]\nAddresses = ["127.0.0.1"]\n')
    assert status(world, "127.0.0.1") == 401


def test_others_sign_in_as_ever(made):
    world = made(webui=f"{ACCOUNT}{DISABLED}")
    assert world.browser().sign_in().status_code == 200


@pytest.mark.parametrize("address", ["192.168.1.20", "203.0.113.1"])
def test_everybody_is_let_in_when_that_is_said_too(made, address):
    assert status(made(webui=f"{DISABLED}AllowInsecureExposure = true\n"), address) == 200


def test_saying_only_that_lets_nobody_in(made):
    world = made(webui=f"{ACCOUNT}AllowInsecureExposure = true\n")
    assert (status(world, "127.0.0.1"), status(world, "192.168.1.20")) == (401, 401)


def test_it_is_off_when_the_file_does_not_say_it(made):
    assert status(made(webui=""), "127.0.0.1") == 401


def test_nobody_is_asked_for_a_token_to_set_up(made):
    world = made(webui=DISABLED)
    session = world.browser("127.0.0.1").get("/api/session").json
    assert (session["how"], session["setup_needed"]) == ("open", False)


def test_a_foreign_name_is_refused_there_too(made):
    """A page in a browser on this machine must not get in by a name that leads here."""
    world = made(webui=DISABLED)
    assert status(world, "127.0.0.1", Host="evil.example") == 421
