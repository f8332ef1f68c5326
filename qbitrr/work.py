"""An action under way and the tools to do it; how a step says that it was not done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from .actions import Action
from .domain import Classification, Torrent
from .errors import Unavailable
from .hooks import Hooks
from .paths import PathMapping
from .ports import Client, Missing, Refused, Unsure
from .store.journal import Intent
from .store.store import Store

STOPPED_BY_US = "core.stopped"
"""Namespace of the notes that say which torrents qbitrr has stopped: those it may start again."""


class NotDone(Exception):  # noqa: N818 -- a result
    """The step had no effect; the sentence says why."""


class DecideAnew(NotDone):
    """The step is not repeated: its torrent stays in quarantine, whose end decides."""


class GoneAlready(NotDone):
    """The client has no such torrent any more."""


class Unsettled(Exception):  # noqa: N818 -- a result
    """The step may have had its effect: it is looked at again before it is repeated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One action under way, with the tools to do it.

    ``tried_at`` is when an earlier attempt at the coming step began whose outcome is not known.
    """

    torrent: Torrent
    classification: Classification
    action: Action
    intent: Intent
    client: Client
    hooks: Hooks
    store: Store
    clients: Mapping[str, Client]
    retention: timedelta
    now: datetime
    tagless: bool = False
    paths: tuple[PathMapping, ...] = ()
    tried_at: datetime | None = None


type Sentence = str
type Step = Callable[[Work], Sentence]


def asked[T](ask: Callable[[], T]) -> T:
    try:
        return ask()
    except (Unavailable, Refused) as error:
        raise NotDone(str(error)) from error


def changed(change: Callable[[], None]) -> None:
    try:
        change()
    except Unsure as error:
        raise Unsettled(str(error)) from error
    except Missing as error:
        raise GoneAlready(str(error)) from error
    except (Unavailable, Refused) as error:
        raise NotDone(str(error)) from error
