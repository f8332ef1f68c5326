"""The options of a section's EntrySearch: what is looked for, in which order, with which quality profile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated

from pydantic import BeforeValidator, Field, field_validator

from qbitrr import Duration, PluginConfig

from ..requests.config import OmbiConfig, OverseerrConfig


def _in_minutes(value: object) -> object:
    """A number alone means minutes here, as in the files of a similar tool."""
    text = str(value).strip()
    return f"{text}m" if not isinstance(value, bool) and text.replace(".", "", 1).isdigit() else value


Minutes = Annotated[Duration, BeforeValidator(_in_minutes)]
"""A duration whose bare numbers are minutes."""


class SearchOptions(PluginConfig):
    """What every app's library can be searched for. Each of the first four works without the others."""

    search_missing: bool = Field(
        default=False,
        description="Search for what is monitored, out, and has no file. Nothing is, until it is asked for.",
    )
    quality_unmet_search: bool = Field(
        default=False, description="Search for better files where the app says that the quality is below the cutoff."
    )
    custom_format_unmet_search: bool = Field(
        default=False,
        description="Search for better files where the custom-format score is below the profile's upgrade-until "
        "score, and call a download failed whose score is lower than that of every file it would replace.",
    )
    do_upgrade_search: bool = Field(
        default=False, description="Search also for better versions of all that a profile allows upgrades of."
    )
    force_minimum_custom_format: bool = Field(
        default=False,
        description="Call a download failed whose custom-format score is below its profile's minimum. Never one "
        "for something that has no file yet.",
    )
    unmonitored: bool = Field(default=False, description="Search also for what is not monitored.")
    search_by_year: bool = Field(
        default=True, description="Go through the library year by year; otherwise by title, from A to Z."
    )
    search_in_reverse: bool = Field(
        default=False,
        description="false: the newest year first, then back to the oldest (titles: from A to Z). true: the oldest "
        "year first (titles: from Z to A).",
    )
    search_again_on_search_completion: bool = Field(
        default=True, description="Begin anew when all has been searched for. false: everything once."
    )
    search_limit: int = Field(
        5, ge=1, description="Accepted, and without effect: an app is given one search at a time."
    )
    use_temp_for_missing: bool = Field(
        default=False, description="Give what has something missing another quality profile until it has it."
    )
    quality_profile_mappings: Mapping[str, str] = Field(
        {},
        description="The temporary profile for each profile, both by their names in the app: "
        '{"Ultra HD" = "Any"}. What has no entry keeps its profile.',
    )
    keep_temp_profile: bool = Field(
        default=False,
        description="Let everything keep its temporary profile; otherwise its own comes back when nothing is missing.",
    )
    force_reset_temp_profiles: bool = Field(
        default=False, description="Give everything its own profile back once, at every start."
    )
    temp_profile_reset_timeout_minutes: Minutes = Field(
        timedelta(),
        description="After how long a temporary profile is taken back although something is still missing: "
        "minutes, or text with a unit. 0: never.",
    )
    profile_switch_retry_attempts: int = Field(
        3,
        ge=1,
        description="How often one series, movie or artist may be given a temporary profile until it is complete.",
    )

    @field_validator("quality_profile_mappings")
    @classmethod
    def _two_profiles(cls, mappings: Mapping[str, str]) -> Mapping[str, str]:
        same = sorted(main for main, temporary in mappings.items() if main == temporary or not temporary.strip())
        if same:
            raise ValueError(f"another profile for {', '.join(same)}")
        circle = sorted(set(mappings) & set(mappings.values()))
        if circle:
            raise ValueError(f"{', '.join(circle)} cannot be both: somebody's own profile and a temporary one")
        return mappings

    @property
    def for_better(self) -> bool:
        """Whether anything is searched for that has a file."""
        return self.quality_unmet_search or self.custom_format_unmet_search or self.do_upgrade_search

    @property
    def asks_of_files(self) -> bool:
        """Whether it matters what an app says of its files."""
        return self.quality_unmet_search or self.custom_format_unmet_search


class RequestOptions(SearchOptions):
    """With requests: for the apps whose media people can ask for."""

    search_requests_every: Duration = Field(timedelta(minutes=5), description="How often to read the requests.")
    overseerr: OverseerrConfig = Field(
        default=OverseerrConfig.model_validate({}), description="Requests in Overseerr, Jellyseerr or Seerr."
    )
    ombi: OmbiConfig = Field(default=OmbiConfig.model_validate({}), description="Requests in Ombi.")

    @field_validator("search_requests_every")
    @classmethod
    def _some_time(cls, length: timedelta) -> timedelta:
        if not length:
            raise ValueError("a duration of more than 0")
        return length
