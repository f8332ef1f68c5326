"""What anybody is told of who they are, and of how one can sign in."""

from __future__ import annotations

from importlib.metadata import version

from qbitrr.config.problems import ConfigError

from ..context import Web
from ..shapes.access import Methods, Scope, Session
from .who import Who


def told(asking: Who, page: Web) -> Session:
    """Who is asking. Whoever is not known learns how to sign in, and no more."""
    options = page.options
    methods = Methods(password=options.with_password, oidc=options.with_oidc)
    if not asking.known:
        return Session(signed_in=False, setup_needed=setup_needed(page), methods=methods)
    return Session(
        signed_in=True,
        user=asking.user,
        how=asking.how,
        scopes=tuple(scope for scope in Scope if scope in asking.scopes),
        csrf=asking.csrf,
        setup_needed=setup_needed(page),
        wizard_needed=wizard_needed(page),
        methods=methods,
        version=version("qbitrr-core"),
        dry_run=page.dry_run,
    )


def setup_needed(page: Web) -> bool:
    """Whether there is no way in but the set-up token. Not while something of [WebUI] cannot be read."""
    return not page.options.guarded and not page.reread.doubtful


def wizard_needed(page: Web) -> bool:
    """Whether nothing is configured that could be looked after."""
    try:
        configuration = page.place.configuration()
    except ConfigError:
        return False
    return not configuration.clients or not (configuration.instances or configuration.of_clients)
