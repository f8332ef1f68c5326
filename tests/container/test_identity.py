"""PUID, PGID and UMASK: who qbitrr is in the container."""

import os

import pytest

from container.identity import Identity, Refused, become, identity_of


def test_nothing_said_means_the_first_user_of_most_systems():
    assert identity_of({}) == identity_of({"PUID": "", "UMASK": ""}) == Identity(1000, 1000, 0o022)


def test_what_is_said_holds():
    assert identity_of({"PUID": "1234", "PGID": "4321", "UMASK": "002"}) == Identity(1234, 4321, 0o002)


@pytest.mark.parametrize(
    ("name", "text"),
    [("PUID", "alice"), ("PUID", "-1"), ("PGID", str(2**32 - 1)), ("UMASK", "8"), ("UMASK", "1000"), ("PGID", "1.5")],
)
def test_what_is_no_number_is_refused_by_name(name, text):
    with pytest.raises(Refused, match=f"{name}='{text}' is not"):
        identity_of({name: text})


@pytest.fixture
def asked(monkeypatch):
    """What the system is asked to change; this process stays who it is."""
    calls = []
    monkeypatch.setattr(os, "getgroups", lambda: [0, 44])
    for name in ("umask", "setgroups", "setgid", "setuid"):
        monkeypatch.setattr(os, name, lambda value, name=name: calls.append((name, value)))
    return calls


def test_root_becomes_the_user_and_keeps_the_groups_that_were_added(asked, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    environ = {}
    become(Identity(1234, 4321, 0o027), environ)
    assert asked == [("umask", 0o027), ("setgroups", [44]), ("setgid", 4321), ("setuid", 1234)]
    assert environ["HOME"] == "/config"


def test_who_was_not_started_as_root_stays_who_they_are(asked, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 5000)
    become(Identity(), {})
    assert asked == [("umask", 0o022)]


@pytest.mark.parametrize(
    ("writable", "chosen"), [({"/tmp", "/dev/shm"}, "/tmp"), ({"/dev/shm", "/config"}, "/dev/shm"), (set(), None)]
)
def test_what_lasts_for_a_moment_is_put_where_something_can_be_written(asked, monkeypatch, writable, chosen):
    monkeypatch.setattr(os, "geteuid", lambda: 5000)
    monkeypatch.setattr(os, "access", lambda folder, _: folder in writable)
    environ = {}
    become(Identity(), environ)
    assert environ.get("TMPDIR") == chosen


def test_a_root_without_the_right_is_told_the_other_way(asked, monkeypatch):
    def denied(_):
        raise PermissionError

    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "setuid", denied)
    with pytest.raises(Refused, match="--user"):
        become(Identity(), {})
