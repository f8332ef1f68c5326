"""Every answer that is no success has the one shape."""

import pytest
from flask import Blueprint, redirect
from qbitrr_webui.access.guard import needs
from qbitrr_webui.document import FAILURES, answers, document
from qbitrr_webui.errors import Conflict, Invalid, NotFound, Refused
from qbitrr_webui.shapes.access import Scope
from qbitrr_webui.shapes.base import Done, Error, Problem, Taken

from qbitrr import NotAuthorized, Unavailable
from qbitrr.control.trouble import Misuse, Trouble
from qbitrr.store.schema import StoreNotReady, StoreTooNew


class Order(Taken):
    size: int


@pytest.fixture
def failing(world):
    """The answer to an admin of a route that raises this."""

    def ask(error):
        route = Blueprint("failing", __name__)

        def view():
            raise error

        route.get("/api/failing")(needs(Scope.READ)(view))
        world.app.register_blueprint(route)
        return world.alice().get("/api/failing")

    return ask


RAISED = [
    (Refused(403, "no"), 403, "forbidden"),
    (Refused(403, "no", code="special"), 403, "special"),
    (Invalid("no"), 422, "invalid"),
    (NotFound("no"), 404, "not_found"),
    (Conflict("no"), 409, "conflict"),
    (Trouble("no"), 409, "conflict"),
    (Misuse("no"), 422, "invalid"),
    (Unavailable("no"), 503, "unavailable"),
    (NotAuthorized("no"), 503, "unavailable"),
    (StoreNotReady("no"), 503, "unavailable"),
    (StoreTooNew("no"), 503, "unavailable"),
]


@pytest.mark.parametrize(("error", "status", "code"), RAISED, ids=[type(one[0]).__name__ for one in RAISED])
def test_what_a_route_raises_is_told_with_its_sentence(failing, error, status, code):
    answer = failing(error)
    assert (answer.status_code, answer.json) == (status, {"error": {"code": code, "message": "no", "problems": []}})


def test_each_thing_that_is_wrong_is_told(failing):
    told = failing(Invalid("no", [Problem(key="Port", expected="a number")])).json["error"]["problems"]
    assert [(one["key"], one["expected"]) for one in told] == [("Port", "a number")]


def test_a_defect_is_told_without_its_words_and_stands_in_the_log(failing, caplog):
    answer = failing(RuntimeError("inner workings"))
    assert (answer.status_code, answer.json["error"]["code"]) == (500, "failed")
    assert "inner workings" not in answer.text
    assert "inner workings" in caplog.text


def test_when_to_try_again_is_told(failing):
    assert failing(Refused(429, "no", retry_after=4.2)).headers["Retry-After"] == "5"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/nothing", 404),
        ("GET", "/api", 404),
        ("GET", "/health/none", 404),
        ("PATCH", "/api/keys", 405),
        ("GET", "/api/setup", 405),
    ],
)
def test_what_is_not_there_is_told_so(world, method, path, status):
    answer = world.alice().open(path, method=method)
    assert answer.status_code == status
    assert Error.model_validate(answer.json)


def test_what_is_possible_instead_is_told(world):
    assert set(world.alice().patch("/api/keys").headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


def test_a_redirection_is_no_error(world):
    route = Blueprint("going", __name__)
    route.get("/api/going")(needs(Scope.READ)(lambda: redirect("/there")))
    world.app.register_blueprint(route)
    assert world.alice().get("/api/going").headers["Location"] == "/there"


@pytest.fixture
def orders(world):
    """A route that takes an order."""
    route = Blueprint("orders", __name__)

    def order(json: Order) -> Done:
        return Done(done=(str(json.size),))

    route.post("/api/orders")(needs(Scope.READ)(document.validate(resp=answers(Done))(order)))
    world.app.register_blueprint(route)
    return world.alice()


@pytest.mark.parametrize(
    ("body", "keys"),
    [
        ({"size": "big"}, ["size"]),
        ({}, ["size"]),
        ({"size": 1, "colour": "red"}, ["colour"]),
        ([1], [""]),
        (None, [""]),
        ("size", [""]),
    ],
)
def test_what_does_not_fit_is_422_and_names_the_keys(orders, body, keys):
    answer = orders.post("/api/orders", json=body)
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "invalid")
    assert [one["key"] for one in answer.json["error"]["problems"]] == keys or keys == [""]


@pytest.mark.parametrize("body", [b"{", b"\xff", b"", b"size=1", b"[" * 2000])
@pytest.mark.parametrize(
    "kind", ["application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]
)
def test_what_is_no_json_is_422(orders, body, kind):
    answer = orders.post("/api/orders", data=body, content_type=kind)
    assert (answer.status_code, answer.json["error"]["code"]) == (422, "invalid")


def test_what_fits_is_taken(orders):
    assert orders.post("/api/orders", json={"size": 3}).json == {"done": ["3"]}


def test_every_documented_route_may_fail_in_the_one_shape(world):
    with world.app.app_context():
        paths = document.spec["paths"]
    for path, operations in paths.items():
        for method, operation in operations.items():
            assert {str(one) for one in FAILURES} <= operation["responses"].keys(), (path, method)


def test_every_reference_in_the_document_leads_somewhere(world):
    spec = world.alice().get("/api/openapi.json").json
    schemas = spec["components"]["schemas"]

    def references(part):
        if isinstance(part, dict):
            yield from [part["$ref"]] if isinstance(part.get("$ref"), str) else []
            part = list(part.values())
        for inner in part if isinstance(part, list) else []:
            yield from references(inner)

    found = set(references(spec))
    assert found
    assert {one for one in found if one.removeprefix("#/components/schemas/") not in schemas} == set()
