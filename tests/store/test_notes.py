"""Each plugin has notes of its own."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbitrr.host import Notes

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(value=JSON)
@settings(max_examples=50)
def test_every_plain_value_comes_back(store, value):
    notes: Notes = store.notes("plugin")
    notes.put("key", value)
    assert notes.get("key") == value


def test_none_forgets(store):
    notes = store.notes("plugin")
    notes.put("key", 1)
    notes.put("key", None)
    notes.put("another", None)
    assert notes.get("key") is None


def test_a_plugin_sees_only_its_own(store):
    store.notes("plugin").put("key", 1)
    assert store.notes("other").get("key") is None


def test_what_is_not_plain_is_refused(store):
    with pytest.raises(TypeError):
        store.notes("plugin").put("key", object())


def test_notes_are_taken_in_any_thread(store):
    """A plugin has one notebook, and is asked in two threads."""
    notes = store.notes("Radarr/Radarr")
    notes.put("profile", 1)
    with ThreadPoolExecutor(1) as other:
        assert other.submit(notes.get, "profile").result() == 1
        other.submit(notes.put, "profile", 2).result()
        assert other.submit(notes.names).result() == {"profile"}
        other.submit(notes.put, "gone", None).result()
    assert notes.get("profile") == 2


def test_all_are_read_at_once(store):
    notes = store.notes("plugin")
    store.notes("other").put("key", 1)
    assert notes.all() == {}
    notes.put("a", {"b": [1]})
    notes.put("c", "d")
    assert notes.all() == {"a": {"b": [1]}, "c": "d"}
    assert notes.names() == notes.all().keys()
