"""What an app's quality profiles demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..fields import Record, flag, number, text

if TYPE_CHECKING:
    from ..edge import Edge


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A quality profile. No endpoint knows which files are below its ``cutoff_score``: that is for us to find."""

    id: int
    name: str
    upgrades: bool = False
    min_score: int = 0
    cutoff_score: int = 0

    def wants_better_than(self, score: int | None) -> bool:
        """Whether a file with this custom-format score is to be replaced by a better one. Not known is no."""
        return self.upgrades and score is not None and score < self.cutoff_score


type Profiles = Mapping[int, Profile]


def read_profiles(edge: Edge) -> Profiles:
    """Every profile by its id."""
    found = (_profile(record) for record in edge.read_all("qualityprofile"))
    return {profile.id: profile for profile in found if profile}


def _profile(record: Record) -> Profile | None:
    profile_id = number(record, "id")
    if profile_id is None:
        return None
    return Profile(
        id=profile_id,
        name=text(record, "name"),
        upgrades=flag(record, "upgradeAllowed") is True,
        min_score=number(record, "minFormatScore") or 0,
        cutoff_score=number(record, "cutoffFormatScore") or 0,
    )
