"""Which database the configuration names, asked for before anything else of it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from .problems import ConfigError
from .read import read, read_text
from .settings import Settings
from .validation import tolerate

_NAMES_ONE = re.compile(r"^\s*[\"']?Database[\"']?\s*=", re.IGNORECASE | re.MULTILINE)


def database_url(file: Path, environ: Mapping[str, str]) -> str:
    """The URL of a database of PostgreSQL; empty where it is the file beside the configuration.

    Raises ConfigError when that cannot be told: another database would know nothing of the quarantine, of what
    persons protected, and of what was promised.
    """
    settings, problems = tolerate(Settings, "Settings", _options(file), environ)
    for problem in problems:
        if problem.key == "Database":
            raise ConfigError(
                file,
                str(problem),
                remedy="Write a URL such as postgresql://user:password@host/qbitrr, or nothing for the file qbitrr.db",
            )
    return settings.database.get_secret_value()


def _options(file: Path) -> Mapping[str, object]:
    """The file's settings. One that is broken has none, unless a database may be among them."""
    if not file.exists():
        return {}
    try:
        options = read(file).get("Settings")
    except ConfigError:
        if _NAMES_ONE.search(read_text(file)):
            raise
        return {}
    return options if isinstance(options, dict) else {}
