"""Where qbitrr's files are."""

from pathlib import Path

import pytest

from qbitrr.config import data_folder


@pytest.fixture(autouse=True)
def home(monkeypatch):
    monkeypatch.setenv("HOME", "/home/ann")


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({}, "/home/ann/.config/qbitrr"),
        ({"XDG_CONFIG_HOME": "/xdg"}, "/xdg/qbitrr"),
        ({"XDG_CONFIG_HOME": "not/absolute"}, "/home/ann/.config/qbitrr"),
        ({"QBITRR_OVERRIDES_DATA_PATH": "/data", "QBITRR_DOCKER_RUNNING": "1"}, "/data"),
        ({"QBITRR_OVERRIDES_DATA_PATH": "~/data"}, "/home/ann/data"),
        ({"QBITRR_OVERRIDES_DATA_PATH": ""}, "/home/ann/.config/qbitrr"),
    ],
)
def test_the_environment_chooses_the_folder(environ, folder):
    assert data_folder(environ) == Path(folder)


def test_in_a_container_it_is_the_mounted_folder(tmp_path):
    assert data_folder({"QBITRR_DOCKER_RUNNING": "69420"}, container=tmp_path) == tmp_path
    assert data_folder({}, container=tmp_path) != tmp_path
    assert data_folder({"QBITRR_DOCKER_RUNNING": "1"}, container=tmp_path / "missing") != tmp_path
