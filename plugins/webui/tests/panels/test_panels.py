"""What plugins of others add to the page: it is shown, it is apart, and what is broken costs only itself."""

import threading
from types import SimpleNamespace

import pytest
from flask import Blueprint
from pydantic import BaseModel, Field, SecretBytes, SecretStr
from qbitrr_webui import PANEL_API, Form, Frame, Scope, Table, hookimpl, needs
from qbitrr_webui.panels import host
from qbitrr_webui.panels import pages as pages_module
from webui_world import ACCOUNT, code

from qbitrr.store.database import prepare


@pytest.fixture
def page(made):
    """A page, made when everything is installed; a browser of its owner."""

    def begin(webui=ACCOUNT):
        world = made(webui)
        prepare(world.folder / "qbitrr.db")
        world.owner = world.alice()
        return world

    return begin


def plugin(panels=(), routes=None, **more):
    """A class of a plugin that adds these."""

    class Plugin:
        hook_api = PANEL_API

        @hookimpl
        def qbitrr_webui_panels(self):
            return panels() if callable(panels) else panels

        @hookimpl
        def qbitrr_webui_routes(self):
            return routes() if callable(routes) else routes

    for name, value in more.items():
        setattr(Plugin, name, value)
    return Plugin


def table(name="numbers", rows=lambda: [(1,)]):
    return Table(name=name, title="Numbers", columns=("Number",), rows=rows)


class Empty(BaseModel):
    """A form without fields."""


def broken():
    raise RuntimeError("out of order")


# A stranger's plugin


def test_its_panels_are_listed(shelf, page):
    told = page().owner.get("/api/panels").json
    assert [(one["plugin"], one["name"], one["kind"]) for one in told["panels"]] == [
        ("shelf", "largest", "table"),
        ("shelf", "note", "form"),
        ("shelf", "clock", "frame"),
    ]
    assert told["problems"] == []


def test_its_table_has_the_torrents_of_the_page(shelf, page, monkeypatch):
    torrents = [SimpleNamespace(name="small", size=1), SimpleNamespace(name="large", size=2)]
    monkeypatch.setattr(host, "download_of", lambda row: row)
    snapshot = SimpleNamespace(rows=dict(enumerate(torrents)))
    monkeypatch.setattr(host, "mirror", lambda web: SimpleNamespace(look=lambda: snapshot, close=lambda: None))
    told = page().owner.get("/api/panels/shelf/largest").json
    assert told["table"] == {"columns": ["Name", "Size"], "rows": [["large", 2], ["small", 1]]}


def test_its_form_is_filled_in_and_remembered(shelf, page):
    owner = page().owner
    form = owner.get("/api/panels/shelf/note").json["form"]
    assert form["values"] == {"text": "", "word": None}
    assert form["form_schema"]["properties"]["text"]["maxLength"] == 200
    told = owner.post("/api/panels/shelf/note", json={"values": {"text": "milk", "word": "hunter2"}})
    assert told.json == {"done": ["milk is remembered."]}
    assert owner.get("/api/panels/shelf/note").json["form"]["values"] == {"text": "milk", "word": None}


def test_a_secret_that_comes_back_empty_stays(shelf, page):
    owner = page().owner
    owner.post("/api/panels/shelf/note", json={"values": {"text": "milk", "word": "hunter2"}})
    owner.post("/api/panels/shelf/note", json={"values": {"text": "bread", "word": None}})
    assert owner.get("/api/plugins/shelf/note").json["note"] == {"text": "bread", "word": "hunter2"}


class Account(BaseModel):
    user: str = ""
    password: SecretStr = SecretStr("")


class Accounts(BaseModel):
    name: str = ""
    one: Account = Account()
    many: list[Account] = []
    by_name: dict[str, Account | None] = {}
    key: SecretBytes = SecretBytes(b"")
    word: SecretStr = Field(default=SecretStr(""), validation_alias="Word")


@pytest.mark.parametrize("word", ["word", "Word"])
def test_a_secret_is_not_shown_wherever_it_stands_in_a_form(install, page, word):
    kept = {"name": "a name", "key": "hunter2", word: "hunter2"}
    inside = {"user": "me", "password": "hunter2"}
    values = kept | {"one": inside, "many": [inside], "by_name": {"me": inside}}

    form = Form(name="note", title="Note", model=Accounts, values=lambda: values, save=lambda filled: None)
    install(shelf=plugin(panels=[form]))
    told = page().owner.get("/api/panels/shelf/note")
    assert told.json["form"]["values"] == {key: "a name" if key == "name" else None for key in values}
    assert "hunter2" not in told.get_data(as_text=True)


def test_what_does_not_fit_its_form_is_refused(shelf, page):
    told = page().owner.post("/api/panels/shelf/note", json={"values": {"text": "x" * 201}})
    assert (told.status_code, code(told)) == (422, "invalid")
    assert told.json["error"]["problems"][0]["key"] == "text"


def test_its_frame_is_shut_into_a_sandbox(shelf, page):
    told = page().owner.get("/api/panels/shelf/clock/frame")
    policy = told.headers["Content-Security-Policy"]
    assert told.mimetype == "text/html"
    assert "<script>" in told.get_data(as_text=True)
    for part in ("sandbox allow-scripts;", "default-src 'none'", "form-action 'none'", "frame-ancestors 'self'"):
        assert part in policy
    assert "allow-same-origin" not in policy
    assert "connect-src" not in policy
    assert told.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert told.headers["X-Content-Type-Options"] == "nosniff"


def test_its_routes_are_below_its_name(shelf, page):
    owner = page().owner
    assert owner.get("/api/plugins/shelf/note").json == {"note": None}
    assert owner.post("/api/plugins/shelf/forget").json == {"forgotten": True}


def test_it_is_listed_among_the_plugins(shelf, page):
    rows = [one for one in page().owner.get("/api/plugins").json["plugins"] if one["plugin"] == "shelf"]
    assert [(one["kind"], one["status"], one["enabled"], one["about"]) for one in rows] == [
        ("page", "enabled", True, "Largest, Note, Clock")
    ]


def test_it_can_be_switched_off(shelf, page):
    told = page(f"{ACCOUNT}[Plugins.shelf]\nEnabled = false\n").owner.get("/api/panels").json
    assert told == {"panels": [], "problems": []}


# Who may


@pytest.mark.parametrize(
    ("method", "path", "scope", "status"),
    [
        ("get", "/api/panels", "read", 200),
        ("get", "/api/panels/shelf/note", "read", 200),
        ("get", "/api/panels/shelf/clock/frame", "read", 200),
        ("post", "/api/panels/shelf/note", "act", 403),
        ("post", "/api/panels/shelf/note", "admin", 200),
        ("get", "/api/plugins/shelf/note", "read", 200),
        ("get", "/api/plugins/shelf/note", "webhook", 403),
        ("post", "/api/plugins/shelf/forget", "act", 403),
        ("post", "/api/plugins/shelf/forget", "admin", 200),
    ],
)
def test_reading_needs_read_and_all_else_admin(shelf, page, method, path, scope, status):
    world = page()
    send = getattr(world.browser(), method)
    body = {"json": {"values": {"text": "x"}}} if path.startswith("/api/panels") and method == "post" else {}
    assert send(path, headers=world.key(scope), **body).status_code == status
    assert send(path, **body).status_code == 401


def test_a_route_may_say_what_it_needs(install, page):
    routes = Blueprint("mine", __name__)
    routes.post("/call")(needs(Scope.WEBHOOK)(lambda: {"called": True}))
    install(mine=plugin(routes=routes))
    world = page()
    assert world.browser().post("/api/plugins/mine/call", headers=world.key("webhook")).json == {"called": True}
    assert world.browser().post("/api/plugins/mine/call").status_code == 401


def test_a_route_that_reads_and_changes_needs_admin_for_both(install, page):
    routes = Blueprint("mine", __name__)
    routes.route("/both", methods=["GET", "POST"])(lambda: {"done": True})
    install(mine=plugin(routes=routes))
    world = page()
    assert world.browser().get("/api/plugins/mine/both", headers=world.key("act")).status_code == 403
    assert world.browser().get("/api/plugins/mine/both", headers=world.key("admin")).status_code == 200


# What is broken


@pytest.mark.parametrize(
    ("bad", "status", "reason"),
    [
        (ModuleNotFoundError("no such library"), "load error", "no such library"),
        (SystemExit("not today"), "load error", "not today"),
        (plugin(hook_api=2), "incompatible", "hook_api = 1"),
        (plugin(qbitrr_webui_menu=lambda self: None), "incompatible", "no such hook: qbitrr_webui_menu"),
        (type("Plugin", (), {"hook_api": PANEL_API}), "incompatible", "implements no hook"),
        ("text", "incompatible", "must name a class"),
        (plugin(broken), "faulty", "out of order"),
        (plugin(7), "faulty", "a sequence of panels, not int"),
        (plugin(["x"]), "faulty", "str is no Frame, Table or Form"),
        (plugin([table("Bad Name")]), "faulty", "the name 'Bad Name'"),
        (plugin([table(), table()]), "faulty", "two panels are named numbers"),
        (plugin(routes=7), "faulty", "a flask.Blueprint or None, not int"),
        (plugin(routes=lambda: Blueprint("a.b", __name__)), "faulty", "may not contain"),
    ],
)
def test_a_broken_plugin_is_a_reason_and_costs_only_itself(install, page, bad, status, reason):
    install(bad=bad, good=plugin([table()]))
    owner = page().owner
    told = owner.get("/api/panels").json
    assert [one["plugin"] for one in told["panels"]] == ["good"]
    assert f"is {status}: " in told["problems"][0]
    assert reason in told["problems"][0]
    assert owner.get("/api/panels/good/numbers").json["table"]["rows"] == [[1]]


def test_a_distribution_must_be_named_as_all_are(install, page):
    install(distribution="something-else", bad=plugin([table()]))
    (problem,) = page().owner.get("/api/panels").json["problems"]
    assert "must be named qbitrr-x" in problem


def test_two_of_one_name_are_neither_shown(install, page):
    install(twin=plugin([table()]))
    install(twin=plugin([table()]))
    told = page().owner.get("/api/panels").json
    assert told["panels"] == []
    assert len(told["problems"]) == 2


@pytest.mark.parametrize(
    ("panel", "reason"),
    [
        (table(rows=broken), "RuntimeError: out of order"),
        (table(rows=lambda: [(1, 2)]), "a row has 2 cells"),
        (table(rows=lambda: 7), "TypeError"),
        (Form(name="numbers", title="Numbers", model=int, save=broken), "AttributeError"),
    ],
)
def test_a_panel_that_fails_costs_its_content_only(install, page, panel, reason):
    install(mine=plugin([panel, table("others")]))
    owner = page().owner
    told = owner.get("/api/panels/mine/numbers")
    assert (told.status_code, code(told)) == (503, "unavailable")
    assert reason in told.json["error"]["message"]
    assert owner.get("/api/panels/mine/others").status_code == 200


def test_a_frame_that_fails_is_an_error_and_no_page(install, page):
    install(mine=plugin([Frame(name="clock", title="Clock", html=lambda: None)]))
    told = page().owner.get("/api/panels/mine/clock/frame")
    assert (told.status_code, told.mimetype) == (503, "application/json")


def test_a_panel_that_hangs_is_not_waited_for(install, page, monkeypatch):
    let_go = threading.Event()
    monkeypatch.setattr(pages_module, "PATIENCE", 0.05)
    install(mine=plugin([table(rows=lambda: [(let_go.wait(20),)]), table("others")]))
    owner = page().owner
    assert "took longer" in owner.get("/api/panels/mine/numbers").json["error"]["message"]
    let_go.set()


def test_a_save_that_is_refused_says_why(install, page):
    def refuse(_):
        raise ValueError("not on a Monday")

    install(mine=plugin([Form(name="numbers", title="Numbers", model=Empty, save=refuse)]))
    told = page().owner.post("/api/panels/mine/numbers", json={"values": {}})
    assert (told.status_code, told.json["error"]["message"]) == (422, "not on a Monday")


def test_what_json_has_no_word_for_is_shown_as_text(install, page):
    install(mine=plugin([table(rows=lambda: [(float("nan"),), (None,), (object,)])]))
    rows = page().owner.get("/api/panels/mine/numbers").json["table"]["rows"]
    assert rows == [["nan"], [None], ["<class 'object'>"]]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/api/panels/shelf/nothing"),
        ("get", "/api/panels/nobody/note"),
        ("get", "/api/panels/shelf/note/frame"),
        ("post", "/api/panels/shelf/clock"),
    ],
)
def test_what_is_not_there_is_not_found(shelf, page, method, path):
    body = {"json": {"values": {}}} if method == "post" else {}
    assert getattr(page().owner, method)(path, **body).status_code == 404


def test_of_routes_that_clash_none_answers(install, page):
    routes = Blueprint("mine", __name__)
    routes.get("/one")(lambda: {"one": True})
    routes.get("/two")(lambda: {"two": True})  # of the same name: both are a lambda
    install(mine=plugin([table()], routes=routes))
    owner = page().owner
    told = owner.get("/api/panels").json
    assert told["panels"] == []
    assert "its routes cannot be added" in told["problems"][0]
    assert owner.get("/api/plugins/mine/one").status_code == 404
