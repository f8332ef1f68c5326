"""The options of a section such as [Radarr-4K]."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field, SecretStr, field_validator

from qbitrr import Duration, PluginConfig

from .address import a_key, an_address
from .library.options import Minutes, SearchOptions
from .paths import PathMapping


class ImportMode(StrEnum):
    """How users of similar tools say that finished files get into the library."""

    AUTO = "Auto"
    COPY = "Copy"
    HARDLINK = "Hardlink"
    MOVE = "Move"


class MappedPath(PluginConfig):
    """One folder, as the torrent client calls it and as the app does."""

    client: str = Field(min_length=1, description="The folder as qBittorrent calls it.")
    arr: str = Field(min_length=1, description="The same folder as the app calls it.")


def _by_name(value: object) -> object:
    """Users write the mode in any case."""
    return value.capitalize() if isinstance(value, str) else value


class ArrConfig(PluginConfig):
    """What is needed to work with one instance of an app."""

    uri: str = Field(
        alias="URI",
        pattern=r"^https?://[^/\s]+",
        description="The address of the app, with its URL base if it has one, such as http://localhost:7878/radarr.",
    )
    api_key: SecretStr = Field(
        alias="APIKey", min_length=1, description="The API key, from the app's Settings > General."
    )
    skip_tls_verify: bool = Field(
        default=False, alias="SkipTLSVerify", description="Accept any certificate of an https address."
    )
    category: str = Field(
        "",
        description="The qBittorrent category of its torrents. Empty: the one that the app's own download client has.",
    )
    re_search: bool = Field(
        default=True, description="Let a failed download be replaced: search for another release once."
    )
    import_mode: Annotated[ImportMode, BeforeValidator(_by_name)] = Field(
        ImportMode.AUTO,
        alias="importMode",
        description="Auto, Copy and Hardlink all mean: link or copy, and keep seeding. Move is accepted and means "
        "the same: files that seed are never moved.",
    )
    path_mappings: tuple[MappedPath, ...] = Field(
        (),
        description="Folders that qBittorrent and the app call differently, if the app does not know of them itself.",
    )
    timeout: Duration = Field(timedelta(seconds=30), description="How long the app may take over one answer.")
    queue_every: Duration = Field(
        timedelta(minutes=2), description="How often to read the queue while nothing waits for it."
    )
    history_every: Duration = Field(
        timedelta(minutes=1), description="How often to read the history while nothing waits for it."
    )
    settings_every: Duration = Field(timedelta(minutes=30), description="How often to read the app's own settings.")
    library_every: Duration = Field(
        timedelta(minutes=30), description="How often to read the library, if it is searched for what it lacks."
    )
    rss_sync_timer: Minutes = Field(
        timedelta(), description="How often to have the app look at its feeds: minutes, or text with a unit. 0: never."
    )
    refresh_downloads_timer: Minutes = Field(
        timedelta(),
        description="How often to have the app look at its downloads: minutes, or text with a unit. 0: never.",
    )
    entry_search: SearchOptions = Field(
        default=SearchOptions.model_validate({}), description="What its library is searched for."
    )

    not_used_yet: ClassVar[frozenset[str]] = frozenset(
        {
            "Managed",
            "MatchSubcategories",
        }
    )
    moved: ClassVar[Mapping[str, str]] = {
        "ArrErrorCodesToBlocklist": "Messages of the rule arr_messages (Plugins.arr_messages, here or everywhere)",
        "Torrent": "the rules stalled, slow, files, seeding, trackers and obligations, each in its own [Plugins.NAME]; "
        'which key is where: "Coming from qBitrr" in the page on the configuration',
    }

    @field_validator("uri")
    @classmethod
    def _an_address(cls, uri: str) -> str:
        return an_address(uri, such_as="http://localhost:7878")

    @field_validator("timeout", "queue_every", "history_every", "settings_every", "library_every")
    @classmethod
    def _some_time(cls, length: timedelta) -> timedelta:
        if not length:
            raise ValueError("a duration of more than 0")
        return length

    @field_validator("api_key")
    @classmethod
    def _one_word(cls, key: SecretStr) -> SecretStr:
        return a_key(key)

    @property
    def mappings(self) -> tuple[PathMapping, ...]:
        return tuple(PathMapping(one.client, one.arr) for one in self.path_mappings)
