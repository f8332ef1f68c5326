"""Sentences on standard error, and text from outside made harmless."""

from __future__ import annotations

import sys

from ..logs import FORGERY


def harmless(text: object) -> str:
    """Text without what could end a line, speak to the terminal, or not be written at all."""
    return FORGERY.sub(lambda found: found[0].encode("unicode_escape").decode(), str(text))


def warn(*sentences: object) -> None:
    """Print lines on standard error."""
    for sentence in sentences:
        sys.stderr.write(f"{harmless(sentence)}\n")
