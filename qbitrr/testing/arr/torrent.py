"""A torrent as a simulated Arr sees it in its download client."""

from __future__ import annotations

from dataclasses import dataclass

from .states import CLIENT_STATES

UNKNOWN_ETA = 8_640_000  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientTorrent:
    """A torrent as the Arr sees it; sizes in bytes, times in seconds."""

    hash: str
    name: str
    state: str
    category: str
    size: int
    progress: float
    eta: int
    content_path: str
    save_path: str
    at_limit: bool

    @property
    def download_id(self) -> str:
        return self.hash.upper()

    @property
    def status(self) -> str:
        status = CLIENT_STATES.get(self.state, "downloading")
        loose = self.content_path.rstrip("/") == self.save_path.rstrip("/")
        return "warning" if status == "completed" and loose else status

    @property
    def finished_seeding(self) -> bool:
        """Stopped because it is at its share limit: the app may move its files and remove it."""
        return self.at_limit and self.state in ("pausedUP", "stoppedUP")
