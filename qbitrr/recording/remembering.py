"""What is remembered of a torrent, as plain JSON values: the timers from which a replay goes on. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from ..domain import Download, Torrent
from ..lifecycle import Stage
from .packing import moment, seconds, span

_MOMENTS = (
    "stage_since",
    "state_since",
    "first_seen",
    "progress_at",
    "completed_at",
    "imported_at",
    "seeding_since",
)


def packed(download: Download) -> dict[str, object]:
    """The timers of a download. Its strikes are not kept: a replay counts them anew."""
    moments = {name: value for name in _MOMENTS if (value := getattr(download, name)) is not None}
    return {
        "stage": download.stage.value,
        "category": download.category,
        "seeded": span(download.seeded),
        **{name: seconds(value) for name, value in moments.items()},
    }


def download_of(torrent: Torrent, owner: str, values: Mapping[str, object]) -> Download:
    """The download that was packed. Raises whatever a wrong value raises: see ``batch.WRONG``."""
    moments = {name: moment(values[name]) for name in _MOMENTS if values.get(name) is not None}  # type: ignore[arg-type]
    return Download(
        client=torrent.client,
        hash=torrent.hash,
        owner=owner,
        name=torrent.name,
        state=torrent.state,
        left=torrent.left,
        stage=Stage(str(values["stage"])),
        category=str(values["category"]),
        seeded=timedelta(seconds=values["seeded"]),  # type: ignore[arg-type]
        **moments,  # type: ignore[arg-type]
    )
