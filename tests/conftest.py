"""Fixtures of all tests."""

import pytest

from tests.section_world import World


@pytest.fixture
def world(tmp_path):
    """Make sections on a test's clock, of these torrents and with these plugins; they are closed at its end."""
    made = []

    def make(*torrents, **options):
        made.append(World(tmp_path, *torrents, **options))
        return made[-1]

    yield make
    for one in made:
        one.close()
