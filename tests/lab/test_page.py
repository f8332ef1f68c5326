"""A torrent's life as the page shows it, in a real browser: a real client, real files, and nothing is reloaded."""

import secrets

import pytest

from qbitrr import page as page_of
from tests.lab.chain import Chain
from tests.lab.clients import available
from tests.lab.presence import require_lab
from tests.page.browser import browser, opened

pytestmark = [pytest.mark.lab, pytest.mark.slow]

TOKEN = secrets.token_urlsafe(18)
PAGE = f"""
[WebUI]
Port = 0
Token = "{TOKEN}"
"""
GOOD = "Nosferatu.1922.1080p.WEB-GRP"
DEAD = "Metropolis.1927.1080p.WEB-GRP"


@pytest.fixture(scope="module")
def chain(tmp_path_factory):
    require_lab()
    with Chain([*available()][-1], tmp_path_factory.mktemp("chain"), besides=PAGE) as chain:
        yield chain


@pytest.fixture(scope="module")
def address(chain):
    file = page_of.address_file(chain.folder / "run")
    chain.until(file.exists)
    return file.read_text().strip()


def of(page, name):
    """The row of a torrent, once it is there."""
    row = page.get_by_role("row").filter(has_text=name)
    row.wait_for()
    return row


def test_a_life_is_seen_live_and_explained_and_a_removal_is_undone(chain, address):
    with browser() as chromium, opened(chromium, f"{address}torrents#token={TOKEN}") as page:
        page.get_by_role("heading", name="Torrents", exact=True, level=1).wait_for()
        page.evaluate("window.neverReloaded = true")

        good = chain.add(GOOD)
        chain.grabbed(good, GOOD)
        of(page, GOOD).get_by_text(GOOD).first.click()
        life = page.get_by_role("dialog")
        life.get_by_text("confirmed by the history of Radarr").first.wait_for()
        page.keyboard.press("Escape")
        life.wait_for(state="hidden")

        dead = chain.add(DEAD, of=0.3)
        chain.grabbed(dead, DEAD)
        of(page, DEAD)
        chain.wait_for_quarantine(dead)
        of(page, DEAD).get_by_text("quarantine", exact=False).first.wait_for()
        assert page.evaluate("window.neverReloaded")

        of(page, DEAD).get_by_text(DEAD).first.click()
        why = page.get_by_role("dialog")
        why.get_by_text("no progress").first.wait_for()
        why.get_by_text("stalled").first.wait_for()
        why.get_by_role("button", name="Restore", exact=True).click()
        asked = page.get_by_role("dialog", name="Restore this torrent?")
        asked.get_by_role("button", name="Restore", exact=True).click()
        chain.until(lambda: chain.held(dead) == [])
        why.get_by_role("button", name="Lift the protection").wait_for()
        assert page.evaluate("window.neverReloaded")
    assert chain.is_imported(good)
    assert chain.as_set(dead)[dead]["category"] == "radarr"
