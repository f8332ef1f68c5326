"""Each plugin has notes of its own."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qbitrr.host import Notes

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(value=JSON)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
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
