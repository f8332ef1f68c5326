"""Security: a Content-Security-Policy without inline script, and what else the browser is forbidden."""

import pytest
from flask import Blueprint, Response
from qbitrr_webui.access.guard import needs
from qbitrr_webui.shapes.access import Scope

PATHS = ["/", "/torrents", "/api/session", "/api/keys", "/health/live", "/assets/none.js", "/api/none"]


def policy(answer):
    parts = (part.split() for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in parts}


@pytest.mark.parametrize("path", PATHS)
def test_no_script_runs_but_from_files_of_this_page(world, path):
    found = policy(world.browser().get(path))
    assert found["default-src"] == ["'self'"]
    assert found["script-src"] == ["'self'"]
    assert found["object-src"] == ["'none'"]


def test_neither_inline_nor_eval_nor_from_anywhere_else(world):
    text = world.browser().get("/").headers["Content-Security-Policy"]
    for forbidden in ("unsafe-eval", "http:", "https:", "*", "blob:", "strict-dynamic"):
        assert forbidden not in text
    assert {name for name, values in policy(world.browser().get("/")).items() if "'unsafe-inline'" in values} == {
        "style-src"
    }


@pytest.mark.parametrize("path", PATHS)
def test_no_other_page_may_frame_it(world, path):
    answer = world.browser().get(path)
    assert policy(answer)["frame-ancestors"] == ["'none'"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_forms_and_the_base_stay_here(world):
    found = policy(world.browser().get("/"))
    assert (found["form-action"], found["base-uri"]) == (["'self'"], ["'self'"])


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
def test_what_every_answer_has(world, path, name, value):
    assert world.browser().get(path).headers[name] == value


def test_no_device_is_asked_for(world):
    assert "camera=()" in world.browser().get("/").headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/api/session", "/api/keys", "/health/live", "/api/none"])
def test_nothing_of_the_api_is_kept_by_caches(world, path):
    assert world.alice().get(path).headers["Cache-Control"] == "no-store"


def test_refusals_have_them_too(world):
    answer = world.browser().get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 421
    assert "Content-Security-Policy" in answer.headers


def test_no_other_origin_is_let_read(world):
    answer = world.alice().get("/api/keys", headers={"Origin": "https://evil.example"})
    assert [name for name, _ in answer.headers if name.startswith("Access-Control")] == []


def test_nothing_says_what_serves_it(world):
    assert "Server" not in world.browser().get("/").headers


def test_an_answer_may_be_stricter_or_framed_by_this_page_if_it_says_so(world):
    frames = Blueprint("frames", __name__)
    framed = needs(Scope.READ)(
        lambda: Response("x", headers={"Content-Security-Policy": "sandbox; default-src 'none'"})
    )
    frames.get("/api/frames")(framed)
    world.app.register_blueprint(frames)
    assert world.alice().get("/api/frames").headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
