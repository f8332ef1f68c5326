"""Which torrent a text means. Names are chosen by strangers, hashes are not."""

import pytest

from qbitrr.control.candidates import Candidate, chosen
from qbitrr.control.trouble import Trouble

A, B = "a" * 40, "b" * 40
IMPOSTOR = Candidate("qBit", B, f"A film {A}", "in")


@pytest.mark.parametrize("text", [A, f"qBit/{A}", A.upper()])
def test_a_whole_hash_is_never_a_part_of_a_name(text):
    with pytest.raises(Trouble, match="No torrent has a hash"):
        chosen(text, [IMPOSTOR])
    assert chosen(text, [IMPOSTOR, Candidate("qBit", A, "Mine", "in")]).name == "Mine"


def test_a_client_is_meant_when_it_is_named():
    both = [Candidate("qBit", A, "Here", "in"), Candidate("qBit-2", A, "There", "in")]
    assert chosen(f"qBit-2/{A}", both).name == "There"
