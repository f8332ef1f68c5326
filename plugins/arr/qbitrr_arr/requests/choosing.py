"""Which request app a section asks."""

from __future__ import annotations

from typing import Protocol

from .config import OmbiConfig, OverseerrConfig
from .wishes import Kind, Requests


class RequestApp(Protocol):
    """What a section needs of a request app."""

    def read(self, kind: Kind) -> Requests:
        """All wishes of one kind. Raises ``Unavailable`` with a sentence that names the app."""
        ...

    def close(self) -> None: ...


def chosen(overseerr: OverseerrConfig, ombi: OmbiConfig, *, timeout: float = 30.0) -> RequestApp | None:
    """The app that is switched on, Overseerr before Ombi; None when none is. The network is not touched."""
    if overseerr.search_overseerr_requests:
        from .seerr import Seerr  # noqa: PLC0415 -- brings httpx, which only a worker needs

        return Seerr(overseerr, timeout=timeout)
    if ombi.search_ombi_requests:
        from .ombi import Ombi  # noqa: PLC0415

        return Ombi(ombi, timeout=timeout)
    return None
