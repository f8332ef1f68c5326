"""Where qbitrr keeps its files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

CONFIG_FILE = "config.toml"
LOGS = "logs"
DATABASE = "qbitrr.db"
RUN = "run"

DATA_FOLDER = "QBITRR_OVERRIDES_DATA_PATH"
"""The variable of the environment that names the folder of all of these."""

_CONTAINER = Path("/config")


def data_folder(environ: Mapping[str, str], *, container: Path = _CONTAINER) -> Path:
    """The folder of the configuration, the database and the logs. It need not exist yet."""
    chosen = environ.get(DATA_FOLDER)
    if chosen:
        return Path(chosen).expanduser()
    if environ.get("QBITRR_DOCKER_RUNNING") and container.is_dir():
        return container
    base = Path(environ.get("XDG_CONFIG_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".config") / "qbitrr"
