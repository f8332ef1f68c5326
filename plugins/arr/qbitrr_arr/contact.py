"""When a lost app is asked again, and saying so once when it is lost and once when it is back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from qbitrr import NotAuthorized, Outage, Unavailable

from .errors import Refused

PROBE_EVERY = timedelta(seconds=3)


class Contact:
    """Whether an app answers. While it does not, only two cheap questions are sent: ``ping``, which needs no key and
    says no more than yes or no, and ``status``, which raises. All others wait, longer each time.
    """

    def __init__(self, name: str, ping: Callable[[], bool], status: Callable[[], object], log: logging.Logger) -> None:
        self._name = name
        self._ping = ping
        self._status = status
        self._log = log
        self._outage = Outage()
        self._trouble = Unavailable("")
        self._alive = False
        self._probe_at = datetime.min.replace(tzinfo=UTC)

    @property
    def lost(self) -> bool:
        return self._outage.lasts

    def check(self, now: datetime) -> None:
        """Return when the app may be asked; raise why it is lost while it may not."""
        if not self.lost:
            return
        revived = False
        asked = self._trouble.retry_in is not None and not self._outage.due(now.timestamp())
        if not asked and not timedelta() < self._probe_at - now <= PROBE_EVERY:  # due, or the clock was set back
            self._probe_at = now + PROBE_EVERY
            was_alive, self._alive = self._alive, self._probe(now)
            revived = self._alive and not was_alive
        refused = isinstance(self._trouble, NotAuthorized)
        if not revived and (refused or not self._outage.due(now.timestamp())):
            raise type(self._trouble)(str(self._trouble), retry_in=PROBE_EVERY.total_seconds())

    def lose(self, trouble: Unavailable, now: datetime) -> None:
        """The app did not answer as it should."""
        reason = str(trouble).rstrip(".")
        if self._outage.lost(now.timestamp(), reason, at_least=trouble.retry_in or 0.0):
            self._log.warning("%s is unavailable: %s.", self._name, reason)
            self._probe_at = now + PROBE_EVERY
            self._alive = False
        elif type(trouble) is not type(self._trouble):
            self._log.warning("%s is still unavailable, now: %s.", self._name, reason)
        self._alive = self._alive or isinstance(trouble, NotAuthorized)
        self._trouble = trouble

    def regain(self, now: datetime) -> None:
        """The app has answered."""
        away = self._outage.back(now.timestamp())
        if away is not None:
            self._log.warning(
                "%s is available again, after %s.", self._name, timedelta(seconds=round(away.total_seconds()))
            )

    def _probe(self, now: datetime) -> bool:
        if not self._ping():
            return False
        if isinstance(self._trouble, NotAuthorized):
            return True  # a key that was refused is not sent again while the app has not been away
        try:
            self._status()
        except NotAuthorized as error:
            self.lose(error, now)
            raise
        except (Unavailable, Refused):
            return False
        return True
