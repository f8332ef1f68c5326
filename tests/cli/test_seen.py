"""A client that is only looked at."""

import pytest

from qbitrr.cli.clients import Seen, look_at
from qbitrr.domain import TorrentFile
from qbitrr.ports import Client, Refused
from qbitrr.testing.builders import make_torrent
from qbitrr.testing.fake_client import FakeClient

FILE = TorrentFile(index=0, path="film.mkv", size=5)
READS = {"name", "drain", "details", "sharing"}


@pytest.fixture
def looked_at():
    torrent = make_torrent(files=(FILE,), content_path="/data/film.mkv")
    client = FakeClient(torrent)
    return client, look_at({"qBit": client}, patience=0)["qBit"], torrent.hash


def test_it_tells_what_it_is_asked_about_torrents(looked_at):
    _, seen, key = looked_at
    assert seen.details((key,), files=True)[key].files == (FILE,)
    assert seen.sharing("/data/film.mkv") == {key}


@pytest.mark.parametrize(
    "method", sorted(name for part in Client.__mro__ for name in vars(part) if not name.startswith("_"))
)
def test_nothing_can_be_changed_through_it(looked_at, method):
    client, seen, key = looked_at
    assert hasattr(Seen, method) or method == "name"
    if method not in READS:
        with pytest.raises(Refused, match="changes nothing"):
            getattr(seen, method)(key)
        assert not client.calls
