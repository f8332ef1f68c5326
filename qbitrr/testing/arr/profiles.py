"""Quality profiles of a simulated Arr, and which release they let in for what is there already."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from .app import App
from .quality import LANGUAGES, Qualities
from .traits import give
from .wire import Json


@dataclass(frozen=True, slots=True)
class Held:
    """What an item has, or has on its way: rank of the quality and custom format score."""

    rank: int
    score: int = 0


@dataclass(slots=True, kw_only=True)
class Profile:
    """``cutoff`` and ``allowed`` are ranks of qualities; with nothing said every quality is allowed."""

    id: int
    name: str
    qualities: Qualities
    cutoff: int
    upgrade_allowed: bool = True
    allowed: Collection[int] = ()
    min_format_score: int = 0
    cutoff_format_score: int = 0
    min_upgrade_format_score: int = 1

    def allows(self, rank: int) -> bool:
        return rank in (self.allowed or self.qualities.by_rank)

    def below_cutoff(self, rank: int) -> bool:
        """By quality alone; a profile without upgrades is content with the first that it allows."""
        first = next((known for known in self.qualities.by_rank if self.allows(known)), self.cutoff)
        return rank < (self.cutoff if self.upgrade_allowed else first)

    def takes(self, rank: int, score: int, held: Held | None) -> bool:
        """Whether a release may come, in place of what is held."""
        if not self.allows(rank) or score < self.min_format_score:
            return False
        if held is None:
            return True
        by_score = held.score < self.cutoff_format_score
        if not self.upgrade_allowed or not (by_score or self.below_cutoff(held.rank)):
            return False
        if rank != held.rank:
            return rank > held.rank
        return by_score and score >= held.score + max(self.min_upgrade_format_score, 1)

    def resource(self) -> dict[str, object]:
        return {
            "id": self.id,
            "name": self.name,
            "upgradeAllowed": self.upgrade_allowed,
            "cutoff": self.qualities.by_rank[self.cutoff]["id"],
            "items": [
                {"quality": quality, "items": [], "allowed": self.allows(rank)}
                for rank, quality in self.qualities.by_rank.items()
            ],
            "minFormatScore": self.min_format_score,
            "cutoffFormatScore": self.cutoff_format_score,
            "minUpgradeFormatScore": self.min_upgrade_format_score,
            "formatItems": [],
            "language": LANGUAGES[0],
        }


@dataclass(slots=True)
class Profiles:
    """All profiles by id; the first allows everything and is content with the usual quality."""

    app: App
    by_id: dict[int, Profile] = field(default_factory=dict)

    def add(self, name: str, **traits: object) -> int:
        """Add a profile and return its id; ``traits`` are other fields of ``Profile``."""
        qualities = self.app.qualities
        profile = Profile(id=len(self.by_id) + 1, name=name, qualities=qualities, cutoff=qualities.usual)
        give(profile, traits)
        self.by_id[profile.id] = profile
        return profile.id

    def get(self, number: int) -> Profile:
        """A profile; one that nobody added is taken for the first."""
        return self.by_id.get(number) or next(iter(self.by_id.values()))

    def resource(self, profile: Profile) -> Json:
        return {key: value for key, value in profile.resource().items() if key not in self.app.profiles_lack}
