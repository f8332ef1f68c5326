"""The data folder that a command works on, and who runs there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..config.places import CONFIG_FILE, DATABASE, LOGS, RUN, data_folder
from ..processes import running
from .in_use import refuse_another

if TYPE_CHECKING:
    from ..config.configuration import Configuration

DRY_RUN_DATABASE = "dry-run.db"


@dataclass(frozen=True, slots=True)
class Place:
    """One data folder."""

    folder: Path

    @property
    def config_file(self) -> Path:
        return self.folder / CONFIG_FILE

    @property
    def logs(self) -> Path:
        return self.folder / LOGS

    @property
    def run_folder(self) -> Path:
        return self.folder / RUN

    @property
    def database_file(self) -> Path:
        """Where all is remembered unless the configuration names a database of a server."""
        return self.folder / DATABASE

    @property
    def lasting_database(self) -> str:
        """The path or the URL of what lasts longer than a dry run. Raises ConfigError when it cannot be told."""
        from ..config.database import database_url  # noqa: PLC0415 -- it brings pydantic

        return database_url(self.config_file, os.environ) or str(self.database_file)

    @property
    def dry_run_database(self) -> Path:
        return self.run_folder / DRY_RUN_DATABASE

    @property
    def database(self) -> str:
        """The database in use, a path or a URL: that of a dry run while one runs. Raises ConfigError and Trouble."""
        if self.dry_run_database.exists() and running.holder(self.run_folder) is not None:
            return str(self.dry_run_database)
        database = self.lasting_database
        refuse_another(self.run_folder, database)
        return database

    def runtime(self) -> running.Runtime | None:
        """What the supervisor on this folder says, or None when none runs."""
        return running.read(self.run_folder)

    def configuration(self) -> Configuration:
        """Raises ConfigError when the file cannot be read."""
        from ..config.configuration import load  # noqa: PLC0415 -- it brings pydantic

        return load(self.config_file, os.environ)


def place_of(chosen: Path | None) -> Place:
    """The folder that was named, or the one that the environment and the system say."""
    return Place((chosen.expanduser() if chosen else data_folder(os.environ)).absolute())
