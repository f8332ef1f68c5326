"""Says in the log how one gets in: the set-up token, once, and who gets in unasked."""

from __future__ import annotations

import logging
import os

from qbitrr import Unavailable

from .access.addresses import read
from .access.setup import SHORTEST, VARIABLE, given
from .access.telling import setup_needed
from .context import Web
from .options import Options

log = logging.getLogger(__name__)


class Doors:
    """Looks at the options from time to time, and says what is new."""

    def __init__(self, page: Web, url: str) -> None:
        self._page = page
        self._url = url
        self._said: tuple[str, ...] = ()
        self._setup = False
        self._trouble = ""

    def look(self) -> None:
        """Say what has become true since the last look."""
        said = tuple(warnings(self._page.options))
        for sentence in said:
            if sentence not in self._said:
                log.warning("%s", sentence)
        self._said = said
        try:
            self._set_up(needed=setup_needed(self._page))
        except Unavailable as error:
            if str(error) != self._trouble:
                log.error("%s", error)  # noqa: TRY400 -- a sentence for users
            self._trouble = str(error)

    def _set_up(self, *, needed: bool) -> None:
        if needed and not self._setup:
            log.warning("%s", self._how_to_begin())
        elif self._setup and not needed:
            self._page.access.setup.over()
        self._setup = needed

    def _how_to_begin(self) -> str:
        """The link has the token behind a #: so a browser sends it to nobody, and no log of a proxy has it."""
        if token := self._page.access.setup.token():
            return (
                f"Nobody can sign in yet. Make the first account at {self._url}#token={token} (it is shown this once)."
            )
        if given():
            return f"Nobody can sign in yet. Make the first account at {self._url} with the token of {VARIABLE}."
        return (
            f"Nobody can sign in yet. Make the first account at {self._url} with the token that was printed before; "
            "who has lost it makes an account with `qbitrr webui password`."
        )


def warnings(options: Options) -> list[str]:
    """What somebody should know who has not meant it so."""
    found = []
    if options.auth_disabled and options.allow_insecure_exposure:
        found.append("[WebUI] AuthDisabled and AllowInsecureExposure: whoever reaches the page may do everything.")
    elif options.auth_disabled:
        found.append("[WebUI] AuthDisabled: everybody on this machine may do everything on the page; others sign in.")
    if options.oidc_enabled and not options.oidc.ready:
        found.append(
            "[WebUI] OIDCEnabled: nobody can sign in by it until [WebUI.OIDC] has Authority, ClientId, RequireClaim "
            'and RequireValue, such as RequireClaim = "groups" and RequireValue = "qbitrr".'
        )
    if options.proxy.user_header and not options.proxy.addresses:
        found.append("[WebUI.Proxy] UserHeader is believed from nobody until Addresses names the proxy.")
    if wide := [name for name in options.proxy.addresses if read(name.partition("/")[0]) and name.endswith("/0")]:
        found.append(
            f"[WebUI.Proxy] Addresses has {wide[0]}: whoever reaches the page may name themselves as they like."
        )
    if not given() and os.environ.get(VARIABLE, "").strip():
        found.append(f"{VARIABLE} is not used: it must have at least {SHORTEST} characters.")
    return found
