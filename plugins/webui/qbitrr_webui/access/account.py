"""The account in the file: a name and the hash of its password. Comments stay."""

from __future__ import annotations

import threading
from pathlib import Path

from qbitrr.config.write import set_option

from ..context import Web
from ..errors import Conflict

KEYS = ("Username", "PasswordHash", "LocalAuthEnabled")

_ONE_AT_A_TIME = threading.Lock()


def change_account(page: Web, username: str, password: str, *, first: bool = False) -> None:
    """Give the account another name and password. Raises Conflict, ConfigError and Trouble.

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
    """The hash comes last: until then the former password holds."""
    if enable:
        set_option(file, ("WebUI",), "LocalAuthEnabled", value=True)
    set_option(file, ("WebUI",), "Username", username.strip())
    set_option(file, ("WebUI",), "PasswordHash", hashed)
