"""What is asked twice about the same torrent is judged once, and what has changed is judged anew."""

from qbitrr_cleanup.common.once import Once

from qbitrr.testing.builders import make_torrent


def test_the_same_question_is_judged_once():
    judged = []
    opinion = Once(lambda *about: judged.append(about) or len(judged))
    torrent, now = make_torrent(), object()
    assert [opinion(torrent, now), opinion(torrent, now)] == [1, 1]


def test_an_equal_torrent_of_another_look_is_judged_anew():
    judged = []
    opinion = Once(lambda *about: judged.append(about) or len(judged))
    assert [opinion(make_torrent()), opinion(make_torrent())] == [1, 2]


def test_no_opinion_is_remembered_as_well():
    judged = []
    opinion = Once(judged.append)
    torrent = make_torrent()
    assert [opinion(torrent), opinion(torrent)] == [None, None]
    assert judged == [torrent]


def test_what_was_said_before_it_had_to_be_forgotten_is_judged_anew():
    judged = []
    opinion = Once(lambda *about: judged.append(about) or len(judged))
    torrent = make_torrent()
    assert opinion(torrent) == 1
    opinion.forget()
    assert opinion(torrent) == 2
