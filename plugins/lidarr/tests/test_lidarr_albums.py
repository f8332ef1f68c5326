"""What is searched for when a download of albums has failed."""

from datetime import UTC, datetime, timedelta

import pytest
from qbitrr_lidarr.albums import is_complete, replace, why_not_searched
from qbitrr_lidarr.app import LIDARR

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def album(number=1, *, files=0, tracks=10, released=NOW, **traits):
    said = {"id": number, "title": "Blue", "monitored": True, "artist": {"monitored": True}, **traits}
    said["statistics"] = {"trackFileCount": files, "trackCount": tracks}
    return said | ({"releaseDate": released.isoformat()} if released else {})


class Library:
    """An edge to a Lidarr that has these albums."""

    app = LIDARR

    def __init__(self, *albums):
        self.albums = albums

    def read_all(self, path, albumIds):  # noqa: N803 -- the API's name
        assert path == "album"
        return [one for one in self.albums if one["id"] in albumIds]


@pytest.mark.parametrize(
    ("traits", "says"),
    [
        ({}, ""),
        ({"files": 9}, ""),
        ({"monitored": False}, "Blue is not monitored"),
        ({"artist": {"monitored": False}}, "the artist of Blue is not monitored"),
        ({"artist": {}}, ""),
        ({"files": 10}, "Blue is complete already"),
        ({"released": NOW + timedelta(hours=1)}, "Blue is not released yet"),
        ({"released": None}, "Blue is not released yet"),
    ],
)
def test_only_a_wanted_album_is_searched_for(traits, says):
    assert why_not_searched(album(**traits), NOW) == says
    wanted = replace(Library(album(**traits)), (1,), NOW)
    assert [dict(one.body) for one in wanted.orders] == ([] if says else [{"albumIds": [1]}])
    assert wanted.reasons == ((says,) if says else ())


def test_all_albums_of_a_download_are_searched_for_together():
    library = Library(album(3), album(1), album(2, files=10))
    (order,) = replace(library, (1, 2, 3), NOW).orders
    assert (order.command, order.body, order.media_ids, order.cost) == ("AlbumSearch", {"albumIds": [1, 3]}, (1, 3), 2)


@pytest.mark.parametrize(
    ("statistics", "complete"),
    [({"trackFileCount": 10, "trackCount": 10}, True), ({"trackFileCount": 0, "trackCount": 0}, False), ({}, False)],
)
def test_an_album_is_complete_by_its_files(statistics, complete):
    assert is_complete({"statistics": statistics}) is complete


def test_an_album_that_lidarr_no_longer_knows_is_not_searched_for():
    assert replace(Library(), (1,), NOW).reasons == ("Lidarr no longer knows it",)
