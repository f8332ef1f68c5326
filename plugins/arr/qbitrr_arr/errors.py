"""What an Arr app may answer that is neither a result nor silence."""

from __future__ import annotations

from qbitrr import Unavailable


class Refused(Exception):  # noqa: N818 -- what the app said, not a mistake of ours
    """The app understood a request and will not do it; the text is the app's own message."""


class NotFound(Refused):
    """The app does not know what a request is about."""


class WrongAnswer(Unavailable):
    """The app is there, but has no proper answer to this one question: an error of its own, or another shape."""


class DryRunError(Exception):
    """Something was about to be changed in a dry run: a defect in qbitrr."""
