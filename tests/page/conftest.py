"""A running household and a browser, one of each for a module."""

import pytest

from tests.page.browser import browser
from tests.page.household import Household


@pytest.fixture(scope="module")
def chromium():
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def household(tmp_path_factory):
    with Household(tmp_path_factory.mktemp("household")) as household:
        household.until(lambda: household.asked(lambda store: store.quarantine.held()))
        yield household
