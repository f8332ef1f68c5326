"""Where everything is, in the image and on its volume."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class Layout:
    """``python`` is the version whose packages are meant, such as 3.13."""

    python: str
    home: Path = Path("/opt/qbitrr")
    resolver: Path = Path("/opt/resolver")
    pip: Path = Path("/opt/pip.whl/pip")  # a wheel, from which pip can be run
    volume: Path = Path("/config")

    @classmethod
    def of_this_python(cls) -> Self:
        return cls(f"{sys.version_info.major}.{sys.version_info.minor}")

    @property
    def qbitrr(self) -> Path:
        return self.home / "bin" / "qbitrr"

    @property
    def own_packages(self) -> Path:
        return self.packages_in(self.home)

    @property
    def plugins(self) -> Path:
        """Everything about third-party plugins."""
        return self.volume / "plugins"

    @property
    def environment(self) -> Path:
        """Where third-party plugins are installed; its packages come after the image's own."""
        return self.plugins / f"python{self.python}"

    def packages_in(self, prefix: Path) -> Path:
        return prefix / "lib" / f"python{self.python}" / "site-packages"
