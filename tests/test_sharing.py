"""Which torrents have data at a path; when that is not certain, there is no answer."""

import pytest

from qbitrr.clients.mirror import Belief
from qbitrr.clients.sharing import REMEMBERED, WITHIN, Sharing
from qbitrr.domain import TorrentFile
from qbitrr.errors import Unavailable
from qbitrr.ports import DETAILS_AT_ONCE, Details
from qbitrr.testing.builders import make_torrent

DOWNLOADS = "/data/torrents"


class Files:
    """Knows the files of some torrents, by hash."""

    name = "qBit"

    def __init__(self, **paths):
        self.paths = paths
        self.asked = []
        self.at_once = DETAILS_AT_ONCE

    def details(self, hashes, *, files=False, trackers=False):
        assert files
        assert not trackers
        self.asked.append(hashes)
        known = [one for one in hashes if one in self.paths][: self.at_once]
        return {one: Details(files=_files(self.paths[one])) for one in known}


def _files(paths):
    return tuple(TorrentFile(index=n, path=path, size=1) for n, path in enumerate(paths)) if paths else None


def belief(complete=True, **places):
    listed = {
        key: make_torrent(hash=key, name=key, content_path=place, save_path=DOWNLOADS) for key, place in places.items()
    }
    return Belief(listed, complete, "" if complete else "the client has just started")


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (f"{DOWNLOADS}/Film", {"one", "cross"}),
        (f"{DOWNLOADS}/Film/", {"one", "cross"}),
        (f"{DOWNLOADS}/Film/film.mkv", {"one", "cross"}),
        (f"{DOWNLOADS}/Film/other.mkv", {"one"}),
        (f"{DOWNLOADS}/Film 2", {"two"}),
        (f"{DOWNLOADS}/Fil", set()),
        (DOWNLOADS, {"one", "cross", "two"}),
        ("/data", {"one", "cross", "two"}),
        ("", set()),
    ],
)
def test_paths_overlap_when_one_is_within_the_other(path, found):
    listed = belief(one=f"{DOWNLOADS}/Film", cross=f"{DOWNLOADS}/Film/film.mkv", two=f"{DOWNLOADS}/Film 2")
    assert Sharing(Files()).at(path, listed) == found


def test_windows_paths_are_paths_too():
    listed = belief(one=r"D:\torrents\Film")
    assert Sharing(Files()).at("D:/torrents/Film/film.mkv", listed) == {"one"}


LOOSE = {"loose": DOWNLOADS, "other": f"{DOWNLOADS}/Other", "single": f"{DOWNLOADS}/b.mkv"}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (f"{DOWNLOADS}/a.mkv", {"loose"}),
        (f"{DOWNLOADS}/b.mkv", {"loose", "single"}),
        (f"{DOWNLOADS}/Subs", {"loose"}),
        (f"{DOWNLOADS}/Subs/en.srt", {"loose"}),
        (f"{DOWNLOADS}/Other", {"other"}),
        (f"{DOWNLOADS}/c.mkv", set()),
        (DOWNLOADS, {"loose", "single"}),
        (f"{DOWNLOADS}/", {"loose", "single"}),
    ],
)
def test_files_without_a_folder_of_their_own_are_told_by_their_names(path, found):
    """The place that a client gives for such a torrent is its downloads folder: so who asks names that."""
    files = Files(loose=["a.mkv", "b.mkv", "Subs/en.srt"])
    assert Sharing(files).at(path, belief(**LOOSE)) == found


def test_such_files_are_not_read_again_for_a_minute():
    now = [0.0]
    files = Files(loose=["a.mkv"])
    sharing = Sharing(files, clock=lambda: now[0])
    for _ in range(3):
        sharing.at(DOWNLOADS, belief(**LOOSE))
    assert len(files.asked) == 1
    now[0] = REMEMBERED
    files.paths = {"loose": ["renamed.mkv"]}
    assert sharing.at(f"{DOWNLOADS}/renamed.mkv", belief(**LOOSE)) == {"loose"}


def test_many_are_read_a_hundred_at_a_time_until_all_are_known():
    names = [f"t{n}" for n in range(250)]
    files = Files(**{name: [f"{name}.mkv", "x.nfo"] for name in names})
    files.at_once = 60
    found = Sharing(files).at(f"{DOWNLOADS}/x.nfo", belief(**dict.fromkeys(names, DOWNLOADS)))
    assert found == set(names)
    assert all(len(hashes) <= DETAILS_AT_ONCE for hashes in files.asked)


def test_a_slow_client_is_read_for_a_few_seconds_at_a_time_and_from_there_on_the_next_time():
    now = [0.0]

    class Slow(Files):
        def details(self, hashes, **asked):
            now[0] += WITHIN / 2
            return super().details(hashes, **asked)

    names = [f"t{n}" for n in range(10)]
    files = Slow(**{name: [f"{name}.mkv"] for name in names})
    files.at_once = 2
    sharing, listed = Sharing(files, clock=lambda: now[0]), belief(**dict.fromkeys(names, DOWNLOADS))
    with pytest.raises(Unavailable, match="4 torrents are still to be read"):
        sharing.at(f"{DOWNLOADS}/t9.mkv", listed)
    assert sharing.at(f"{DOWNLOADS}/t9.mkv", listed) == {"t9"}
    assert len(files.asked) == 5


def test_without_such_torrents_nothing_is_read():
    files = Files()
    Sharing(files).at(f"{DOWNLOADS}/Other", belief(other=f"{DOWNLOADS}/Other"))
    assert not files.asked


@pytest.mark.parametrize(
    ("listed", "files", "why"),
    [
        (belief(complete=False, one=f"{DOWNLOADS}/Film"), Files(), "just started"),
        (belief(one=DOWNLOADS), Files(), "qBit does not say which files 1 of its torrents have, such as one"),
        (belief(one=DOWNLOADS), Files(one=None), "does not say which files"),
        (belief(one=""), Files(), "does not say where"),
        (belief(one="film.mkv"), Files(), "does not say where"),
    ],
)
def test_when_it_is_not_certain_there_is_no_answer(listed, files, why):
    with pytest.raises(Unavailable, match=why):
        Sharing(files).at(f"{DOWNLOADS}/Other", listed)


def test_a_magnet_without_metadata_has_no_data_anywhere():
    magnet = make_torrent(hash="magnet", content_path="", save_path=DOWNLOADS, has_metadata=False)
    assert Sharing(Files()).at(DOWNLOADS, Belief({"magnet": magnet}, complete=True)) == frozenset()
