"""A volume and an image's folders, without an image."""

import sys
from pathlib import Path

import pytest

from container.layout import Layout


@pytest.fixture
def layout(tmp_path):
    (tmp_path / "config").mkdir()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return Layout(
        version,
        home=tmp_path / "home",
        resolver=tmp_path / "resolver",
        pip=Path("/nowhere/pip"),
        volume=tmp_path / "config",
    )
