"""Files that strangers have named and made are opened only where and if they may be."""

import os
import socket

import pytest
from qbitrr_ffprobe.opening import CannotLook, opened


@pytest.fixture
def folder(tmp_path):
    saved = tmp_path / "saved"
    saved.mkdir()
    (tmp_path / "secret.mkv").write_bytes(b"secret")
    return saved


def read(folder, path, **how):
    with opened((folder,), path, **how) as there:
        return there.content.read()


@pytest.mark.parametrize(
    "name",
    [
        "film.mkv",
        "-i",
        "--help.mkv",
        "concat:a|b.mkv",
        "http:a.mkv",
        "$(reboot).mkv",
        "a b\n.mkv",
        "Größe.mkv",
        "%d.mkv",
    ],
)
def test_a_file_is_opened_whatever_its_name(folder, name):
    (folder / name).write_bytes(b"film")
    assert read(folder, name) == b"film"


def test_a_name_that_is_no_text_is_opened(folder):
    name = os.fsdecode(b"film\xff.mkv")
    (folder / name).write_bytes(b"film")
    assert read(folder, name) == b"film"


def test_its_identity_is_that_of_the_file(folder):
    film = folder / "film.mkv"
    film.write_bytes(b"film")
    with opened((folder,), "film.mkv") as there:
        assert (there.identity.path, there.identity.size) == (str(film), 4)
        assert there.identity.changed == film.stat().st_mtime_ns


def test_the_first_folder_that_has_it_counts(folder, tmp_path):
    (folder / "film.mkv").write_bytes(b"film")
    with opened((tmp_path / "nowhere", folder, tmp_path), "film.mkv") as there:
        assert there.content.read() == b"film"


def test_an_unfinished_file_may_have_an_ending_of_the_clients(folder):
    (folder / "film.mkv.!qB").write_bytes(b"fi")
    assert read(folder, "film.mkv", unfinished=True) == b"fi"
    with pytest.raises(CannotLook, match="it is not in"):
        read(folder, "film.mkv")


def test_a_link_within_the_folder_is_followed(folder):
    (folder / "film.mkv").write_bytes(b"film")
    (folder / "link.mkv").symlink_to("film.mkv")
    assert read(folder, "link.mkv") == b"film"


def test_a_folder_may_be_a_link_itself(folder, tmp_path):
    (folder / "film.mkv").write_bytes(b"film")
    (tmp_path / "other").symlink_to(folder)
    assert read(tmp_path / "other", "film.mkv") == b"film"


def link(folder):
    (folder / "film.mkv").symlink_to("../secret.mkv")
    return "film.mkv"


def link_of_folder(folder):
    (folder / "Film").symlink_to("..")
    return "Film/secret.mkv"


@pytest.mark.parametrize("make", [link, link_of_folder, lambda _: "../secret.mkv"])
def test_nothing_outside_the_folder_is_opened(folder, make):
    with pytest.raises(CannotLook, match="a link that leads out of its folder"):
        read(folder, make(folder))


def test_an_absolute_path_is_not_opened(folder, tmp_path):
    with pytest.raises(CannotLook, match="a link that leads out of its folder"):
        read(folder, str(tmp_path / "secret.mkv"))


def pipe(path):
    os.mkfifo(path)


def listener(path):
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(path))


@pytest.mark.parametrize("make", [pipe, listener, os.mkdir])
def test_only_a_regular_file_is_opened(folder, make):
    make(folder / "film.mkv")
    with pytest.raises(CannotLook, match="it is no regular file"):
        read(folder, "film.mkv")


def test_a_device_is_not_opened(folder, tmp_path):
    with pytest.raises(CannotLook, match="it is no regular file"), opened((tmp_path.__class__("/dev"),), "null"):
        pass


@pytest.mark.parametrize("name", ["gone.mkv", "a\x00.mkv", "x" * 300, "loop"])
def test_what_cannot_be_opened_is_said(folder, name):
    (folder / "loop").symlink_to("loop")
    with pytest.raises(CannotLook):
        read(folder, name)


def test_no_folder_at_all_is_said():
    with pytest.raises(CannotLook, match="it is not in any known folder"), opened((), "film.mkv"):
        pass
