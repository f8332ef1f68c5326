"""Which files belong to torrents: all of them are known, or nothing is."""

from dataclasses import replace

import pytest

from qbitrr import State, TorrentFile, Unavailable
from qbitrr.inventory import Owned, take, take_when_whole
from qbitrr.testing.builders import make_complete, make_torrent
from qbitrr.testing.fake_client import FakeClient


def owner(number=0, *paths, **changes):
    files = tuple(TorrentFile(index=index, path=path, size=1) for index, path in enumerate(paths or ("Film/film.mkv",)))
    fields = {"hash": f"{number:040x}", "name": f"Film.{number}", "save_path": "/downloads", "files": files}
    return make_complete(**{**fields, "content_path": "/downloads/Film", **changes})


def clients(*torrents, name="qBit", kind=FakeClient):
    return {name: kind(*torrents, name=name)}


def test_every_torrent_is_listed_with_the_whole_paths_of_its_files():
    assert take(clients(owner(0, "Film/film.mkv", "Film/Subs/film.srt"))) == (
        Owned(
            "qBit",
            "0" * 40,
            "Film.0",
            "/downloads",
            "/downloads/Film",
            ("/downloads/Film/film.mkv", "/downloads/Film/Subs/film.srt"),
        ),
    )


def test_the_torrents_of_all_clients_are_listed():
    both = clients(owner(0)) | clients(owner(1), name="qBit-seedbox")
    assert [(one.client, one.name) for one in take(both)] == [("qBit", "Film.0"), ("qBit-seedbox", "Film.1")]


def test_a_client_on_another_system_has_its_own_separator():
    (one,) = take(clients(owner(0, "Film/film.mkv", save_path="D:\\torrents")))
    assert one.files == ("D:\\torrents\\Film\\film.mkv",)


def test_more_torrents_than_fit_into_one_call_are_all_asked_about():
    assert len(take(clients(*(owner(number) for number in range(250))))) == 250


def test_what_has_no_metadata_owns_nothing():
    assert take(clients(make_torrent(has_metadata=False, files=None))) == ()


class Slow(FakeClient):
    """Answers about two torrents at a time."""

    def details(self, hashes, **asked):
        return super().details(hashes[:2], **asked)


def test_a_client_may_answer_in_parts():
    assert len(take(clients(*(owner(number) for number in range(5)), kind=Slow))) == 5


class Grows(FakeClient):
    """Gets another torrent while it is read."""

    def details(self, hashes, **asked):
        self.put(owner(9))
        return super().details(hashes, **asked)


def changes_while_read(**changes):
    class Changes(FakeClient):
        def details(self, hashes, **asked):
            found = super().details(hashes, **asked)
            for one in tuple(self.torrents.values()):
                self.put(replace(one, **changes))
            return found

    return Changes


@pytest.mark.parametrize(
    "changes",
    [
        {"save_path": "/other"},
        {"content_path": "/downloads/Renamed"},
        {"has_metadata": False},
        {"state": State.MOVING},
    ],
)
def test_a_torrent_that_is_elsewhere_when_its_files_were_read_makes_all_of_it_unknown(changes):
    with pytest.raises(Unavailable, match="try again"):
        take(clients(owner(0), kind=changes_while_read(**changes)))


def test_a_magnet_whose_metadata_comes_meanwhile_makes_all_of_it_unknown():
    magnet = owner(1, has_metadata=False)
    with pytest.raises(Unavailable, match="try again"):
        take(clients(owner(0), magnet, kind=changes_while_read(has_metadata=True)))


def test_what_else_changes_meanwhile_does_not_matter():
    assert len(take(clients(owner(0), kind=changes_while_read(upload_speed=5)))) == 1


@pytest.mark.parametrize(
    "known",
    [
        {},
        clients(owner(0), replace(owner(1), files=None)),
        clients(replace(owner(0), state=State.MOVING)),
        clients(owner(0), kind=Grows),
    ],
)
def test_anything_that_is_not_known_for_certain_makes_all_of_it_unknown(known):
    with pytest.raises(Unavailable):
        take(known)


def test_it_says_whose_files_are_not_known():
    unknown = replace(owner(1), files=None, name="Odd Film")
    with pytest.raises(Unavailable, match="does not say which files 1 of its torrents have, such as Odd Film"):
        take(clients(owner(0), unknown))


def test_one_client_that_is_away_makes_all_of_it_unknown():
    both = clients(owner(0)) | clients(owner(1), name="qBit-seedbox")
    both["qBit-seedbox"].complete = False
    with pytest.raises(Unavailable, match="not all torrents are known"):
        take(both)


def test_a_list_that_is_not_whole_yet_is_waited_for():
    ours = clients(owner(0))
    ours["qBit"].complete = False
    waits = []

    def wait(seconds):
        waits.append(seconds)
        ours["qBit"].complete = len(waits) == 3

    assert len(take_when_whole(ours, clock=lambda: 0.0, sleep=wait)) == 1
    assert len(waits) == 3


def test_it_is_not_waited_for_ever():
    ours = clients(owner(0))
    ours["qBit"].complete = False
    times = iter(range(100))
    with pytest.raises(Unavailable):
        take_when_whole(ours, patience=5, clock=lambda: next(times), sleep=lambda _: None)
