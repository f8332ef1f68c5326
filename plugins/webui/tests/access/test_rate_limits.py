"""Security: rate limits, by the real address of the peer and for all together; a spoofed header is no way round."""

import threading

import pytest
from qbitrr_webui.access.limits import Limit, Rate
from qbitrr_webui.errors import Refused
from webui_world import PASSWORD, TOKEN

SETUP = {"username": "bob", "password": "a password"}


def tries(world, path, body, *, most=1000, address="203.0.113.9", headers=lambda n: {}):
    """How many attempts of ``most`` are answered before they are too many, or sent away for that."""
    browser = world.browser(address)
    for number in range(most):
        answer = browser.open(path, method="POST" if body else "GET", json=body, headers=headers(number))
        if answer.status_code == 429 or answer.headers.get("Location") == "/?refused=too_many":
            return number
    return most


ATTEMPTS = [
    ("/api/session", {"username": "alice", "password": "wrong"}, 10),
    ("/api/session/token", {"token": "wrong"}, 20),
    ("/api/setup", {"token": "wrong", **SETUP}, 10),
    ("/api/oidc/start", None, 20),
    ("/api/oidc/back", None, 20),
]
OIDC = """
OIDCEnabled = true
[WebUI.OIDC]
Authority = "http://127.0.0.1:9"
ClientId = "qbitrr"
RequireClaim = "groups"
RequireValue = "qbitrr"
"""


@pytest.fixture
def open_to_try(made, monkeypatch):
    """Pages at which each way in can be tried, with hashes that cost nothing."""
    monkeypatch.setattr("qbitrr_webui.access.passwords.fits", lambda password, kept: password == PASSWORD)

    def world(path):
        webui = (
            "" if path == "/api/setup" else OIDC if "oidc" in path else 'Username = "alice"\nPasswordHash = "$2b$04$'
        )
        return made(webui=f'{webui}{"a" * 53}"\n' if webui.endswith("$04$") else webui)

    return world


@pytest.mark.parametrize(("path", "body", "limit"), ATTEMPTS)
def test_after_so_many_failures_nobody_may_try_from_there(open_to_try, path, body, limit):
    world = open_to_try(path)
    assert tries(world, path, body) == limit


def test_the_right_password_does_not_open_then_either(open_to_try):
    world = open_to_try("/api/session")
    tries(world, "/api/session", {"username": "alice", "password": "wrong"})
    answer = world.browser("203.0.113.9").sign_in()
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 301


def test_the_answer_says_when_to_try_again_and_then_it_works(open_to_try):
    world = open_to_try("/api/session")
    tries(world, "/api/session", {"username": "alice", "password": "wrong"})
    wait = int(world.browser("203.0.113.9").sign_in().headers["Retry-After"])
    world.later(seconds=wait)
    assert world.browser("203.0.113.9").sign_in().status_code == 200


def test_others_elsewhere_are_not_held_up(open_to_try):
    world = open_to_try("/api/session")
    tries(world, "/api/session", {"username": "alice", "password": "wrong"})
    assert world.browser("203.0.113.10").sign_in().status_code == 200


def spoofed(number):
    """Another address with every attempt, in every header that somebody might believe."""
    address = f"198.51.{number // 250}.{number % 250}"
    return {
        "X-Forwarded-For": f"{address}, 127.0.0.1", "X-Real-Ip": address, "Forwarded": f"for={address}",
        "X-Client-Ip": address, "True-Client-Ip": address, "CF-Connecting-IP": address,
        "X-Forwarded-Host": "localhost",
    }  # fmt: skip


@pytest.mark.parametrize(("path", "body", "limit"), ATTEMPTS)
def test_a_spoofed_header_is_no_way_round(open_to_try, path, body, limit):
    world = open_to_try(path)
    assert tries(world, path, body, headers=spoofed) == limit


def test_behind_a_trusted_proxy_the_clients_are_counted_one_by_one(open_to_try):
    world = open_to_try("/api/session")
    world.write(world.file.read_text().partition("[WebUI]\n")[2] + '[WebUI.Proxy]\nAddresses = ["10.0.0.2"]\n')
    body = {"username": "alice", "password": "wrong"}
    from_one = {"X-Forwarded-For": "203.0.113.1"}
    assert tries(world, "/api/session", body, address="10.0.0.2", headers=lambda n: from_one) == 10
    other = world.browser("10.0.0.2").sign_in(headers={"X-Forwarded-For": "203.0.113.2"})
    assert other.status_code == 200


def test_what_a_client_puts_before_the_proxys_word_is_no_way_round(open_to_try):
    world = open_to_try("/api/session")
    world.write(world.file.read_text().partition("[WebUI]\n")[2] + '[WebUI.Proxy]\nAddresses = ["10.0.0.2"]\n')
    body = {"username": "alice", "password": "wrong"}
    pretending = lambda n: {"X-Forwarded-For": f"198.51.100.{n}, 203.0.113.1"}  # noqa: E731 -- as the others
    assert tries(world, "/api/session", body, address="10.0.0.2", headers=pretending) == 10


def test_a_whole_network_of_ipv6_is_one_peer(open_to_try):
    world = open_to_try("/api/session")
    for number in range(10):
        world.browser(f"2001:db8:1:2::{number:x}").sign_in(password="wrong")
    assert world.browser("2001:db8:1:2:ffff::1").sign_in().status_code == 429
    assert world.browser("2001:db8:1:3::1").sign_in().status_code == 200


def test_all_together_have_a_limit_too(open_to_try):
    """Whoever has many addresses gets no further."""
    world = open_to_try("/api/session")
    for number in range(100):
        world.browser(f"198.51.100.{number}").sign_in(password="wrong")
    assert world.browser("203.0.113.9").sign_in().status_code == 429


def test_who_is_inside_is_not_held_up_by_those_who_try(open_to_try):
    world = open_to_try("/api/session")
    browser, key = world.alice(), world.key("admin")
    for number in range(120):
        world.browser(f"198.51.100.{number}").sign_in(password="wrong")
        world.browser(f"198.51.100.{number}").get("/api/keys", headers={"X-Api-Key": "wrong"})
    assert browser.get("/api/keys").status_code == 200
    assert world.browser("198.51.100.1").get("/api/keys", headers=key).status_code == 200


def test_guessing_the_token_in_a_header_is_limited(made):
    world = made(webui=f'Token = "{TOKEN}"\n')
    assert tries(world, "/api/keys", None, headers=lambda n: {"Authorization": f"Bearer guess-{n}"}) == 20
    late = world.browser("203.0.113.9").get("/api/keys", headers={"Authorization": f"Bearer {TOKEN}"})
    assert late.status_code == 429


def test_guessing_by_signing_in_counts_with_it(made):
    world = made(webui=f'Token = "{TOKEN}"\n')
    tries(world, "/api/keys", None, headers=lambda n: {"Authorization": f"Bearer guess-{n}"})
    assert world.browser("203.0.113.9").post("/api/session/token", json={"token": TOKEN}).status_code == 429


def test_what_succeeds_does_not_count(open_to_try):
    world = open_to_try("/api/session")
    assert tries(world, "/api/session", {"username": "alice", "password": PASSWORD}, most=40) == 40


def test_the_password_cannot_be_guessed_from_inside_either(open_to_try):
    world = open_to_try("/api/session")
    browser = world.alice()
    body = {"current": "wrong", "username": "alice", "password": "a new password"}
    statuses = [browser.post("/api/password", json=body).status_code for _ in range(11)]
    assert statuses == [403] * 10 + [429]


def test_many_at_once_are_no_way_round():
    """An attempt counts from its beginning, not only when it has failed."""
    limit = Limit(Rate(10, 60), Rate(100, 60))
    begin, taken, refused = threading.Barrier(30), [], []

    def attempt():
        begin.wait()
        try:
            limit.take("one", 0.0)
            taken.append(1)
        except Refused:
            refused.append(1)

    threads = [threading.Thread(target=attempt) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(taken), len(refused)) == (10, 20)


def test_time_passes_by_the_clock_it_is_given():
    limit = Limit(Rate(2, 60), Rate(100, 60))
    limit.take("one", 0.0)
    limit.take("one", 30.0)
    with pytest.raises(Refused) as refused:
        limit.take("one", 40.0)
    assert refused.value.retry_after == pytest.approx(20.0)
    limit.take("one", 60.5)
