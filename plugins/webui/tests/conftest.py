"""Fixtures of the page's tests."""

import pytest
from webui_world import World


@pytest.fixture
def made(tmp_path):
    """Make pages, each on a data folder of its own, with this below [WebUI]."""
    worlds = []

    def make(*args, **options):
        folder = tmp_path / f"page{len(worlds)}"
        folder.mkdir()
        worlds.append(World(folder, *args, **options))
        return worlds[-1]

    yield make
    for one in worlds:
        one.web.close()


@pytest.fixture
def world(made):
    """A page with the account of alice."""
    return made()
