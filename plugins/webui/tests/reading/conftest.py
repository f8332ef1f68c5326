"""A store of its own for each test that reads one."""

import pytest

from qbitrr.store.database import open_store, prepare


@pytest.fixture
def store(tmp_path):
    prepare(tmp_path / "qbitrr.db")
    with open_store(tmp_path / "qbitrr.db") as store:
        yield store
