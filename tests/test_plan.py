"""Which processes a configuration asks for."""

import pytest

from qbitrr.config import InstanceSection
from qbitrr.config.sections import ClientPart
from qbitrr.plan import Planner, worker_of


@pytest.fixture
def planned(tmp_path):
    """The names of the processes that one configuration after the other asks for."""
    planner = Planner(tmp_path, {}, "qbitrr.db")

    def names(text):
        (tmp_path / "config.toml").write_text(text)
        return [child.name for child in planner().children]

    return names


def test_a_client_that_only_serves_apps_has_no_worker(planned):
    assert planned("[qBit]\n[Radarr]\n[Plugins.stalled]") == ["qBit", "Radarr"]


@pytest.mark.parametrize("text", ["ManagedCategories = ['a']", "[qBit.Plugins.space]"])
def test_a_client_with_work_of_its_own_has_a_worker_beside_its_process(planned, text):
    assert planned(f"[qBit]\n{text}\n[qBit-seedbox]") == ["qBit", "qBit-seedbox", "qBit.worker"]


def test_both_keep_their_last_good_configuration(planned):
    planned("[qBit]\nManagedCategories = ['a']")
    assert planned("[qBit]\nManagedCategories = ['a']\nPort = 'x'") == ["qBit", "qBit.worker"]


def test_a_worker_is_called_as_its_section_where_that_is_free():
    assert worker_of(InstanceSection("Radarr", "radarr", True, {}, {})) == "Radarr"
    assert (
        worker_of(InstanceSection("qBit-seedbox", "qbit", True, {}, {}, client=ClientPart(("a",))))
        == "qBit-seedbox.worker"
    )


@pytest.mark.parametrize(
    ("used", "named", "said"),
    [
        ("/data/qbitrr.db", "", False),
        ("/data/qbitrr.db", "postgresql://host/name", True),
        ("postgresql://host/name", "postgresql://host/name", False),
        ("postgresql://host/name", "", True),
    ],
)
def test_a_database_is_changed_by_a_new_start_alone(tmp_path, caplog, used, named, said):
    (tmp_path / "config.toml").write_text(f"[Settings]\nDatabase = '{named}'\n[qBit]\n[Radarr]")
    plan = Planner(tmp_path, {}, used)()
    assert {child.args[-1] for child in plan.children if child.name == "Radarr"} == {used}
    assert ("Database is another one now" in caplog.text) == said


def test_the_same_configuration_asks_for_the_same_processes(tmp_path):
    (tmp_path / "config.toml").write_text("[qBit]\nManagedCategories = ['a']\n[Radarr]")
    planner = Planner(tmp_path, {}, "qbitrr.db")
    before = {child.name: child.fingerprint for child in planner().children}
    assert {child.name: child.fingerprint for child in planner().children} == before
    (tmp_path / "config.toml").write_text("[qBit]\nManagedCategories = ['b']\n[Radarr]")
    after = {child.name: child.fingerprint for child in planner().children}
    assert [name for name in before if before[name] != after[name]] == ["qBit", "qBit.worker"]
