"""The few errors that mean something across modules."""

from __future__ import annotations


class QbitrrError(Exception):
    """The base of them all: a sentence for users."""


class Unavailable(QbitrrError):  # noqa: N818 -- a state of the world, not a mistake
    """Something outside did not answer as it should. Expected, temporary, logged once when lost and once when back.

    ``retry_in`` is how many seconds later asking again makes sense, where the raiser knows.
    """

    def __init__(self, reason: str, *, retry_in: float | None = None) -> None:
        super().__init__(reason)
        self.retry_in = retry_in


class NotAuthorized(Unavailable):
    """Something outside refused the credentials. It is not asked again until they change."""


class SkipTorrent(QbitrrError):  # noqa: N818 -- control flow: leave this torrent for this cycle, go on with the next
    """Leave this torrent alone in this cycle; the others go on."""


class Shutdown(SystemExit):
    """This process was asked to end. Unlike a plugin's own ``sys.exit`` it passes through every isolation."""


def described(error: BaseException) -> str:
    """An error of foreign code: in its own words when they are for users, else with its type before them."""
    try:
        return str(error) if isinstance(error, QbitrrError) else f"{type(error).__name__}: {error}"
    except Exception:  # noqa: BLE001 -- foreign code: its words may fail as well
        return type(error).__name__
