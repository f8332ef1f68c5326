"""Says which real parts this machine lacks, and turns that into a skip here and a failure in continuous integration."""

from __future__ import annotations

import importlib.util
import os
import shutil
from typing import NoReturn

import pytest

from tests.lab.clients import NO_CLIENT, available


def missing() -> list[str]:
    """One sentence for each real part that is not here."""
    parts = {
        NO_CLIENT: bool(available()),
        "no ffmpeg here (tests/lab/install.sh installs it)": shutil.which("ffmpeg"),
        "no libtorrent here (it is in the dev dependencies)": importlib.util.find_spec("libtorrent"),
    }
    return [sentence for sentence, here in parts.items() if not here]


def give_up(reason: str) -> NoReturn:
    """Skip the test; in continuous integration, where the real parts are promised, fail it."""
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(f"the lab is incomplete: {reason}", pytrace=False)
    pytest.skip(reason)


def require_lab() -> None:
    """Give up unless every real part is here."""
    if absent := missing():
        give_up("; ".join(absent))
