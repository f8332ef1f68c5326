"""The options of the core's own sections: [Settings] and [qBit]."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, ClassVar, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr

from .options import FILL_IN, PluginConfig
from .search import Search
from .types import Duration, Size

CONFIG_VERSION = 1

_OTHER_NAMES = {"NOTICE": "INFO", "TRACE": "DEBUG"}


def _read_level(value: object) -> object:
    if not isinstance(value, str):
        return value
    level = value.strip().upper()
    return _OTHER_NAMES.get(level, level)


Level = Annotated[Literal["CRITICAL", "ERROR", "WARNING", "INFO", "DEBUG"], BeforeValidator(_read_level)]


def _check_host(host: str) -> str:
    """Refuse a host that no URL can be made of: its process could never start."""
    try:
        split = urlsplit(host if "://" in host else f"http://{host}")
        usable = bool(split.hostname) and split.scheme in ("http", "https") and split.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise ValueError('a host name, an address, or a URL such as "https://seedbox:8080"')
    return host


Host = Annotated[str, AfterValidator(_check_host)]


def _check_database(url: SecretStr) -> SecretStr:
    """Refuse a URL that names no database of PostgreSQL."""
    text = url.get_secret_value()
    try:
        split = urlsplit(text)
        usable = not text or (split.scheme in ("postgresql", "postgres") and split.path.strip("/") and split.port != 0)
    except ValueError:
        usable = False
    if not usable:
        raise ValueError('a URL such as "postgresql://user:password@host/qbitrr", or nothing')
    return url


DatabaseUrl = Annotated[SecretStr, AfterValidator(_check_database)]


def _without_needless_slashes(category: str) -> str:
    category = "/".join(filter(None, (part.strip() for part in category.split("/"))))
    if not category:
        raise ValueError("the name of a category")
    return category


Category = Annotated[str, AfterValidator(_without_needless_slashes)]


class Safety(PluginConfig):
    """[Settings.Safety]: how much may be removed before everything waits for the cause to pass or for a person."""

    max_removals: int = Field(default=20, ge=0, description="At most so many removals within Window.")
    max_removed_share: float = Field(
        default=0.2, ge=0, le=1, description="At most this share of all torrents within Window."
    )
    max_removed_size: Size = Field(default=1024**4, description="At most so much data within Window.")
    window: Duration = Field(default=timedelta(hours=1), description="How far back removals are counted.")
    max_failing_share: float = Field(
        default=0.5, ge=0, le=1, description="When more than this share of torrents fails together, nothing is removed."
    )
    min_failing: int = Field(default=5, ge=1, description="Fewer failing torrents than this are never a mass event.")
    disk_full_below: Size = Field(
        default=100 * 1024**2,
        description="A disk with less free space than this is full: no download is called failed meanwhile. "
        "0 switches this off.",
    )


class MappedPath(PluginConfig):
    """[[Settings.PathMappings]]: one folder, as a client calls it and as qbitrr does."""

    client: str = Field(min_length=1, description="The folder as qBittorrent calls it.")
    here: str = Field(min_length=1, description="The same folder as qbitrr sees it.")
    instance: str = Field(default="", description="Only for this client, such as qBit-seedbox. Empty: for all.")


class Settings(PluginConfig):
    """[Settings]: what holds for all sections."""

    not_used_yet: ClassVar[frozenset[str]] = frozenset(
        {
            "AutoPauseResume",
            "AutoUpdateChannel",
            "AutoUpdateCron",
            "AutoUpdateEnabled",
            "CompletedDownloadFolder",
            "FFprobeAutoUpdate",
            "NoInternetSleepTimer",
            "PingURLS",
            "ProcessSpawnTimeoutSeconds",
        }
    )

    moved: ClassVar[Mapping[str, str]] = {
        "FreeSpace": "KeepFree in [qBit.Plugins.space]",
        "FreeSpaceFolder": "Folder in [qBit.Plugins.space]",
    }

    config_version: int = Field(
        default=CONFIG_VERSION, ge=0, description="The layout of this file. Kept by qbitrr; do not change it."
    )
    console_level: Level = Field(
        default="INFO", description="The least important messages shown. NOTICE means INFO, TRACE means DEBUG."
    )
    logging: bool = Field(default=True, description="Write log files as well, into the folder logs beside this file.")
    database: DatabaseUrl = Field(
        default=SecretStr(""),
        description="Where all is remembered: empty for the file qbitrr.db beside this one, or the URL of a database "
        "of PostgreSQL, which is qbitrr's alone.",
    )
    loop_sleep_timer: Duration = Field(
        default=timedelta(seconds=5), description="A worker looks at its torrents at least this often."
    )
    ignore_torrents_younger_than: Duration = Field(
        default=timedelta(seconds=180), description="A torrent added more recently than this is not removed."
    )
    protection_tags: tuple[str, ...] = Field(
        default=("qbitrr-keep", "qBitrr-ignored"),
        description="A torrent with one of these tags is never touched; it is imported all the same.",
    )
    protection_categories: tuple[str, ...] = Field(
        default=(), description="A torrent in one of these categories, or below one, is never touched either."
    )
    protection_trackers: tuple[str, ...] = Field(
        default=(), description="A torrent of one of these trackers, by host or domain, is never touched either."
    )
    path_mappings: tuple[MappedPath, ...] = Field(
        default=(), description="Folders that qBittorrent calls differently than qbitrr, such as in another container."
    )
    failed_category: str = Field(
        default="failed",
        description="Put a torrent into this category to have it failed: blocklisted, replaced and removed. "
        "Empty switches this off.",
    )
    recheck_category: str = Field(
        default="recheck",
        description="Put a torrent into this category to have it checked once and put back. Empty switches this off.",
    )
    remove_rejected: bool = Field(
        default=False,
        description="Remove a complete download that was rejected (fake, damaged, or refused by its app) as well, "
        "though nothing of it was imported. Otherwise it stays until you say so.",
    )
    tagless: bool = Field(default=False, description="Write no tags of qbitrr's own into the client.")
    dry_run: bool = Field(default=False, description="Decide and say what would be done, but do nothing.")
    quarantine_for: Duration = Field(
        default=timedelta(days=7), description="How long a removed torrent can be restored. 0 deletes its data at once."
    )
    search_loop_delay: Duration | None = Field(
        default=timedelta(seconds=30), description="At least so long between two searches of a section. -1 means 30s."
    )
    search_history_for: Duration = Field(default=timedelta(days=30), description="How long searches are remembered.")
    history_for: Duration = Field(
        default=timedelta(days=365), description="How long past decisions and actions are kept."
    )
    record_for: Duration = Field(
        default=timedelta(days=30),
        description="How long it is kept what the torrents did, for `qbitrr backtest`. 0 switches the recording off.",
    )
    auto_restart_processes: bool = Field(default=True, description="Start a process again that has died.")
    max_process_restarts: int = Field(
        default=5, ge=1, description="A process that dies more often than this within ProcessRestartWindow is given up."
    )
    process_restart_window: Duration = Field(
        default=timedelta(minutes=5), description="How far back deaths are counted."
    )
    process_restart_delay: Duration = Field(
        default=timedelta(seconds=0.5),
        description="The wait before the first restart; it doubles with each further one.",
    )
    worker_timeout: Duration = Field(
        default=timedelta(minutes=5), description="A worker that has shown no sign of life for so long counts as dead."
    )
    shutdown_timeout: Duration = Field(
        default=timedelta(seconds=30), description="How long processes may take to end before they are made to."
    )
    safety: Safety = Field(default_factory=Safety, description="Limits that stop all removals.")
    search: Search = Field(default_factory=Search, description="How much may be searched for.")


class QbitConfig(PluginConfig):
    """[qBit] or [qBit-NAME]: one qBittorrent."""

    moved: ClassVar[Mapping[str, str]] = {
        "CategorySeeding": "[qBit.Plugins.seeding], and for hit and run [qBit.Plugins.obligations]",
        "Trackers": "[Plugins.trackers]",
    }

    disabled: bool = Field(default=False, description="Leave this qBittorrent alone.")
    host: Host = Field(
        default="localhost",
        min_length=1,
        description="Host name, address, or URL with scheme.",
        json_schema_extra=FILL_IN,
    )
    port: int = Field(default=8080, ge=1, le=65535, description="The port of its Web UI.")
    user_name: str = Field(
        default="", description="The Web UI's user. Empty where it asks for none.", json_schema_extra=FILL_IN
    )
    password: SecretStr = Field(
        default=SecretStr(""),
        description="The Web UI's password. Empty where it asks for none.",
        json_schema_extra=FILL_IN,
    )
    skip_tls_verify: bool = Field(
        default=False, alias="SkipTLSVerify", description="Accept any certificate. Only for one you made yourself."
    )
    timeout: Duration = Field(default=timedelta(seconds=15), description="How long it may take to answer a request.")
    poll_interval: Duration = Field(
        default=timedelta(seconds=1),
        description="How often it is asked what has changed; less often when it answers slowly.",
    )
    managed_categories: tuple[Category, ...] = Field(
        default=(),
        description="Categories that belong to no app, and whose torrents the rules look after all the same.",
    )
    match_subcategories: bool = Field(
        default=False, description="What is nested in a managed category is managed as well, unless an app has it."
    )
