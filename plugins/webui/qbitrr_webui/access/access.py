"""What the page keeps for letting people in: sessions, keys, the set-up, and how often has been tried."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from .keeping import Keeping
from .keys import ApiKeys
from .limits import Limit, Rate
from .oidc import Oidc
from .passwords import Passwords
from .sessions import Sessions
from .setup import Setup

FIVE_MINUTES = 300.0


@dataclass(frozen=True)
class Limits:
    """How often may be tried, for each address and for all together. Only failures count, but for ``oidc``."""

    password: Limit = field(default_factory=lambda: Limit(Rate(10, FIVE_MINUTES), Rate(100, FIVE_MINUTES)))
    token: Limit = field(default_factory=lambda: Limit(Rate(20, FIVE_MINUTES), Rate(200, FIVE_MINUTES)))
    setup: Limit = field(default_factory=lambda: Limit(Rate(10, FIVE_MINUTES), Rate(50, FIVE_MINUTES)))
    oidc: Limit = field(default_factory=lambda: Limit(Rate(20, FIVE_MINUTES), Rate(200, FIVE_MINUTES)))


class Access:
    """The state of one page's doors."""

    def __init__(self, folder: Path, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.now = clock
        self.keeping = Keeping(folder)
        self.limits = Limits()

    @cached_property
    def sessions(self) -> Sessions:
        return Sessions(self.keeping)

    @cached_property
    def keys(self) -> ApiKeys:
        return ApiKeys(self.keeping)

    @cached_property
    def setup(self) -> Setup:
        return Setup(self.keeping)

    @cached_property
    def oidc(self) -> Oidc:
        return Oidc(self.keeping)

    @cached_property
    def passwords(self) -> Passwords:
        return Passwords()
