"""The options of [Plugins.prowlarr]."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field, SecretStr, field_validator
from qbitrr_arr.address import a_key, an_address

from qbitrr import Duration, PluginConfig


class ProwlarrConfig(PluginConfig):
    """What is needed to ask one Prowlarr."""

    uri: str = Field(
        alias="URI",
        description="The address of Prowlarr, with its URL base if it has one, such as http://localhost:9696.",
    )
    api_key: SecretStr = Field(alias="APIKey", description="The API key, from Prowlarr's Settings > General.")
    skip_tls_verify: bool = Field(
        default=False, alias="SkipTLSVerify", description="Accept any certificate of an https address."
    )
    timeout: Duration = Field(timedelta(seconds=30), description="How long Prowlarr may take over one answer.")
    every: Duration = Field(
        timedelta(minutes=5),
        description="How often to ask. What was last learnt is used until it is three times as old.",
    )

    @field_validator("uri")
    @classmethod
    def _an_address(cls, uri: str) -> str:
        return an_address(uri, such_as="http://localhost:9696")

    @field_validator("api_key")
    @classmethod
    def _a_key(cls, key: SecretStr) -> SecretStr:
        return a_key(key)

    @field_validator("timeout", "every")
    @classmethod
    def _some_time(cls, length: timedelta) -> timedelta:
        if not length:
            raise ValueError("a duration of more than 0")
        return length
