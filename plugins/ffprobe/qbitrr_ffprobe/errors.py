"""Why there is no ffprobe to ask."""

from __future__ import annotations


class NoTool(Exception):  # noqa: N818 -- a state, said to users as it is
    """There is no ffprobe. ``coming``: it is on its way."""

    def __init__(self, reason: str, *, coming: bool = False) -> None:
        super().__init__(reason)
        self.coming = coming


class Unobtainable(Exception):  # noqa: N818 -- a state, said to users as it is
    """ffprobe could not be downloaded this time."""


class Busy(Exception):  # noqa: N818 -- no error: it will be here soon
    """Another worker is downloading it."""


class Stopped(Exception):  # noqa: N818 -- no error: the worker ends
    """A download was told to end; what has come is kept."""
