"""Qualities and languages of a simulated Arr: full objects, guessed from a title as far as tests need."""

from __future__ import annotations

LANGUAGES = [{"id": 1, "name": "English"}]
QUALITIES = {  # by resolution: Radarr's ids of WEB downloads, worst first
    480: (8, "WEBDL-480p"),
    720: (5, "WEBDL-720p"),
    1080: (3, "WEBDL-1080p"),
    2160: (18, "WEBDL-2160p"),
}


def resolution_of(title: str) -> int:
    return next((resolution for resolution in QUALITIES if f"{resolution}p" in title), 1080)


def quality_of(title: str) -> dict[str, object]:
    """The quality model of a release: 1080p unless its title says another."""
    return {"quality": quality(resolution_of(title)), "revision": {"version": 1, "real": 0, "isRepack": False}}


def quality(resolution: int) -> dict[str, object]:
    number, name = QUALITIES[resolution]
    return {"id": number, "name": name, "source": "webdl", "resolution": resolution, "modifier": "none"}


def profile(number: int, name: str = "HD-1080p") -> dict[str, object]:
    """A quality profile that allows everything and is content with 1080p."""
    return {
        "id": number,
        "name": name,
        "upgradeAllowed": True,
        "cutoff": QUALITIES[1080][0],
        "items": [{"quality": quality(resolution), "items": [], "allowed": True} for resolution in QUALITIES],
        "minFormatScore": 0,
        "cutoffFormatScore": 0,
        "minUpgradeFormatScore": 1,
        "formatItems": [],
        "language": LANGUAGES[0],
    }
