"""Trouble that a person can mend: a sentence that says what is wrong and what to do."""

from __future__ import annotations

from ..errors import QbitrrError


class Trouble(QbitrrError):  # noqa: N818 -- an answer for a person
    """The command cannot do what it was asked for."""


class Misuse(Trouble):
    """What was asked for makes no sense here; the exit status is 2."""
