"""Security: passwords, of which only hashes by Argon2 or bcrypt are kept; those of an old file are accepted."""

import bcrypt
import pytest
from argon2 import PasswordHasher
from qbitrr_webui.access import passwords
from qbitrr_webui.access.passwords import Passwords, fits
from webui_world import PASSWORD, TOKEN, code

OLD = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(rounds=4)).decode()
NEW = {"current": PASSWORD, "username": "alice", "password": "another one, longer"}


def test_the_right_one_opens(world):
    answer = world.browser().sign_in()
    assert (answer.status_code, answer.json["user"], answer.json["how"]) == (200, "alice", "password")
    assert set(answer.json["scopes"]) == {"read", "act", "admin", "metrics", "webhook"}


@pytest.mark.parametrize(
    ("username", "password"),
    [("alice", "wrong"), ("alice", ""), ("bob", PASSWORD), ("", PASSWORD), ("alice", PASSWORD + " "), ("alice", "\0")],
)
def test_a_wrong_one_does_not_and_nothing_says_which_was_wrong(world, username, password):
    answer = world.browser().sign_in(username, password)
    assert (answer.status_code, answer.json["error"]["message"]) == (401, "The name or the password is wrong.")
    assert "Set-Cookie" not in answer.headers


def test_a_hash_of_bcrypt_from_an_old_file_is_accepted(made):
    world = made(webui=f'Username = "alice"\nPasswordHash = "{OLD}"\n')
    assert world.browser().sign_in().status_code == 200
    assert world.browser().sign_in(password="wrong").status_code == 401


@pytest.mark.parametrize("length", [71, 72, 73, 200])
def test_a_long_password_fits_its_old_hash(length):
    """bcrypt looks at 72 bytes, and the old program passed over the others."""
    assert fits("x" * length, bcrypt.hashpw(b"x" * min(length, 72), bcrypt.gensalt(rounds=4)).decode())


def test_another_programs_hash_of_argon2_is_accepted():
    kept = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=2).hash("secret")
    assert fits("secret", kept)
    assert not fits("Secret", kept)


@pytest.mark.parametrize("kept", ["$2b$04$short", "$argon2id$nonsense", "plain", "$2b$99$" + "a" * 53])
def test_a_hash_that_is_none_fits_nothing(kept):
    assert not fits("plain", kept)


def test_a_hash_that_is_none_is_no_account(made, caplog):
    world = made(webui='Username = "alice"\nPasswordHash = "correct horse"\n')
    assert world.browser().sign_in(password="correct horse").status_code == 401
    assert "correct horse" not in caplog.text


def test_somebody_unknown_costs_as_much_as_somebody_known(world, made, monkeypatch):
    """The same hash is made, whoever is named and whether or not there is an account."""
    compared = []
    monkeypatch.setattr(passwords, "fits", lambda password, kept: bool(compared.append(kept)))
    world.browser().sign_in("alice", "wrong")
    world.browser().sign_in("nobody", "wrong")
    made(webui=f'Token = "{TOKEN}"').browser().sign_in("nobody", "wrong")
    costs = {kept.rpartition("$")[0].rpartition("$")[0] for kept in compared}
    assert len(compared) == 3
    assert len(costs) == 1


def test_a_new_hash_is_one_of_argon2_with_a_salt_of_its_own():
    one, another = Passwords().hash("secret"), Passwords().hash("secret")
    assert one.startswith("$argon2id$")
    assert one != another


def test_it_can_be_switched_off(made):
    world = made(webui=f'Username = "alice"\nPasswordHash = "{OLD}"\nLocalAuthEnabled = false\nToken = "{TOKEN}"\n')
    assert world.browser().get("/api/session").json["methods"]["password"] is False
    assert world.browser().sign_in().status_code == 401


def test_only_few_are_compared_at_once(world, monkeypatch):
    """Each takes memory and a processor: many at once would be a way to stop the page."""
    monkeypatch.setattr(passwords, "PATIENCE", 0.01)
    kept = world.web.access.passwords
    kept._turns.acquire()
    kept._turns.acquire()
    answer = world.browser().sign_in()
    assert (answer.status_code, code(answer)) == (503, "unavailable")
    assert int(answer.headers["Retry-After"]) > 0


def test_changing_it_needs_the_current_one(world):
    browser = world.alice()
    answer = browser.post("/api/password", json={**NEW, "current": "wrong"})
    assert (answer.status_code, code(answer)) == (403, "wrong_password")
    assert world.browser().sign_in().status_code == 200


def test_changing_it_ends_the_sessions_of_the_former_one_but_not_this(world):
    elsewhere, here = world.alice(), world.alice()
    here.remember(here.post("/api/password", json=NEW))
    assert here.get("/api/keys").status_code == 200
    assert elsewhere.get("/api/keys").status_code == 401
    assert world.browser().sign_in().status_code == 401
    assert world.browser().sign_in(password=NEW["password"]).status_code == 200


def test_who_has_the_token_sets_it_without_knowing_it(made):
    world = made(webui=f'Username = "alice"\nPasswordHash = "{OLD}"\nToken = "{TOKEN}"\n')
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert world.browser().post("/api/password", json={**NEW, "current": ""}, headers=headers).status_code == 200


def test_an_admin_key_does_not(world):
    """It may be lost with the program that has it: then the account must not be lost too."""
    answer = world.browser().post("/api/password", json={**NEW, "current": ""}, headers=world.key("admin"))
    assert answer.status_code == 403


def test_the_former_hash_is_gone_from_the_file(world):
    before = world.web.options.password_hash.get_secret_value()
    world.alice().post("/api/password", json=NEW)
    assert before not in world.file.read_text()
    assert NEW["password"] not in world.file.read_text()
