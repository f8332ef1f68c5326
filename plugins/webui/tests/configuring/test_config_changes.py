"""Changing the configuration on the page: what is shown, checked and saved, and what is refused."""

import hashlib
import tomllib

import pytest
from webui_world import ACCOUNT, HASH, code

pytestmark = pytest.mark.slow

CLIENT = """
# my client
[qBit]
Host = "127.0.0.1"
Port = 9   # discard
Password = "hunter2"

[Radarr-4K]
URI = "http://127.0.0.1:9"
APIKey = "0123456789abcdef"

[Plugins.stalled]
Strikes = 2
[[Plugins.trackers.Rows]]
Host = "tracker.example.org"
Add = ["https://tracker.example.org/hunter2/announce"]
"""


@pytest.fixture
def page(made, monkeypatch):
    """A page whose file has a client, an app and rules; a browser of its owner."""
    for name in ("QBITRR_SETTINGS_DRY_RUN", "QBITRR_QBIT_PORT"):
        monkeypatch.delenv(name, raising=False)
    world = made(ACCOUNT + CLIENT)
    world.owner = world.alice()
    return world


def change(heading, *path, **what):
    return {"heading": heading, "path": list(path), **what}


def ask(page, verb, *changes, fingerprint=None):
    if fingerprint is None:
        fingerprint = hashlib.sha256(page.file.read_bytes()).hexdigest()
    body = {"fingerprint": fingerprint, "changes": list(changes)}
    if verb == "save":
        return page.owner.put("/api/config", json=body)
    return page.owner.post(f"/api/config/{verb}", json=body)


def read(page):
    return tomllib.loads(page.file.read_text())


def sections(page):
    return {one["heading"]: one for one in page.owner.get("/api/config").json["sections"]}


def option(page, heading, *path):
    return next(one for one in sections(page)[heading]["options"] if one["path"] == list(path))


# Shown


def test_the_configuration_is_shown_without_its_secrets(page):
    answer = page.owner.get("/api/config")
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    for secret in ("hunter2", "0123456789abcdef", HASH):
        assert secret not in text
    assert option(page, "qBit", "Password") | {"value": None, "secret": True, "is_set": True} == option(
        page, "qBit", "Password"
    )
    assert option(page, "qBit", "Port")["value"] == 9
    assert option(page, "Plugins.trackers", "Rows")["value"][0]["Add"] == ["https://tracker.example.org/…"]


def test_the_schemas_are_those_of_the_installed_plugins(page, asked_for, every):
    schemas = page.owner.get("/api/config/schemas").json["schemas"]
    assert schemas == every.schemas


@pytest.mark.parametrize("method", ["get", "put"])
def test_only_an_administrator_sees_and_changes_it(page, method):
    for scope in ("read", "act"):
        answer = getattr(page.browser(), method)("/api/config", headers=page.key(scope), json={"changes": []})
        assert (answer.status_code, code(answer)) == (403, "forbidden")


def test_a_file_that_cannot_be_read_is_said(page):
    page.file.write_text("[qBit\n")
    answer = page.browser().get("/api/config", headers=page.key("admin"))
    assert (answer.status_code, code(answer)) == (409, "conflict")
    assert "line 1" in answer.json["error"]["message"]


# Checked


def test_a_change_is_checked_and_nothing_is_written(page):
    before = page.file.read_text()
    told = ask(page, "check", change("qBit", "Port", value=10), change("qBit", "Password", value="hunter3")).json
    assert told["ok"]
    assert "+Port = 10   # discard" in told["diff"]
    assert '+Password = "(changed)"' in told["diff"]
    assert "hunter" not in told["diff"]
    assert set(told["restarts"]) == {"qBit"}
    assert page.file.read_text() == before


def test_what_is_wrong_is_said_where_it_can_be_mended(page):
    told = ask(page, "check", change("Plugins.stalled", "Strikes", value=0)).json
    assert not told["ok"]
    assert [(one["section"], one["key"]) for one in told["problems"]] == [("Plugins.stalled", "Strikes")]


def test_without_changes_the_file_itself_is_checked(page):
    told = page.owner.post("/api/config/check", json={}).json
    assert (told["ok"], told["diff"], told["restarts"]) == (True, "", [])


def test_the_connections_of_a_change_are_tried(page):
    tried = {one["name"]: one for one in page.owner.post("/api/config/connections", json={}).json["connections"]}
    assert {"qBit", "Radarr-4K"} <= tried.keys()
    assert not tried["qBit"]["ok"]


def test_a_preview_says_who_does_not_answer_and_changes_nothing(page):
    before = page.file.read_text()
    told = ask(page, "preview", change("qBit", "Port", value=10)).json
    assert {one["name"]: one["ok"] for one in told["connections"]} == {"qBit": False, "Radarr-4K": False}
    assert (told["judged"], told["plan"]) == (0, [])
    assert page.file.read_text() == before


def nested(depth):
    return [nested(depth - 1)] if depth else []


# Saved


def test_a_change_is_saved_where_it_stands_and_comments_survive(page):
    before = page.file.read_text()
    told = ask(page, "save", change("qBit", "Port", value=10))
    assert told.status_code == 200
    assert page.file.read_text() == before.replace("Port = 9   # discard", "Port = 10   # discard")
    assert told.json["fingerprint"] == page.owner.get("/api/config").json["fingerprint"]
    assert not told.json["reloaded"]  # nothing runs here


def test_several_changes_are_one_save(page):
    told = ask(
        page,
        "save",
        change("Sonarr-TV", value={"URI": "http://sonarr:8989", "APIKey": "abcdef"}),
        change("Radarr-4K.Plugins.stalled", "Trust", value="observe"),
        change("Plugins.stalled", "Strikes", remove=True),
        change("Plugins.trackers", remove=True),
        change("Settings", "Safety", "MaxRemovals", value=3),
    )
    assert told.status_code == 200
    tables = read(page)
    assert tables["Sonarr-TV"] == {"URI": "http://sonarr:8989", "APIKey": "abcdef"}
    assert tables["Radarr-4K"]["Plugins"]["stalled"] == {"Trust": "observe"}
    assert tables["Plugins"] == {"stalled": {}}
    assert tables["Settings"]["Safety"] == {"MaxRemovals": 3}
    assert tables["qBit"]["Password"] == "hunter2"


def test_secrets_that_come_back_as_they_were_shown_stay(page):
    rows = option(page, "Plugins.trackers", "Rows")["value"]
    told = ask(
        page,
        "save",
        change("qBit", "Password", value=None),
        change("Plugins.trackers", "Rows", value=[{**rows[0], "AddTags": ["mine"]}]),
    )
    assert told.status_code == 200
    tables = read(page)
    assert tables["qBit"]["Password"] == "hunter2"
    assert tables["Plugins"]["trackers"]["Rows"] == [
        {
            "Host": "tracker.example.org",
            "Add": ["https://tracker.example.org/hunter2/announce"],
            "AddTags": ["mine"],
        }
    ]


def test_a_half_filled_section_is_saved_and_what_it_lacks_is_told(page):
    told = ask(page, "save", change("Lidarr", "URI", value="http://lidarr:8686"))
    assert told.status_code == 200
    assert [(one["section"], one["key"]) for one in told.json["problems"]] == [("Lidarr", "APIKey")]


def test_what_somebody_else_has_changed_meanwhile_is_not_lost(page):
    fingerprint = page.owner.get("/api/config").json["fingerprint"]
    page.file.write_text(page.file.read_text().replace("Strikes = 2", "Strikes = 7"))
    told = ask(page, "save", change("qBit", "Port", value=10), fingerprint=fingerprint)
    assert (told.status_code, code(told)) == (409, "conflict")
    assert read(page)["qBit"]["Port"] == 9


def test_a_save_that_does_not_say_which_file_it_has_seen_is_refused(page):
    assert ask(page, "save", change("qBit", "Port", value=10), fingerprint="").status_code == 409


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([change("WebUI", "PasswordHash", value="x")], "present password"),
        ([change("WebUI", value={"Username": "mallory"})], "present password"),
        ([change("WebUI", remove=True)], "the account"),
        ([change("qBit", value="text")], "a section is a table"),
        ([change("qBit", "Host", "Deeper", value=1)], "is no table"),
        ([change("WebUI", "Port", value=70000)], "could not start"),
        ([change("qBit", "Host", value="\ud800")], "half a character"),
        ([change("qBit", "\udfff", value=1)], "half a character"),
        ([change("qBit", "ManagedCategories", value=["a", None])], "no null"),
        ([change("qBit", "ManagedCategories", value=nested(30))], "nested"),
    ],
)
def test_what_would_do_harm_is_refused_and_nothing_is_written(page, changes, said):
    before = page.file.read_text()
    told = ask(page, "save", change("qBit", "Port", value=10), *changes)
    assert (told.status_code, code(told)) == (422, "invalid")
    assert said in told.get_data(as_text=True)
    assert page.file.read_text() == before


def test_options_of_the_page_that_are_wrong_already_keep_nobody_from_saving(made):
    world = made(f"{ACCOUNT}Port = 70000\n[qBit]\nPort = 9\n")
    world.owner = world.alice()
    assert ask(world, "save", change("qBit", "Port", value=10)).status_code == 200


# The first set-up


def test_without_a_file_the_first_save_writes_the_example_with_what_was_filled_in(page):
    page.file.unlink()
    key = page.key("admin")

    def send(verb, *changes):
        fingerprint = hashlib.sha256(b"").hexdigest()
        body = {"fingerprint": fingerprint, "changes": list(changes)}
        if verb == "save":
            return page.browser().put("/api/config", headers=key, json=body)
        return page.browser().post(f"/api/config/{verb}", headers=key, json=body)

    filled = [
        change("qBit", "Host", value="127.0.0.1"),
        change("qBit", "Port", value=9),
        change("qBit", "UserName", value=""),
        change("qBit", "Password", value="hunter2"),
        change("Radarr", value={"URI": "http://127.0.0.1:9", "APIKey": "0123456789abcdef"}),
    ]
    assert send("connections", *filled).status_code == 200
    assert {one["name"] for one in send("preview", *filled).json["connections"]} == {"qBit", "Radarr"}
    saved = send("save", *filled)
    assert saved.status_code == 200
    assert saved.json["problems"] == []
    tables = read(page)
    assert tables["Radarr"]["APIKey"] == "0123456789abcdef"
    assert tables["Sonarr"]["URI"] == "CHANGE_ME"
    assert "# How far back removals are counted." in page.file.read_text()
    assert page.file.stat().st_mode & 0o777 == 0o600
