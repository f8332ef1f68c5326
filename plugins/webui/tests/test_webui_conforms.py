"""The API does what its document says, whatever is sent: no 5xx, and no answer that the document does not have."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.openapi import from_wsgi
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from webui_world import ACCOUNT, TOKEN, World

from qbitrr.domain import State
from qbitrr.store.database import open_store, prepare
from qbitrr.testing.builders import NOW, make_complete, make_download

pytestmark = pytest.mark.slow

STREAMS = r"^/api/(events|logs/[^/]+/live)$"
"""They have no end; see tests/reading/test_streams.py."""

NOT_RUNNING = "/health/ready"
"""Its 503 is what it is for: no qbitrr runs here."""

EVERYTHING = {"Authorization": f"Bearer {TOKEN}"}
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    """The document as it is served, of a page with something to show."""
    folder = tmp_path_factory.mktemp("page")
    world = World(folder, f'{ACCOUNT}Token = "{TOKEN}"\n')
    prepare(folder / "qbitrr.db")
    torrent = make_complete(state=State.SEEDING)
    with open_store(folder / "qbitrr.db") as store:
        store.downloads.save_all([make_download(torrent)])
        told = {"owner": "Radarr", "client": "qBit", "hash": torrent.hash, "name": torrent.name, "at": NOW}
        store.ledger.append(action="remove", reason="stalled", outcome="done", evidence={"hours": 7}, **told)
    (folder / "logs").mkdir()
    (folder / "logs/Radarr.log").write_text("2026-03-01 12:00:00,000 INFO  qbitrr.cycle  A film was imported.\n")
    yield from_wsgi("/api/openapi.json", world.app, headers=EVERYTHING)
    world.web.close()


def operations(api):
    """Every call that ends, with a strategy for what may be sent."""
    found = [result.ok() for result in api.get_all_operations()]
    return [one for one in found if not re.search(STREAMS, one.path)]


def broken(operation):
    """What is wrong with the answers of one operation; empty when nothing is."""

    @settings(max_examples=5, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def conforms(case):
        case.call_and_validate(headers=EVERYTHING, checks=CHECKS[operation.path == NOT_RUNNING :])

    try:
        conforms()
    except (FailureGroup, ExceptionGroup) as error:
        return f"{operation.method} {operation.path}: {error}"
    return ""


def test_what_is_answered_is_what_the_document_says(api):
    asked = operations(api)
    assert len(asked) > 40
    assert list(filter(None, map(broken, asked))) == []
