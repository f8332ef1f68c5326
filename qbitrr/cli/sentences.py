"""Sentences on standard error, and text from outside made harmless."""

from __future__ import annotations

import sys

from ..logs import FORGERY, without_passkeys


def harmless(text: object) -> str:
    """Text without what could end a line, speak to the terminal, not be written at all, or give a passkey away."""
    return FORGERY.sub(lambda found: found[0].encode("unicode_escape").decode(), without_passkeys(str(text)))


def warn(*sentences: object) -> None:
    """Print lines on standard error."""
    for sentence in sentences:
        sys.stderr.write(f"{harmless(sentence)}\n")
