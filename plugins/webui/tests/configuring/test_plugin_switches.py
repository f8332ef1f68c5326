"""The plugins on the page: how each is, and rules switched on and off."""

import tomllib

import pytest
from webui_world import ACCOUNT, code

pytestmark = pytest.mark.slow

RULES = """
[qBit]
Port = 9
[Radarr-4K]
URI = "http://127.0.0.1:9"
APIKey = "abc"
# my rule
[Plugins.stalled]
Trust = "observe"
"""


@pytest.fixture
def page(made):
    world = made(ACCOUNT + RULES)
    world.owner = world.alice()
    return world


def rows(page):
    return {(one["plugin"], one["section"]): one for one in page.owner.get("/api/plugins").json["plugins"]}


def test_every_plugin_is_listed_with_what_it_is(page):
    listed = rows(page)
    stalled = listed["stalled", "Radarr-4K"]
    assert (stalled["kind"], stalled["enabled"], stalled["can_switch"], stalled["trust"]) == (
        "rule",
        True,
        True,
        "observe",
    )
    assert stalled["about"].startswith("Fails a download that makes no progress.")
    radarr = listed["radarr", "Radarr-4K"]
    assert (radarr["kind"], radarr["enabled"], radarr["can_switch"]) == ("app", True, False)
    slow = listed["slow", ""]
    assert (slow["kind"], slow["enabled"], slow["can_switch"]) == ("rule", False, True)
    assert listed["webui", "WebUI"]["kind"] == "page"


def test_a_rule_is_switched_off_and_on(page):
    for on in (False, True):
        told = page.owner.put("/api/plugins/stalled", json={"enabled": on})
        assert told.status_code == 200
        assert f"stalled is {'on' if on else 'off'}" in told.json["done"][0]
        assert tomllib.loads(page.file.read_text())["Plugins"]["stalled"]["Enabled"] is on
        assert "# my rule" in page.file.read_text()
        assert ("stalled", "Radarr-4K" if on else "") in rows(page)


@pytest.mark.parametrize(("name", "status"), [("radarr", 422), ("webui", 422), ("nothing", 404), ("--data", 404)])
def test_what_is_no_rule_is_not_switched(page, name, status):
    before = page.file.read_text()
    told = page.owner.put(f"/api/plugins/{name}", json={"enabled": False})
    assert told.status_code == status
    assert page.file.read_text() == before


def test_only_an_administrator_switches(page):
    answer = page.browser().put("/api/plugins/stalled", headers=page.key("act"), json={"enabled": False})
    assert code(answer) == "forbidden"
