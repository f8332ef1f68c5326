"""``qbitrr service``: a systemd unit of the system or of a person, installed and taken away again."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..config.write import write_text
from ..control.place import place_of
from ..control.trouble import Misuse, Trouble
from ..processes import running
from .output import say
from .service_unit import MARK, Service, unit

NAME = "qbitrr.service"

type Run = Callable[[Sequence[str]], None]
"""Carries out a command of systemd's. Raises Trouble."""


@dataclass(frozen=True, slots=True)
class Manager:
    """systemd as the whole system's, or as one person's."""

    folder: Path
    system: bool

    @property
    def file(self) -> Path:
        return self.folder / NAME

    def command(self, *words: str) -> list[str]:
        return ["systemctl", *([] if self.system else ["--user"]), *words]


def manager(*, system: bool, environ: Mapping[str, str] = os.environ) -> Manager:
    """Which of them is meant, and where its units are."""
    if system:
        return Manager(Path("/etc/systemd/system"), system=True)
    base = Path(environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return Manager(base / "systemd" / "user", system=False)


def install(where: Manager, service: Service, *, dry_run: bool, run: Run | None = None) -> None:
    """Write the unit and start it; with ``dry_run``, only print what would be. Raises Trouble."""
    text = unit(service)
    commands = [where.command("daemon-reload"), where.command("enable", NAME), where.command("restart", NAME)]
    if dry_run:
        say(f"# {where.file}", *text.splitlines(), *(f"# {' '.join(command)}" for command in commands))
        return
    _require_ours(where)
    _refuse_running(where, service.data)
    _prepare(service)
    where.folder.mkdir(parents=True, exist_ok=True)
    write_text(where.file, text)
    where.file.chmod(0o644)
    _carry_out(commands, run or systemctl)
    begins = "with the system" if where.system else "when you sign in"
    say(f"qbitrr runs as a service, and begins {begins}. Its log: {_journal(where)}")
    if not where.system:
        say("To let it run while you are not signed in: loginctl enable-linger")


def remove(where: Manager, *, dry_run: bool, run: Run | None = None) -> None:
    """Stop the service and take its unit away; the data folder stays. Raises Trouble."""
    if not where.file.exists():
        say(f"There is no {where.file}: nothing to remove.")
        return
    first, last = where.command("disable", "--now", NAME), where.command("daemon-reload")
    if dry_run:
        say(*(f"# {line}" for line in (" ".join(first), f"rm {where.file}", " ".join(last))))
        return
    _require_ours(where)
    _carry_out([first], run or systemctl)
    where.file.unlink()
    _carry_out([last], run or systemctl)
    say("The service is removed. Configuration, database and logs stay where they are.")


def service_of(user: str, data: Path | None, writes: Iterable[Path], *, system: bool) -> Service:
    """What is to run. A service of the system is somebody's, and not root's. Raises Misuse and Trouble."""
    if user and not system:
        raise Misuse("--as is for a service of the whole system: add --system.")
    name = (user or os.environ.get("SUDO_USER", "")) if system else ""
    if system and name in ("", "root"):
        raise Trouble("Say whose files qbitrr looks after: --as USER, and not root.")
    if name and name not in {entry.pw_name for entry in pwd.getpwall()}:
        raise Trouble(f"There is no user {name!a} here.")
    folder = _home(name) / ".config" / "qbitrr" if name and data is None else place_of(data).folder
    beside = Path(sys.executable).with_name("qbitrr")
    command = (str(beside),) if beside.exists() else (sys.executable, "-m", "qbitrr")
    return Service(command, folder, name, tuple(one.absolute() for one in writes))


def systemctl(command: Sequence[str]) -> None:
    """Raises Trouble with what systemd says."""
    if not shutil.which(command[0]):
        raise Trouble("There is no systemd here. Start `qbitrr run` with what this system has instead.")
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 -- our own words
    if done.returncode:
        raise Trouble(f"{' '.join(command)} failed: {done.stderr.strip() or done.stdout.strip()}")


def _carry_out(commands: Iterable[Sequence[str]], run: Run) -> None:
    for command in commands:
        run(command)


def _require_ours(where: Manager) -> None:
    if where.system and os.geteuid() != 0:
        raise Trouble("Only root can do that for the whole system: use sudo, or leave --system out.")
    if where.file.exists() and not where.file.read_text(encoding="utf-8").startswith(MARK):
        raise Trouble(f"{where.file} was not written by qbitrr: move it away first.")


def _refuse_running(where: Manager, data: Path) -> None:
    """Another qbitrr on the folder would keep the service from starting; its own is started anew."""
    if not where.file.exists() and (pid := running.holder(data / "run")) is not None:
        raise Trouble(f"qbitrr already runs on {data}, as process {pid or '?'}. Stop it first.")


def _prepare(service: Service) -> None:
    """The data folder is there, and belongs to whoever the service is."""
    if service.data.exists():
        return
    service.data.mkdir(parents=True)
    if service.user:
        entry = pwd.getpwnam(service.user)
        os.chown(service.data, entry.pw_uid, entry.pw_gid)


def _home(user: str) -> Path:
    return Path(pwd.getpwnam(user).pw_dir)


def _journal(where: Manager) -> str:
    return f"journalctl {'' if where.system else '--user '}-u {NAME}"
