"""The account in the file: a name and the hash of its password. Comments stay."""

from __future__ import annotations

import threading
from pathlib import Path

from qbitrr.config.edit import Edit, apply
from qbitrr.config.read import read_text

from ..context import Web
from ..errors import Conflict

KEYS = ("Username", "PasswordHash", "LocalAuthEnabled")

_ONE_AT_A_TIME = threading.Lock()


def change_account(page: Web, username: str, password: str, *, first: bool = False) -> None:
    """Give the account another name and password. Raises Conflict, ConfigError and Unavailable.

    The ``first`` one is made by one person alone, however many have the token.
    """
    if given := [key for key in KEYS if key in page.reread.from_environment]:
        raise Conflict(f"The environment sets {' and '.join(given)} of [WebUI], so it has to be changed there.")
    hashed = page.access.passwords.hash(password)
    with _ONE_AT_A_TIME:
        if first and page.options.guarded:
            raise Conflict("Somebody else has just made an account: sign in.")
        write_account(page.reread.file, username, hashed, enable=not page.options.local_auth_enabled)
        page.access.setup.over()


def write_account(file: Path, username: str, hashed: str, *, enable: bool) -> None:
    """Write the account; ``enable`` the password where it is switched off. All of it or nothing."""
    account = {"Username": username.strip(), "PasswordHash": hashed} | ({"LocalAuthEnabled": True} if enable else {})
    apply(file, [Edit(("WebUI", key), value) for key, value in account.items()], text=read_text(file))
