"""Security: the bearer token of [WebUI] Token."""

import pytest
from webui_world import TOKEN


@pytest.fixture
def world(made):
    return made(webui=f'Token = "{TOKEN}"\n')


def test_it_may_do_everything(world):
    answer = world.browser().get("/api/keys", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200


@pytest.mark.parametrize("scheme", ["bearer", "BEARER"])
def test_the_word_before_it_is_compared_without_case(world, scheme):
    assert world.browser().get("/api/keys", headers={"Authorization": f"{scheme} {TOKEN}"}).status_code == 200


def test_it_may_come_as_a_key_does(world):
    assert world.browser().get("/api/keys", headers={"X-Api-Key": TOKEN}).status_code == 200


@pytest.mark.parametrize("wrong", [TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "", "*"])
def test_another_one_opens_nothing(world, wrong):
    assert world.browser().get("/api/keys", headers={"Authorization": f"Bearer {wrong}"}).status_code == 401


def test_a_wrong_one_is_not_made_good_by_a_session(made):
    world = made()
    assert world.alice().get("/api/keys", headers={"Authorization": "Bearer wrong"}).status_code == 401


@pytest.mark.parametrize("address", [f"/api/keys?token={TOKEN}", f"/api/keys?access_token={TOKEN}&apikey={TOKEN}"])
def test_it_is_not_taken_from_an_address(world, address):
    """Addresses are kept in histories and logs."""
    assert world.browser().get(address).status_code == 401


def test_without_one_in_the_file_no_token_opens_anything(made):
    world = made()
    for nothing in ("", " ", "None", "null"):
        assert world.browser().get("/api/keys", headers={"Authorization": f"Bearer {nothing}"}).status_code == 401
        assert world.browser().post("/api/session/token", json={"token": nothing}).status_code == 401


def test_one_signs_in_with_it(world):
    browser = world.browser()
    answer = browser.remember(browser.post("/api/session/token", json={"token": TOKEN}))
    assert answer.json["how"] == "token"
    assert browser.get("/api/keys").status_code == 200


def test_its_sessions_end_when_it_changes(world):
    browser = world.browser()
    browser.remember(browser.post("/api/session/token", json={"token": TOKEN}))
    world.write('Token = "another-one"\n')
    assert browser.get("/api/keys").status_code == 401
    assert world.browser().get("/api/keys", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 401


def test_the_environments_wins(made):
    world = made(webui='Token = "of-the-file"\n', environ={"QBITRR_WEBUI_TOKEN": TOKEN})
    assert world.browser().get("/api/keys", headers={"X-Api-Key": TOKEN}).status_code == 200
    assert world.browser().get("/api/keys", headers={"X-Api-Key": "of-the-file"}).status_code == 401
