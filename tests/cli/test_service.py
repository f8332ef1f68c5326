"""The service of systemd: its unit, and how it comes and goes."""

import os
import pwd
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from qbitrr.cli import service
from qbitrr.cli.service import Manager
from qbitrr.cli.service_unit import MARK, Service, quoted, unit
from qbitrr.control.trouble import Misuse, Trouble
from qbitrr.processes import running
from tests.cli.conftest import plainly

MINE = Service(("/opt/bin/qbitrr",), Path("/home/alice/.config/qbitrr"))
SYSTEMS = Service(("/opt/bin/qbitrr",), Path("/home/alice/.config/qbitrr"), "alice", (Path("/data/media"),))
LEAST_EXPOSED = 1.5
"""What `systemd-analyze security` says at most, of 10."""


def lines(wanted):
    return unit(wanted).splitlines()


def test_a_service_of_the_system_runs_as_somebody_and_writes_where_it_may():
    assert "User=alice" in lines(SYSTEMS)
    assert "ExecStart=/opt/bin/qbitrr run --data /home/alice/.config/qbitrr" in lines(SYSTEMS)
    written = [line for line in lines(SYSTEMS) if line.startswith("ReadWritePaths")]
    assert written == ["ReadWritePaths=/home/alice/.config/qbitrr", "ReadWritePaths=/data/media"]
    assert "WantedBy=multi-user.target" in lines(SYSTEMS)


def test_a_persons_own_asks_for_nothing_that_only_the_system_can_give():
    names = {line.partition("=")[0] for line in lines(MINE)}
    assert not names & {"User", "ProtectSystem", "PrivateDevices", "CapabilityBoundingSet", "ReadWritePaths"}
    assert "NoNewPrivileges" in names
    assert "WantedBy=default.target" in lines(MINE)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("/plain", "/plain"),
        ("/my films", '"/my films"'),
        ("/100%", '"/100%%"'),
        ('/"$HOME"\\', '"/\\"$$HOME\\"\\\\"'),
    ],
)
def test_no_letter_of_a_path_means_anything_to_systemd(word, said):
    assert quoted(word) == said


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_systemd_finds_it_well_guarded(tmp_path):
    file = tmp_path / "qbitrr.service"
    file.write_text(unit(SYSTEMS))
    said = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", str(file)], capture_output=True, text=True, check=False
    )
    if "offline" in said.stderr:
        pytest.skip(said.stderr.strip())
    figure = re.search(r"exposure level for qbitrr\.service: ([\d.]+)", said.stdout)
    assert figure, said.stderr
    assert float(figure[1]) <= LEAST_EXPOSED


@pytest.fixture
def systemd(tmp_path):
    """Takes what it is told, and where its units are."""
    told = []
    told_manager = Manager(tmp_path / "units", system=False)

    def run(command):
        told.append(command)

    run.told, run.manager = told, told_manager
    return run


@pytest.fixture
def mine(tmp_path):
    return Service(("/opt/bin/qbitrr",), tmp_path / "data")


def test_installing_writes_the_unit_and_starts_it(systemd, mine):
    service.install(systemd.manager, mine, dry_run=False, run=systemd)
    assert systemd.manager.file.read_text() == unit(mine)
    assert mine.data.is_dir()
    assert systemd.told == [
        ["systemctl", "--user", "daemon-reload"],
        ["systemctl", "--user", "enable", "qbitrr.service"],
        ["systemctl", "--user", "restart", "qbitrr.service"],
    ]


def test_installing_again_takes_over_what_has_changed_though_it_runs(systemd, mine):
    service.install(systemd.manager, mine, dry_run=False, run=systemd)
    with running.only_one(mine.data / "run"):
        service.install(systemd.manager, Service(("/new/qbitrr",), mine.data), dry_run=False, run=systemd)
    assert "ExecStart=/new/qbitrr" in systemd.manager.file.read_text()


def test_another_qbitrr_on_the_folder_is_to_be_stopped_first(systemd, mine):
    with running.only_one(mine.data / "run"), pytest.raises(Trouble, match=f"already runs on .* {os.getpid()}"):
        service.install(systemd.manager, mine, dry_run=False, run=systemd)
    assert systemd.told == []


def test_a_dry_run_changes_nothing(systemd, mine, capsys):
    service.install(systemd.manager, mine, dry_run=True, run=systemd)
    printed = capsys.readouterr().out
    assert unit(mine) in printed
    assert "# systemctl --user enable qbitrr.service" in printed
    assert not systemd.manager.file.exists()
    assert not mine.data.exists()
    assert systemd.told == []


def test_removing_stops_it_and_leaves_the_data(systemd, mine):
    service.install(systemd.manager, mine, dry_run=False, run=systemd)
    systemd.told.clear()
    service.remove(systemd.manager, dry_run=True, run=systemd)
    assert systemd.told == []
    service.remove(systemd.manager, dry_run=False, run=systemd)
    assert not systemd.manager.file.exists()
    assert mine.data.is_dir()
    assert systemd.told == [
        ["systemctl", "--user", "disable", "--now", "qbitrr.service"],
        ["systemctl", "--user", "daemon-reload"],
    ]


def test_removing_what_is_not_there_is_no_trouble(systemd, capsys):
    service.remove(systemd.manager, dry_run=False, run=systemd)
    assert "nothing to remove" in capsys.readouterr().out


def test_the_unit_of_somebody_else_is_left_alone(systemd, mine):
    systemd.manager.folder.mkdir()
    systemd.manager.file.write_text("[Service]\n")
    with pytest.raises(Trouble, match="was not written by qbitrr"):
        service.install(systemd.manager, mine, dry_run=False, run=systemd)
    with pytest.raises(Trouble, match="was not written by qbitrr"):
        service.remove(systemd.manager, dry_run=False, run=systemd)
    assert systemd.manager.file.read_text() == "[Service]\n"


def test_only_root_installs_for_the_whole_system(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(Trouble, match="sudo"):
        service.install(Manager(tmp_path, system=True), SYSTEMS, dry_run=False)


def test_whose_service_it_is(monkeypatch):
    somebody = next(entry.pw_name for entry in pwd.getpwall() if entry.pw_uid)
    monkeypatch.setenv("SUDO_USER", somebody)
    found = service.service_of("", None, (), system=True)
    assert (found.user, found.data.name) == (somebody, "qbitrr")
    assert found.command[-1].endswith(("qbitrr", "-m"))


@pytest.mark.parametrize(
    ("user", "system", "error", "said"),
    [
        ("alice", False, Misuse, "add --system"),
        ("", True, Trouble, "--as USER"),
        ("root", True, Trouble, "not root"),
        ("nobody here", True, Trouble, "no user"),
    ],
)
def test_whose_it_cannot_be(user, system, error, said, monkeypatch):
    monkeypatch.delenv("SUDO_USER", raising=False)
    with pytest.raises(error, match=said):
        service.service_of(user, None, (), system=system)


def test_systemds_own_words_are_passed_on(tmp_path, monkeypatch):
    fake = tmp_path / "systemctl"
    fake.write_text("#!/bin/sh\necho 'Failed to connect to bus' >&2\nexit 1\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Trouble, match="systemctl daemon-reload failed: Failed to connect to bus"):
        service.systemctl(["systemctl", "daemon-reload"])
    monkeypatch.setenv("PATH", str(tmp_path / "absent"))
    with pytest.raises(Trouble, match="no systemd here"):
        service.systemctl(["systemctl", "daemon-reload"])


def test_on_the_command_line(tmp_path):
    shown = plainly("service", "install", "--dry-run", "--data", str(tmp_path / "my data"))
    assert shown.exit_code == 0
    assert f'--data "{tmp_path / "my data"}"' in shown.stdout
    assert MARK in shown.stdout
