"""What the page keeps for a while, so that many who look cost no more than one."""

from __future__ import annotations

from qbitrr.control.health import Health, health_of

from ..context import Web
from ..shapes.promises import Obligations
from ..shapes.searching import SearchPlan
from .kept import Kept
from .metrics import Deeds

HEALTH_FOR = 1.0
OBLIGATIONS_FOR = 30.0
SEARCH_PLAN_FOR = 60.0


class Answers:
    """``web().part(Answers)``."""

    def __init__(self, page: Web) -> None:
        self._page = page
        self._health = Kept[Health](HEALTH_FOR)
        self.obligations = Kept[Obligations](OBLIGATIONS_FOR)
        self.search_plans = Kept[SearchPlan](SEARCH_PLAN_FOR)
        self.deeds = Deeds(page.clock())

    def health(self) -> Health:
        """How everything is. Raises StoreTooNew and Trouble."""
        return self._health.get("", lambda: health_of(self._page.place))

    def forget(self) -> None:
        """Something was changed: what was kept is out of date."""
        self._health.forget()
        self.obligations.forget()
        self.search_plans.forget()

    def close(self) -> None:
        """Nothing here outlives the process."""
