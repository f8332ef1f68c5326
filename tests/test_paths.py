"""Where a client's file is in qbitrr's own eyes."""

from pathlib import Path

import pytest

from qbitrr import Host
from qbitrr.paths import PathMapping, local

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


def test_a_plugin_asks_its_host():
    host = Host(name="links", worker="Radarr", notes={}, paths=MAPPINGS)
    assert host.local_path("qBit", "/downloads/Film") == Path("/mnt/pool/downloads/Film")
