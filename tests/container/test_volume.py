"""The volume: given to whoever qbitrr is, and refused with a remedy where it cannot be written."""

import os

import pytest

from container.identity import Identity, Refused
from container.volume import give, require_writable


@pytest.fixture
def given(monkeypatch):
    """What was given to whom; nothing really is."""
    calls = {}
    monkeypatch.setattr(os, "lchown", lambda path, user, group: calls.update({path: (user, group)}))
    return calls


def test_everything_below_is_given_and_no_link_is_followed(tmp_path, given):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "file").touch()
    volume = tmp_path / "volume"
    (volume / "logs").mkdir(parents=True)
    (volume / "logs" / "qbitrr.log").touch()
    (volume / "link").symlink_to(outside)
    give(volume, Identity(user=65001, group=65002))
    assert set(given) == {volume, volume / "logs", volume / "logs" / "qbitrr.log", volume / "link"}
    assert set(given.values()) == {(65001, 65002)}


def test_what_belongs_to_them_already_is_left_alone(tmp_path, given):
    (tmp_path / "file").touch()
    give(tmp_path, Identity(user=os.geteuid(), group=os.getegid()))
    assert given == {}


def test_a_file_system_that_does_not_allow_it_is_said_once(tmp_path, monkeypatch, caplog):
    def denied(*_):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "lchown", denied)
    (tmp_path / "file").touch()
    give(tmp_path, Identity(user=65001))
    assert [record.message for record in caplog.records] == [
        f"{tmp_path} cannot be given to user 65001: Operation not permitted."
    ]


def test_a_volume_that_can_be_written_is_left_as_it_was(tmp_path):
    require_writable(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_one_that_cannot_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(Refused, match=r"cannot be written by .*it is not there.*chown"):
        require_writable(tmp_path / "absent")
