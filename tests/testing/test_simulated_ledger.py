"""Deltas of the ledger, laid over what was known, give what is there now."""

import copy

from hypothesis import given
from hypothesis import strategies as st

from qbitrr.testing.qbittorrent.ledger import Ledger

KEYS = st.sampled_from(["a", "b", "c"])
VALUES = st.integers(0, 2)
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("put"), KEYS, st.fixed_dictionaries({"x": VALUES, "y": VALUES})),
        st.tuples(st.just("change"), KEYS, st.dictionaries(st.sampled_from(["x", "y"]), VALUES)),
        st.tuples(st.just("drop"), KEYS, st.none()),
    )
)


def carry_out(ledger, changes):
    for what, key, fields in changes:
        if what == "put":
            ledger.put("torrents", key, dict(fields))
        elif key in ledger.tables["torrents"]:
            ledger.change("torrents", key, fields) if what == "change" else ledger.drop("torrents", key)


@given(before=CHANGES, after=CHANGES)
def test_a_mirror_that_takes_a_delta_equals_the_table(before, after):
    ledger = Ledger("torrents")
    carry_out(ledger, before)
    mirror, sequence = copy.deepcopy(ledger.tables["torrents"]), ledger.sequence
    carry_out(ledger, after)
    delta = ledger.since(sequence)
    for key, fields in delta.changed.get("torrents", {}).items():
        assert fields != mirror.get(key), "nothing is told that was known"
        mirror[key] = mirror.get(key, {}) | fields
    for key in delta.removed.get("torrents", []):
        del mirror[key]
    assert mirror == ledger.tables["torrents"]


def test_it_remembers_so_many_changes_and_no_more():
    ledger = Ledger("torrents", keep=2)
    carry_out(ledger, [("put", key, {"x": 0, "y": 0}) for key in "abc"])
    assert [ledger.remembers(sequence) for sequence in range(5)] == [False, True, True, True, False]
