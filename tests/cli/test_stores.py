"""The store as commands open it."""

from qbitrr.control.place import Place
from qbitrr.control.stores import opened, private_copy
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
