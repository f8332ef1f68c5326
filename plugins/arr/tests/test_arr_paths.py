"""How a path of the client becomes the app's."""

import pytest
from qbitrr_arr.paths import PathMapping, to_arr


@pytest.mark.parametrize(
    ("path", "arr"),
    [
        ("/downloads/Film/f.mkv", "/data/torrents/Film/f.mkv"),
        ("/downloads", "/data/torrents"),
        ("/downloads2/Film", "/downloads2/Film"),
        ("/downloads/tv/Show", "/tv/Show"),
        ("D:\\films\\Film", "/films/Film"),
        ("/win/Film/f.mkv", "E:\\win\\Film\\f.mkv"),
    ],
)
def test_a_path_of_the_client_is_translated_by_its_longest_folder(path, arr):
    mappings = [
        PathMapping("/downloads/", "/data/torrents"),
        PathMapping("/downloads/tv", "/tv/"),
        PathMapping("D:\\films", "/films"),
        PathMapping("/win", "E:\\win"),
    ]
    assert to_arr(path, mappings) == arr
