"""Saves changes into the file, and has the running qbitrr read it."""

from __future__ import annotations

import logging
import threading

from qbitrr.config.problems import ConfigError
from qbitrr.config.write import write_text
from qbitrr.control import requests
from qbitrr.control.trouble import Trouble

from ..context import Web
from ..errors import Conflict, Invalid
from ..shapes.base import Problem
from ..shapes.configuration import Changes, Checked, Saved
from .candidate import OUTDATED, Candidate, candidate, check
from .file import fingerprint

log = logging.getLogger(__name__)

PAGE = "WebUI"


class Saver:
    """One save at a time."""

    def __init__(self, page: Web) -> None:
        self._page = page
        self._lock = threading.Lock()

    def save(self, changes: Changes) -> Saved:
        """Write all changes or none. What is wrong in a section is told and does not keep the file from being saved.

        A running qbitrr keeps what it has of a section that cannot be read. Raises Conflict when the file is another
        one by now, Invalid for what cannot be written or would shut everybody out of the page, and ConfigError.
        """
        if not changes.fingerprint:
            raise Conflict(OUTDATED)
        with self._lock:
            one = candidate(self._page, changes.fingerprint, changes.changes)
            found = check(self._page, one)
            if shut := self._shut(one, found):
                raise Invalid("The page could not start any more with these options of its own.", shut)
            if fingerprint(one.file.path) != one.file.fingerprint:
                raise Conflict(OUTDATED)
            try:
                one.file.path.parent.mkdir(parents=True, exist_ok=True)
                write_text(one.file.path, one.text)
            except ConfigError as error:
                raise Trouble(str(error)) from error
            saved = fingerprint(one.file.path)
        log.info("The configuration was changed on the page.")
        reloaded = self._reload()
        restarts = found.restarts if reloaded else ()
        return Saved(fingerprint=saved, problems=found.problems, diff=found.diff, reloaded=reloaded, restarts=restarts)

    def close(self) -> None:
        """There is nothing to end."""

    def _shut(self, one: Candidate, found: Checked) -> tuple[Problem, ...]:
        """What would keep the page itself from starting, and does not do so already."""
        fatal = {problem for problem in found.problems if problem.fatal and problem.section == PAGE}
        if not fatal:
            return ()
        before = check(self._page, Candidate(one.file, one.file.text)).problems
        return tuple(sorted(fatal - {*before}, key=lambda problem: problem.key))

    def _reload(self) -> bool:
        """Whether a qbitrr runs that has been told."""
        try:
            requests.reload(self._page.place)
        except Trouble:
            return False
        return True
