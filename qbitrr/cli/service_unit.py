"""The systemd unit that runs qbitrr: what it is allowed, and no more. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

MARK = "# Written by `qbitrr service install`; `qbitrr service remove` takes it away."

ANYWHERE = """\
NoNewPrivileges=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
RestrictNamespaces=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged
SystemCallErrorNumber=EPERM
UMask=0027
"""
"""What a person's own service can be denied too."""

SYSTEM = """\
CapabilityBoundingSet=
AmbientCapabilities=
ProtectSystem=strict
ProtectHome=read-only
PrivateTmp=yes
PrivateMounts=yes
PrivateDevices=yes
DevicePolicy=closed
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProcSubset=pid
RemoveIPC=yes
KeyringMode=private
"""
"""What only the system's own manager can deny. Media are read where they are; only what is named is written."""


@dataclass(frozen=True, slots=True)
class Service:
    """``user`` is empty for a service of the person who installs it; ``writes`` are folders beside the data folder."""

    command: Sequence[str]
    data: Path
    user: str = ""
    writes: Iterable[Path] = ()


def unit(service: Service) -> str:
    """The unit file."""
    system = bool(service.user)
    command = " ".join(map(quoted, (*service.command, "run", "--data", str(service.data))))
    writable = "".join(f"ReadWritePaths={quoted(str(folder))}\n" for folder in (service.data, *service.writes))
    return f"""\
{MARK}
[Unit]
Description=qbitrr, between qBittorrent and Radarr, Sonarr, Lidarr and Whisparr
{"Wants=network-online.target\nAfter=network-online.target\n" if system else ""}
[Service]
Type=exec
{f"User={service.user}\n" if system else ""}ExecStart={command}
ExecReload=/bin/kill -HUP $MAINPID
Restart=on-failure
RestartSec=10
KillMode=mixed
TimeoutStopSec=60
{ANYWHERE}{SYSTEM + writable if system else ""}
[Install]
WantedBy={"multi-user.target" if system else "default.target"}
"""


def quoted(word: str) -> str:
    """A word as systemd reads it: neither its variables nor its specifiers nor its spaces mean anything."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"' if escaped != word or any(letter in word for letter in " \t'") else word
