"""The options of a Radarr section."""

from __future__ import annotations

from pydantic import Field
from qbitrr_arr.config import ArrConfig
from qbitrr_arr.library.options import RequestOptions


class RadarrConfig(ArrConfig):
    """What is needed to work with one Radarr."""

    entry_search: RequestOptions = Field(
        default=RequestOptions.model_validate({}), description="What its library is searched for."
    )
