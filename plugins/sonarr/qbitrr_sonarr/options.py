"""The options of a Sonarr section."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field
from qbitrr_arr.config import ArrConfig
from qbitrr_arr.library.options import RequestOptions


class BySeries(StrEnum):
    """What one search is for, where there is a choice."""

    SMART = "smart"
    ALWAYS = "true"
    NEVER = "false"


def _by_name(value: object) -> object:
    """Users write it as a truth value, as a number and as text."""
    return {"1": "true", "0": "false"}.get(word := str(value).strip().lower(), word)


class SonarrSearch(RequestOptions):
    """What Sonarr's library can be searched for."""

    also_search_specials: bool = Field(default=False, description="Search also for season 0.")
    search_by_series: Annotated[BySeries, BeforeValidator(_by_name)] = Field(
        BySeries.SMART,
        description='"smart": a search for the season from three wanted episodes of it or when all of it is wanted, a '
        "search for the series when nothing of it is there, else one for each episode. true: a search for the series "
        "from two wanted episodes. false: only episodes.",
    )
    prioritize_todays_releases: bool = Field(
        default=True, description="Search first for episodes that were broadcast between 1 and 24 hours ago."
    )


class SonarrConfig(ArrConfig):
    """What is needed to work with one Sonarr."""

    entry_search: SonarrSearch = Field(
        default=SonarrSearch.model_validate({}), description="What its library is searched for."
    )
