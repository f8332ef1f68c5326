"""The options of the tables EntrySearch.Overseerr and EntrySearch.Ombi, named as users' files have them."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator

from qbitrr import PluginConfig

from ..address import a_key, an_address

URI_EXAMPLE = {"Overseerr": "http://localhost:5055", "Ombi": "http://localhost:3579"}


class OverseerrConfig(PluginConfig):
    """Requests from Overseerr, Jellyseerr or Seerr. Without address and key it cannot be switched on."""

    search_overseerr_requests: bool = Field(
        default=False, description="Search for what users have asked for in Overseerr, Jellyseerr or Seerr first."
    )
    overseerr_uri: str = Field(
        "",
        alias="OverseerrURI",
        description="The address of Overseerr, Jellyseerr or Seerr, such as http://localhost:5055.",
    )
    overseerr_api_key: SecretStr = Field(
        SecretStr(""),
        alias="OverseerrAPIKey",
        description="The API key, from its Settings > General.",
    )
    approved_only: bool = Field(default=True, description="Only requests that have been approved.")
    skip_tls_verify: bool = Field(
        default=False, alias="SkipTLSVerify", description="Accept any certificate of an https address."
    )
    is_4k: bool = Field(
        default=False, alias="Is4K", description="This section is the one for 4K: only requests for 4K count here."
    )

    @model_validator(mode="before")
    @classmethod
    def _blank(cls, options: object) -> object:
        return _with_blanks(options, {"overseerr_uri": "OverseerrURI", "overseerr_api_key": "OverseerrAPIKey"})

    @field_validator("overseerr_uri")
    @classmethod
    def _where(cls, uri: str, info: ValidationInfo) -> str:
        return _uri(uri, "Overseerr", on=info.data.get("search_overseerr_requests"))

    @field_validator("overseerr_api_key")
    @classmethod
    def _which(cls, key: SecretStr, info: ValidationInfo) -> SecretStr:
        return a_key(key) if info.data.get("search_overseerr_requests") else key


class OmbiConfig(PluginConfig):
    """Requests from Ombi. Without address and key it cannot be switched on."""

    search_ombi_requests: bool = Field(
        default=False, description="Search for what users have asked for in Ombi first. Overseerr comes before Ombi."
    )
    ombi_uri: str = Field(
        "",
        alias="OmbiURI",
        description="The address of Ombi, with its URL base if it has one, such as http://localhost:3579.",
    )
    ombi_api_key: SecretStr = Field(
        SecretStr(""),
        alias="OmbiAPIKey",
        description="The API key, from Ombi's Settings > Configuration > General.",
    )
    approved_only: bool = Field(default=True, description="Only requests that have been approved.")
    skip_tls_verify: bool = Field(
        default=False, alias="SkipTLSVerify", description="Accept any certificate of an https address."
    )
    is_4k: bool = Field(
        default=False,
        alias="Is4K",
        description="This section is the one for 4K: only requests for 4K count here. Ombi has them for movies only.",
    )

    @model_validator(mode="before")
    @classmethod
    def _blank(cls, options: object) -> object:
        return _with_blanks(options, {"ombi_uri": "OmbiURI", "ombi_api_key": "OmbiAPIKey"})

    @field_validator("ombi_uri")
    @classmethod
    def _where(cls, uri: str, info: ValidationInfo) -> str:
        return _uri(uri, "Ombi", on=info.data.get("search_ombi_requests"))

    @field_validator("ombi_api_key")
    @classmethod
    def _which(cls, key: SecretStr, info: ValidationInfo) -> SecretStr:
        return a_key(key) if info.data.get("search_ombi_requests") else key


def _with_blanks(options: object, keys: Mapping[str, str]) -> object:
    """Write out what was left out, so that what is missing is complained of by its key."""
    if not isinstance(options, Mapping):
        return options
    return {**{key: "" for name, key in keys.items() if name not in options}, **options}


def _uri(uri: str, app: str, *, on: object) -> str:
    """What is switched off may hold anything: it stops no section."""
    return an_address(uri, such_as=URI_EXAMPLE[app]) if on else uri
