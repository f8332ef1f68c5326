"""The built-in source of torrents: a client's view, observed through the same hook as everything else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from .facts import Observation
from .hookspecs import HOOK_API, hookimpl
from .ports import Client


class TorrentSource:
    """Observes what one client has."""

    hook_api = HOOK_API

    def __init__(self, client: Client) -> None:
        self.client = client

    @hookimpl
    def qbitrr_fetch(self, now: datetime) -> Sequence[Observation]:
        view = self.client.drain()
        return (
            Observation(
                kind="torrents",
                source=self.client.name,
                at=view.at or now,
                value=view,
                complete=view.complete,
                why_incomplete=view.why_incomplete,
            ),
        )
