"""The store as commands open it."""

from contextlib import contextmanager

import pytest

from qbitrr.control.in_use import note
from qbitrr.control.place import Place
from qbitrr.control.stores import opened, private_copy
from qbitrr.control.trouble import Trouble
from qbitrr.processes import running
from qbitrr.store.database import prepare


def test_a_private_copy_is_gone_afterwards_and_changes_nothing(tmp_path):
    place = Place(tmp_path)
    prepare(place.database_file)
    with private_copy(place) as copy:
        copy.notes("x").put("a", 1)
    with opened(place) as store:
        assert store.notes("x").get("a") is None


def test_plugins_find_the_files_of_qbitrr_while_they_work_on_a_copy(tmp_path):
    place = Place(tmp_path)
    prepare(place.database_file)
    with private_copy(place) as copy:
        assert copy.folder == tmp_path


@pytest.fixture
def running_on(tmp_path):
    """A qbitrr that runs on a folder and uses this database."""

    @contextmanager
    def _running_on(database):
        note(tmp_path / "run", database)
        with running.only_one(tmp_path / "run"):
            yield Place(tmp_path)

    return _running_on


def test_a_data_folder_may_be_reached_by_another_path(running_on, tmp_path):
    (tmp_path / "beside").symlink_to(tmp_path)
    with running_on(str(tmp_path / "qbitrr.db")):
        assert Place(tmp_path / "beside").database == str(tmp_path / "beside" / "qbitrr.db")


@pytest.mark.parametrize("used", ["postgresql://me:secret@host/one", "postgresql://me:secret@host:5433/other"])
def test_another_database_than_that_of_the_running_qbitrr_is_refused(running_on, monkeypatch, used):
    monkeypatch.setenv("QBITRR_SETTINGS_DATABASE", "postgresql://me:secret@host/other")
    with running_on(used) as place, pytest.raises(Trouble, match="another database"):
        place.database  # noqa: B018 -- it is refused


def test_what_is_noted_of_a_database_has_no_password(running_on, tmp_path):
    with running_on("postgresql://me:secret@host/name"):
        assert "secret" not in (tmp_path / "run" / "database").read_text()
