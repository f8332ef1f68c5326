"""Passwords: hashed by Argon2, compared with hashes of Argon2 and bcrypt, in the same time whoever is named."""

from __future__ import annotations

import hmac
import threading
from functools import cached_property

from ..errors import Refused
from ..options import Options

AT_ONCE = 2
"""Hashes at once: each takes tens of megabytes and a processor."""

PATIENCE = 10.0
"""Seconds to wait for one's turn."""

BCRYPT_READS = 72
"""Bytes of a password that bcrypt looks at; the program that made an old hash passed over the rest too."""


class Passwords:
    """Hashes and compares. For all threads."""

    def __init__(self) -> None:
        self._turns = threading.BoundedSemaphore(AT_ONCE)

    def hash(self, password: str) -> str:
        """A hash for the file. At most a second."""
        from argon2 import PasswordHasher  # noqa: PLC0415 -- only who signs in needs it

        return PasswordHasher(time_cost=3, memory_cost=19456, parallelism=1).hash(password)

    def right(self, username: str, password: str, options: Options) -> bool:
        """Whether these are the name and the password of the account. Takes as long for a name that is not known.

        Raises Refused when too many ask at once.
        """
        kept = options.password_hash.get_secret_value() if options.with_password else ""
        if not self._turns.acquire(timeout=PATIENCE):
            raise Refused(503, "Too many people sign in at once. Try again in a moment.", retry_after=PATIENCE)
        try:
            right = fits(password, kept or self._nobodys)
        finally:
            self._turns.release()
        known = hmac.compare_digest(username.strip().encode(), options.username.strip().encode())
        return right and known and bool(kept)

    @cached_property
    def _nobodys(self) -> str:
        """A hash to compare with when there is none."""
        return self.hash("nobody has this password")


def fits(password: str, kept: str) -> bool:
    """Whether a password is the one of a hash."""
    if kept.startswith("$2"):
        return _fits_bcrypt(password, kept)
    from argon2 import PasswordHasher  # noqa: PLC0415 -- only who signs in needs it
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415 -- likewise

    try:
        return PasswordHasher().verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def _fits_bcrypt(password: str, kept: str) -> bool:
    import bcrypt  # noqa: PLC0415 -- only who signs in by an old hash needs it

    try:
        return bcrypt.checkpw(password.encode()[:BCRYPT_READS], kept.encode())
    except ValueError:
        return False
