"""The set-up token: who has it makes the first account. It is printed once, and worth nothing after that."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace

from .keeping import Keeping
from .keys import hash_of
from .secret import same

VARIABLE = "QBITRR_SETUP_TOKEN"
SHORTEST = 12
"""Characters that a token from the environment must have at least."""


@dataclass(frozen=True, slots=True)
class Setup:
    """The set-up of one data folder, as long as there is no account."""

    keeping: Keeping

    def token(self) -> str | None:
        """A new token to be printed; None when the one that was printed before still holds."""
        if given() or self.keeping.kept.setup:
            return None
        token = secrets.token_urlsafe(18)
        with self.keeping.changing() as box:
            box[0] = replace(box[0], setup=hash_of(token))
        return token

    def right(self, token: str) -> bool:
        """Whether it is the token: the one that the environment gives, else the one that was printed."""
        if chosen := given():
            return same(token, chosen)
        return same(hash_of(token), self.keeping.kept.setup)

    def over(self) -> None:
        """There is an account: no token opens anything any more."""
        if self.keeping.kept.setup:
            with self.keeping.changing() as box:
                box[0] = replace(box[0], setup="")


def given(environ: Mapping[str, str] = os.environ) -> str:
    """The token that the environment gives, if it is long enough to be one."""
    token = environ.get(VARIABLE, "").strip()
    return token if len(token) >= SHORTEST else ""
