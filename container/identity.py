"""Who qbitrr is in the container: PUID, PGID and UMASK, or whoever the container was started as."""

from __future__ import annotations

import os
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass


class Refused(Exception):  # noqa: N818 -- an answer for a person
    """The container cannot start like this; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The user and the group, and what is taken from the rights of new files."""

    user: int = 1000
    group: int = 1000
    umask: int = 0o022


def identity_of(environ: Mapping[str, str]) -> Identity:
    """Raises Refused for what is no number."""
    return Identity(
        user=_number(environ, "PUID", "1000"),
        group=_number(environ, "PGID", "1000"),
        umask=_number(environ, "UMASK", "022", base=8, most=0o777),
    )


def become(identity: Identity, environ: MutableMapping[str, str]) -> None:
    """Take it on, for good. Who was not started as root stays who they are; groups that were added stay too."""
    os.umask(identity.umask)
    if os.geteuid() == 0:
        _change(identity)
    environ["HOME"] = "/config"  # a user without an entry in /etc/passwd has none
    for folder in ("/tmp", "/dev/shm", "/config"):  # noqa: S108 -- with --read-only the first cannot be written
        if os.access(folder, os.W_OK):
            environ.setdefault("TMPDIR", folder)


def _change(identity: Identity) -> None:
    added = [group for group in os.getgroups() if group]
    try:
        os.setgroups(added)
        os.setgid(identity.group)
        os.setuid(identity.user)
    except PermissionError as error:
        raise Refused(
            "PUID and PGID need the capabilities SETUID and SETGID. Give them, or start the container with --user."
        ) from error


def _number(environ: Mapping[str, str], name: str, default: str, *, base: int = 10, most: int = 2**32 - 2) -> int:
    text = environ.get(name) or default
    try:
        number = int(text, base)
    except ValueError:
        number = -1
    if not 0 <= number <= most:
        kind = "an octal number such as 002" if base == 8 else "a number such as 1000"
        raise Refused(f"{name}={text!a} is not {kind}.")
    return number
