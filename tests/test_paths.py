"""Where a client's file is in qbitrr's own eyes."""

from pathlib import Path

import pytest

from qbitrr import Host
from qbitrr.paths import PathMapping, local, spellings

MAPPINGS = (
    PathMapping("/downloads", "/mnt/pool/downloads"),
    PathMapping("/downloads/tv", "/mnt/tv/"),
    PathMapping("D:\\torrents", "/mnt/d"),
    PathMapping("/seed", "/mnt/box", instance="qBit-seedbox"),
    PathMapping("/root", "/"),
)


@pytest.mark.parametrize(
    ("path", "here"),
    [
        ("/downloads/Film/film.mkv", "/mnt/pool/downloads/Film/film.mkv"),
        ("/downloads", "/mnt/pool/downloads"),
        ("/downloads/tv/Show", "/mnt/tv/Show"),
        ("/downloads2/Film", "/downloads2/Film"),
        ("D:\\torrents\\Film\\film.mkv", "/mnt/d/Film/film.mkv"),
        ("/seed/Film", "/seed/Film"),
        ("/root/Film", "/Film"),
        ("/root", "/"),
    ],
)
def test_the_longest_folder_that_contains_the_path_decides(path, here):
    assert local(path, "qBit", MAPPINGS) == here


def test_a_mapping_may_be_for_one_client_only():
    assert local("/seed/Film", "qBit-seedbox", MAPPINGS) == "/mnt/box/Film"


@pytest.mark.parametrize(
    ("path", "other", "called"),
    [
        ("/downloads/Film", "qBit-seedbox", {"/downloads/Film", "/mnt/pool/downloads/Film"}),
        ("/mnt/box/Film", "qBit-seedbox", {"/mnt/box/Film", "/seed/Film"}),
        ("/mnt/box", "qBit-seedbox", {"/mnt/box", "/seed"}),
        ("/mnt", "qBit-seedbox", {"/mnt", "/seed", "/downloads", "/downloads/tv", "D:\\torrents"}),
        ("/mnt/box/Film", "qBit-other", {"/mnt/box/Film"}),
        ("D:\\torrents\\Film", "qBit-other", {"D:\\torrents\\Film", "D:\\torrents/Film", "/mnt/d/Film"}),
    ],
)
def test_another_client_may_call_it_by_each_of_its_folders_or_as_it_is_called_here(path, other, called):
    found = spellings(path, "qBit", other, MAPPINGS)
    assert found == called | {f"/root{local(path, 'qBit', MAPPINGS)}"}


def test_a_plugin_asks_its_host():
    host = Host(name="links", worker="Radarr", notes={}, paths=MAPPINGS)
    assert host.local_path("qBit", "/downloads/Film") == Path("/mnt/pool/downloads/Film")
