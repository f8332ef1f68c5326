"""A command that is done for a front end: its answer, its sentences, its patience."""

import pytest

from qbitrr.control.commands import answer
from qbitrr.control.trouble import Misuse, Trouble


def test_its_answer_is_read(tmp_path):
    assert {"radarr", "stalled"} <= {one["plugin"] for one in answer(tmp_path, "plugins", "list")}


def test_its_exit_status_may_be_part_of_the_answer(tmp_path):
    assert answer(tmp_path, "status", ok=(0, 1))["well"] is False


def test_its_sentence_is_the_trouble(tmp_path):
    with pytest.raises(Trouble, match=r"There is no database .* yet"):
        answer(tmp_path, "protect", "abc")


def test_what_makes_no_sense_is_misuse(tmp_path):
    with pytest.raises(Misuse, match="Say which torrent: qbitrr restore HASH"):
        answer(tmp_path, "restore")


def test_what_takes_too_long_is_not_waited_for(tmp_path):
    with pytest.raises(Trouble, match="did not answer within 0 s"):
        answer(tmp_path, "status", patience=0.01)


def test_what_comes_from_outside_is_never_an_option(tmp_path):
    with pytest.raises(Trouble, match="There is no database"):
        answer(tmp_path, "protect", "--", "--list")


@pytest.mark.parametrize("word", ["a\0b", "half a pair: \ud800"])
def test_what_no_command_can_take_is_misuse(tmp_path, word):
    with pytest.raises(Misuse, match="no command can take"):
        answer(tmp_path, "protect", "--", word)
