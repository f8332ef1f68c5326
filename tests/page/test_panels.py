"""Panels of somebody else's plugin show on the page as it was built, and a frame of theirs can reach nothing of it."""

import os
import shutil
from pathlib import Path

import pytest

from tests.page.browser import opened
from tests.page.household import Household

pytestmark = pytest.mark.slow

PACKAGE = Path(__file__).parents[1] / "third_party/panels/qbitrr_shelf"
METADATA = "Metadata-Version: 2.1\nName: qbitrr-shelf\nVersion: 0.3.0\n"
ENTRY_POINTS = "[qbitrr.pages]\nshelf = qbitrr_shelf:Shelf\n"


@pytest.fixture(scope="module")
def household(tmp_path_factory):
    """With the plugin installed beside the others, as pip would have put it."""
    place = tmp_path_factory.mktemp("installed")
    shutil.copytree(PACKAGE, place / PACKAGE.name)
    told = place / "qbitrr_shelf-0.3.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text(METADATA)
    (told / "entry_points.txt").write_text(ENTRY_POINTS)
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(place)
    try:
        with Household(tmp_path_factory.mktemp("household")) as household:
            yield household
    finally:
        os.environ.pop("PYTHONPATH") if before is None else os.environ.update(PYTHONPATH=before)


def test_a_table_a_form_and_a_frame_of_a_third_party(chromium, household):
    with opened(chromium, household.at("/panels")) as page:
        page.get_by_role("tab", name="Largest").click()
        page.get_by_role("cell", name="The.Thief.of.Bagdad.1924.1080p.BluRay.x264-GRP").wait_for()

        page.get_by_role("tab", name="Note").click()
        page.get_by_role("textbox", name="Text").fill("Watch Nosferatu")
        page.get_by_role("button", name="Send").click()
        page.get_by_text("Watch Nosferatu is remembered.").first.wait_for()

        page.get_by_role("tab", name="Clock").click()
        clock = page.frame_locator("iframe[title=Clock]").locator("#clock")
        page.wait_for_function("() => document.querySelector('iframe[title=Clock]') !== null")
        assert clock.inner_text().isdecimal()  # its own script has run
        assert clock.evaluate("() => origin") == "null"
        assert clock.evaluate("() => { try { return parent.document.title } catch { return 'refused' } }") == "refused"
