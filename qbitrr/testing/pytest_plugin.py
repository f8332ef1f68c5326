"""The fixtures that pytest offers wherever qbitrr is installed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .clock import FakeClock


@pytest.fixture
def now() -> datetime:
    """The moment at which builders make their values."""
    from .builders import NOW  # noqa: PLC0415 -- pytest loads this module in every run on this machine: keep it light

    return NOW


@pytest.fixture
def clock() -> FakeClock:
    """A clock that stands at ``now``."""
    from .clock import FakeClock  # noqa: PLC0415

    return FakeClock()
