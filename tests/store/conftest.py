"""A store of its own for each test: in a file, and in a database of PostgreSQL."""

from datetime import UTC, datetime

import pytest

from qbitrr.store.database import open_store, prepare
from tests import postgres

NOW = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def path(tmp_path):
    """A prepared file."""
    path = tmp_path / "qbitrr.db"
    assert prepare(path) is None
    return path


@pytest.fixture(scope="session")
def server():
    postgres.require()
    server = postgres.Server()
    try:
        server.asked("postgres", f"CREATE DATABASE {postgres.TEMPLATE}")
        assert prepare(server.url(postgres.TEMPLATE)) is None
        yield server
    finally:
        server.end()


@pytest.fixture
def url(server):
    """A prepared database of PostgreSQL."""
    with server.database(postgres.TEMPLATE) as name:
        yield server.url(name)


@pytest.fixture(params=["path", pytest.param("url", marks=pytest.mark.postgres)], ids=["file", "postgres"])
def where(request):
    """A prepared database of either kind."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def store(where):
    with open_store(where) as store:
        yield store
