"""The options of [WebUI] as they are in the file now; what cannot be read leaves the last good ones."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping
from pathlib import Path

from qbitrr.config.problems import ConfigError, Problem
from qbitrr.config.read import read
from qbitrr.config.validation import tolerate, validate

from .options import OidcOptions, Options, ProxyOptions

log = logging.getLogger(__name__)

SECTION = "WebUI"


class Reread:
    """Looks whether the file has changed whenever the options are asked for. For all threads."""

    def __init__(self, file: Path, environ: Mapping[str, str]) -> None:
        self.file = file
        self._environ = environ
        self._lock = threading.Lock()
        self._seen: object = None
        self._good: Options | None = None
        self._doubtful = False

    @property
    def options(self) -> Options:
        with self._lock:
            seen = _stamp(self.file)
            if self._good is None or seen != self._seen:
                self._seen = seen
                self._good = self._read()
            return self._good

    @property
    def doubtful(self) -> bool:
        """Whether something of [WebUI] could not be read: then no set-up is offered, as there may be an account."""
        _ = self.options
        return self._doubtful

    @property
    def from_environment(self) -> frozenset[str]:
        """The keys of the account that the environment sets, which therefore cannot be changed here."""
        from qbitrr.config.environment import overlay  # noqa: PLC0415 -- rarely asked

        found = overlay(Options, SECTION, {}, self._environ)
        return frozenset(".".join(path) for path in found.sources)

    def _read(self) -> Options:
        try:
            table = read(self.file).get(SECTION, {})
        except ConfigError as error:
            log.error("%s", error)  # noqa: TRY400 -- a sentence for users
            return self._keep((Problem(SECTION, hint="the file cannot be read"),), {})
        given = table if isinstance(table, Mapping) else {}
        options, problems = validate(Options, SECTION, given, self._environ)
        if options is None or not isinstance(table, Mapping):
            return self._keep(problems, given)
        self._doubtful = False
        return options

    def _keep(self, problems: tuple[Problem, ...], given: Mapping[str, object]) -> Options:
        for problem in problems:
            log.error("%s", problem)
        if self._good is not None:
            log.error("The page keeps its former options until that is mended.")
            return self._good
        log.error("Until that is mended the page lets nobody in by what could not be read.")
        self._doubtful = True
        options, _ = tolerate(Options, SECTION, given, self._environ)
        return closed(options, {problem.key for problem in problems})


def closed(options: Options, wrong: set[str]) -> Options:
    """The options without those ways to sign in that could not be read: none may be wider than was meant."""
    update: dict[str, object] = {}
    if any(key.startswith("OIDC") for key in wrong):
        update |= {"oidc_enabled": False, "oidc": OidcOptions()}
    if any(key.startswith("Proxy") for key in wrong):
        update |= {"proxy": ProxyOptions()}
    if "LocalAuthEnabled" in wrong:
        update |= {"local_auth_enabled": False}
    return options.model_copy(update=update)


def _stamp(file: Path) -> object:
    """What changes whenever the file does; None when there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_ino, status.st_size
