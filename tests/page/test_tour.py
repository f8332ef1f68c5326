"""Every page, in light and dark, on a desktop and a phone: it is there, breaks no policy, and everybody can use it.

The pictures are in ``build/page`` afterwards, for people to look at.
"""

from pathlib import Path

import pytest

from tests.page.browser import LOOKS, PICTURES, opened

pytestmark = pytest.mark.slow

AXE = Path(__file__).parents[2] / "plugins/webui/page/node_modules/axe-core/axe.min.js"
PAGES = {
    "overview": ("/", "Overview"),
    "torrents": ("/torrents", "Torrents"),
    "plan": ("/plan", "Plan"),
    "activity": ("/activity", "Activity"),
    "quarantine": ("/quarantine", "Quarantine"),
    "search": ("/search", "Library search"),
    "seeding": ("/seeding", "Seeding"),
    "space": ("/space", "Disk space"),
    "statistics": ("/statistics", "Statistics"),
    "processes": ("/processes", "Processes"),
    "logs": ("/logs", "Logs"),
    "plugins": ("/plugins", "Plugins"),
    "configuration": ("/configuration", "Configuration"),
    "access": ("/access", "Access"),
    "setup": ("/setup", "Set up qbitrr"),
}
SETTLES = 500
"""Milliseconds after which a page shows what it has."""

SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: look.name)
def visitor(request, chromium, household):
    """Somebody who is signed in, and looks in one way."""
    with opened(chromium, household.link, request.param) as page:
        page.get_by_role("heading", name="Overview", exact=True).wait_for()
        yield page, request.param, household.address


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_there_and_everybody_can_use_it(visitor, name):
    page, look, address = visitor
    path, title = PAGES[name]
    page.goto(f"{address}{path.removeprefix('/')}")
    page.get_by_role("heading", name=title, exact=True, level=1).wait_for()
    page.wait_for_timeout(SETTLES)
    page.wait_for_function("() => document.querySelector('[aria-label=Loading]') === null")
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}-{look.name}.jpg", quality=82)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "it is wider than the window"
    assert faults(page) == []


def faults(page):
    """What axe finds serious: which rule, and at which element."""
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


def test_the_whole_why_of_a_torrent(chromium, household):
    with opened(chromium, household.at("/torrents")) as page:
        page.get_by_text("Metropolis.1927.1080p.BluRay.x264-GRP").first.click()
        page.get_by_role("dialog").wait_for()
        page.wait_for_timeout(SETTLES)
        page.screenshot(path=PICTURES / "why-desktop-light.jpg", quality=82)
        assert faults(page) == []


def test_the_keyboard_goes_everywhere(chromium, household):
    with opened(chromium, household.link) as page:
        page.get_by_role("heading", name="Overview", exact=True).wait_for()
        page.keyboard.press("g")
        page.keyboard.press("t")
        page.get_by_role("heading", name="Torrents", exact=True, level=1).wait_for()
        page.keyboard.press("Control+k")
        page.get_by_placeholder("A page, a torrent, a command").fill("Activity")
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Activity", exact=True, level=1).wait_for()
