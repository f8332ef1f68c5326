"""What a similar tool says of a torrent by its tags. Pure."""

from __future__ import annotations

from .domain import State, Torrent

FREE_SPACE_TAG = "qBitrr-free_space_paused"
"""What it gives torrents that it has stopped for want of space: those may be started again as well."""


def stopped_for_space_elsewhere(torrent: Torrent) -> bool:
    """Whether a similar tool says that it has stopped this one for want of space."""
    return torrent.state is State.STOPPED and not torrent.complete and FREE_SPACE_TAG in torrent.tags
