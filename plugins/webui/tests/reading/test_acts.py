"""A person's word about one torrent becomes a command, and nothing of it is ever taken for an option."""

import pytest
from qbitrr_webui.errors import Invalid, NotFound
from qbitrr_webui.reading.acts import ACTS, done_in, words_for
from qbitrr_webui.shapes.downloads import Act

A = "a" * 40


def words(act, client="qBit", **given):
    return words_for(act, client, A, Act(**given))


@pytest.mark.parametrize("act", ["protect", "unprotect", "restore"])
def test_the_torrent_is_named_with_its_client_behind_the_options(act):
    assert words(act) == (act, "--", f"qBit/{A}")
    assert words(act, client="--undo")[-2:] == ("--", f"--undo/{A}")


@pytest.mark.parametrize("torrent", ["", "a", A[:39], f"{A}a", "a film"])
def test_only_a_whole_hash_names_a_torrent(torrent):
    with pytest.raises(Invalid, match="not the whole hash"):
        words_for("protect", "qBit", torrent, Act())


def test_the_reason_of_a_protection_is_passed_on():
    assert words("protect", reason="--list")[:2] == ("protect", "--reason=--list")


@pytest.mark.parametrize("act", ["release", "discard"])
def test_what_cannot_be_undone_is_confirmed_with_the_whole_hash(act):
    assert words(act, confirm=A.upper()) == (act, "--confirm", A, "--", f"qBit/{A}")
    for confirm in ("", A[:8], "b" * 40):
        with pytest.raises(Invalid, match="cannot be undone"):
            words(act, confirm=confirm)


@pytest.mark.parametrize("act", ["remove", "plugins", "--help", "config", ""])
def test_nothing_else_can_be_done(act):
    with pytest.raises(NotFound):
        words(act)


def test_the_commands_own_words_are_told():
    assert done_in("restore", {"done": ["it was started", "", "its tags are back"]}).done == (
        "It was started",
        "Its tags are back",
    )
    assert done_in("discard", {"done": "its quarantine ends now."}).done == ("Its quarantine ends now.",)
    assert done_in("release", {"owed": ["This would break an obligation."]}).done == (
        ACTS["release"],
        "This would break an obligation.",
    )


@pytest.mark.parametrize("told", [{}, [], None, {"done": []}])
def test_where_the_command_says_nothing_it_is_said_what_that_comes_to(told):
    assert done_in("protect", told).done == (ACTS["protect"],)
