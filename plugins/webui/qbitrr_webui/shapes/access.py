"""Signing in: sessions, the set-up, passwords and API keys."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, SecretStr

from .base import Given, Moment, Taken


class Scope(StrEnum):
    """What a session or an API key may do. Each includes those before it, but for the last two, which stand alone."""

    READ = "read"
    ACT = "act"
    ADMIN = "admin"
    METRICS = "metrics"
    WEBHOOK = "webhook"


class Methods(Given):
    """The ways to sign in that are configured."""

    password: bool
    oidc: bool


class Session(Given):
    """Who is asking. ``csrf`` goes into the header X-CSRF-Token of every request that changes something."""

    signed_in: bool
    user: str = ""
    how: str = Field(default="", description="password, token, setup, key, oidc, proxy or open")
    scopes: tuple[Scope, ...] = ()
    csrf: str = ""
    setup_needed: bool = Field(default=False, description="No password is set: the printed token is asked for.")
    wizard_needed: bool = Field(default=False, description="Nothing is configured that could be looked after.")
    methods: Methods
    version: str = Field(default="", description="Of qbitrr; told only to those who are signed in.")
    dry_run: bool = False


class SignIn(Taken):
    username: str = Field(default="", max_length=200)
    password: SecretStr = Field(max_length=1000)


class SignInWithToken(Taken):
    token: SecretStr = Field(max_length=1000)


class SetUp(Taken):
    """The first account. ``token`` is the one that was printed."""

    token: SecretStr = Field(max_length=1000)
    username: str = Field(min_length=1, max_length=100)
    password: SecretStr = Field(min_length=8, max_length=1000)


class ChangePassword(Taken):
    """``current`` may be empty for who has signed in with the token."""

    current: SecretStr = Field(default=SecretStr(""), max_length=1000)
    username: str = Field(min_length=1, max_length=100)
    password: SecretStr = Field(min_length=8, max_length=1000)


class Key(Given):
    """One API key, without the key itself: only its hash is kept."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    created: Moment
    last_used: Moment | None = None


class Keys(Given):
    keys: tuple[Key, ...]


class NewKey(Taken):
    name: str = Field(min_length=1, max_length=100)
    scopes: tuple[Scope, ...] = Field(min_length=1)


class CreatedKey(Given):
    """The only time that the key itself is shown."""

    key: Key
    secret: str
