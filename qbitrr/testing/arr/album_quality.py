"""The qualities that a simulated Lidarr knows, by bit rate."""

from __future__ import annotations

from .quality import Qualities

AUDIO = Qualities(
    {  # in kbit/s: Lidarr's own ids, worst first
        192: {"id": 1, "name": "MP3-192"},
        320: {"id": 4, "name": "MP3-320"},
        1411: {"id": 6, "name": "FLAC"},
        4608: {"id": 21, "name": "FLAC 24bit"},
    },
    {4608: "24bit", 1411: "FLAC", 320: "320", 192: "192"},
    1411,
)
