"""A store of its own for each test."""

from datetime import UTC, datetime

import pytest

from qbitrr.store.database import open_store, prepare

NOW = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "qbitrr.db"
    assert prepare(path) is None
    return path


@pytest.fixture
def store(path):
    with open_store(path) as store:
        yield store
