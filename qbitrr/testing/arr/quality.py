"""Qualities of a simulated Arr: full objects, guessed from a title as far as tests need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .wire import Json

LANGUAGES = [{"id": 1, "name": "English"}]


@dataclass(frozen=True, slots=True)
class Qualities:
    """The qualities that an app knows by rank, worst first; for videos the rank is the resolution.

    ``words`` are what a title says of each; one that says nothing has the ``usual`` rank.
    """

    by_rank: Mapping[int, Json]
    words: Mapping[int, str]
    usual: int

    def rank_of(self, title: str) -> int:
        return next((rank for rank, word in self.words.items() if word in title), self.usual)

    def of(self, title: str) -> Json:
        """The quality model of a release."""
        return self.model(self.rank_of(title))

    def model(self, rank: int) -> Json:
        return {"quality": self.by_rank[rank], "revision": {"version": 1, "real": 0, "isRepack": False}}

    def name(self, rank: int) -> str:
        return str(self.by_rank[rank]["name"])


def web_downloads(source: str, **more: object) -> Qualities:
    """WEB downloads, which have the same ids in Radarr and Sonarr, but other words for their source."""
    numbers = {480: 8, 720: 5, 1080: 3, 2160: 18}
    return Qualities(
        {
            rank: {"id": number, "name": f"WEBDL-{rank}p", "source": source, "resolution": rank, **more}
            for rank, number in numbers.items()
        },
        {rank: f"{rank}p" for rank in numbers},
        1080,
    )
