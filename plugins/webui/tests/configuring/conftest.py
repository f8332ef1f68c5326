"""The schemas are asked for once for all tests here; how they are asked for has a test of its own."""

import pytest
from qbitrr_webui.configuring import asking, known
from qbitrr_webui.shapes.configuration import Schemas

from qbitrr.cli.config_schema import every_schema


@pytest.fixture(scope="session")
def every():
    return Schemas(schemas=every_schema()[0])


@pytest.fixture
def asked_for(monkeypatch):
    """Have the schemas asked for in earnest."""
    monkeypatch.setattr(known, "schemas", asking.schemas)


@pytest.fixture(autouse=True)
def _at_hand(monkeypatch, every):
    monkeypatch.setattr(known, "schemas", lambda folder: every)
