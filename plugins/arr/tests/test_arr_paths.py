"""How a path of the client becomes the app's, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qbitrr_arr.paths import PathMapping, to_arr, to_client


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


NAMES = st.text(st.characters(exclude_characters="/\\", exclude_categories=["Cs"]), min_size=1)


@given(st.lists(NAMES))
def test_a_path_comes_back_as_it_was(parts):
    mappings = [PathMapping("/downloads", "/data")]
    path = "/".join(["/downloads", *parts])
    assert to_client(to_arr(path, mappings), mappings) == path
