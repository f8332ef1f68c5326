"""What users have asked for in a request app, read now and then, and which media that is."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from qbitrr import Unavailable

from ..requests.choosing import RequestApp
from ..requests.wishes import Request, matches
from .kind import Library
from .medium import Holder, Medium

KEPT_FOR = timedelta(hours=1)
"""So long what was last told counts while the app is lost."""


class Wished:
    """The requests for one section. A lost request app costs only its requests."""

    def __init__(self, name: str, app: RequestApp | None, library: Library, every: timedelta, log: str) -> None:
        self._name = name
        self._app = app
        self._library = library
        self._every = every
        self._log = logging.getLogger(log)
        self._found: tuple[Request, ...] = ()
        self._ids: frozenset[int | str | None] = frozenset()
        self._skipped: tuple[str, ...] = ()
        self._tried_at: datetime | None = None
        self._told_at: datetime | None = None
        self.trouble = ""

    @property
    def asked(self) -> bool:
        """Whether there is an app to ask."""
        return self._app is not None and self._library.wishes is not None

    def close(self) -> None:
        if self._app:
            self._app.close()

    def read(self, now: datetime) -> None:
        """Ask again if it is time. ``trouble`` says why requests may be missing."""
        if self._app is None or self._library.wishes is None:
            return
        if self._tried_at is not None and timedelta() <= now - self._tried_at < self._every:
            return
        self._tried_at = now
        try:
            told = self._app.read(self._library.wishes)
        except Unavailable as error:
            self._lose(str(error), now)
            return
        if self.trouble:
            self._log.warning("%s: requests can be read again.", self._name)
        self.trouble, self._told_at = "", now
        for sentence in told.skipped:
            if sentence not in self._skipped:
                self._log.warning("%s: %s.", self._name, sentence.rstrip("."))
        self._skipped = told.skipped
        self._know(told.found)

    def want(self, holder: Holder, medium: Medium) -> bool:
        """Whether somebody has asked for it."""
        if self._ids.isdisjoint((holder.tmdb_id, holder.tvdb_id, holder.imdb_id.lower())):
            return False
        for_it = matches(
            self._found, tmdb=holder.tmdb_id or None, tvdb=holder.tvdb_id or None, imdb=holder.imdb_id.lower()
        )
        return any(self._library.asked_for(request, medium) for request in for_it)

    def _know(self, found: tuple[Request, ...]) -> None:
        self._found = found
        self._ids = frozenset(one for each in found for one in (each.tmdb, each.tvdb, each.imdb) if one)

    def _lose(self, trouble: str, now: datetime) -> None:
        if not self.trouble:
            self._log.warning("%s: requests cannot be read: %s.", self._name, trouble.rstrip("."))
        self.trouble = f"requests may be missing: {trouble}"
        if self._told_at is None or not timedelta() <= now - self._told_at < KEPT_FOR:
            self._know(())
