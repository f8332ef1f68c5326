"""The options of [WebUI]."""

from __future__ import annotations

import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr

from qbitrr import PluginConfig

type Network = IPv4Network | IPv6Network

HASH = re.compile(r"\$argon2(id|i|d)\$\S{20,500}|\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}")
"""What a hash of Argon2 or of bcrypt looks like."""

PATH = re.compile(r"(/(?!\.\.?(/|$))[A-Za-z0-9._~-]+)+")
OURS = ("/api", "/health", "/metrics", "/assets")
"""What the page itself has at these paths."""

LOOKS = frozenset({"LiveArr", "Theme", "ViewDensity"})
"""Keys of old files, in either table, for what each browser remembers for itself now."""


def _hash(value: SecretStr) -> SecretStr:
    if value.get_secret_value() and not HASH.fullmatch(value.get_secret_value()):
        raise ValueError("a hash of Argon2 or bcrypt, as `qbitrr webui password` makes it")
    return value


def _base(value: object) -> object:
    """As ``/qbitrr``: without the slash at the end, which people write in either way."""
    text = value.strip().strip("/") if isinstance(value, str) else ""
    if not isinstance(value, str) or (text and not PATH.fullmatch(f"/{text}")):
        raise ValueError("a path such as /qbitrr")
    return f"/{text}" if text else ""


def _callback(value: object) -> object:
    path = _base(value)
    if not path or str(path).startswith(OURS):
        raise ValueError(f"a path such as /signin-oidc, which is not below one of {', '.join(OURS)}")
    return path


def _several(value: object) -> object:
    """One is written as it is, several as a list."""
    return (value,) if isinstance(value, str) else value


def _network(value: str) -> str:
    try:
        ip_network(value.strip(), strict=False)
    except ValueError:
        raise ValueError("an address such as 172.18.0.2, or a network such as 172.18.0.0/16") from None
    return value.strip()


class OidcOptions(PluginConfig):
    """[WebUI.OIDC]."""

    not_used_yet: ClassVar[frozenset[str]] = LOOKS

    authority: str = Field(
        default="", description="The address of the provider, as it calls itself (its issuer): https://id.example.org."
    )
    client_id: str = Field(default="", description="What the provider calls qbitrr.")
    client_secret: SecretStr = Field(default=SecretStr(""), description="The secret that the provider gave for it.")
    scopes: str = Field(default="openid profile", description="What to ask the provider for, separated by spaces.")
    callback_path: Annotated[str, BeforeValidator(_callback)] = Field(
        default="/signin-oidc",
        description="Where the provider sends people back to: register the address of the page with this behind it.",
    )
    require_https_metadata: bool = Field(
        default=True, description="Ask the provider by https alone, unless it is on this machine."
    )
    require_claim: str = Field(
        default="",
        description="What the provider must say of who may sign in: groups, email, or a.b for b within a. "
        "Without it nobody may.",
    )
    require_value: Annotated[tuple[str, ...], BeforeValidator(_several)] = Field(
        default=(),
        description="What that claim must be, or contain; one of these suffices.",
    )

    @property
    def ready(self) -> bool:
        """Whether it says whom to ask and who may."""
        return bool(self.authority and self.client_id and self.require_claim and self.require_value)


class ProxyOptions(PluginConfig):
    """[WebUI.Proxy]."""

    addresses: tuple[Annotated[str, AfterValidator(_network)], ...] = Field(
        default=(),
        description="The addresses of your reverse proxy, as 172.18.0.2 or 172.18.0.0/16. Only from these are "
        "X-Forwarded-For, X-Forwarded-Proto and X-Forwarded-Host believed, and UserHeader.",
    )
    user_header: str = Field(
        default="",
        pattern=r"^[A-Za-z0-9-]{0,64}$",
        description="The header in which the proxy says who has signed in there, such as Remote-User; whoever it "
        "names may do everything. The proxy must take it away from what comes in. Empty: off.",
    )
    users: tuple[str, ...] = Field(default=(), description="Only these of the names in UserHeader. Empty: all of them.")

    @property
    def networks(self) -> tuple[Network, ...]:
        return tuple(ip_network(address, strict=False) for address in self.addresses)

    @property
    def signs_on(self) -> bool:
        return bool(self.addresses and self.user_header)


class Options(PluginConfig):
    """[WebUI]."""

    not_used_yet: ClassVar[frozenset[str]] = LOOKS | {"AllowInsecureTokenQuery"}

    host: str = Field(
        default="127.0.0.1",
        min_length=1,
        description="The address that the page listens at. 0.0.0.0: all of this machine's.",
    )
    port: int = Field(default=6969, ge=0, le=65535, description="The port that it listens at. 0: any that is free.")
    url_base: Annotated[str, BeforeValidator(_base)] = Field(
        default="", description="The path below which a reverse proxy shows the page, such as /qbitrr."
    )
    hosts: tuple[str, ...] = Field(
        default=(),
        description="Names under which the page is reached, such as qbitrr.example.org. Addresses, localhost, names "
        "without a dot and those in .local, .lan, .home, .home.arpa and .internal need not be named.",
    )
    behind_https_proxy: bool = Field(
        default=False, description="People reach the page by https alone: its cookies are for https only."
    )
    username: str = Field(default="", max_length=100, description="Who signs in with the password.")
    password_hash: Annotated[SecretStr, AfterValidator(_hash)] = Field(
        default=SecretStr(""),
        description="The hash of the password, of Argon2 or bcrypt: the page writes it, and `qbitrr webui password`.",
    )
    local_auth_enabled: bool = Field(default=True, description="Whether the password may be used.")
    token: SecretStr = Field(
        default=SecretStr(""),
        description="A secret that may do everything: to sign in with, or as Authorization: Bearer. Empty: none.",
    )
    oidc_enabled: bool = Field(
        default=False, alias="OIDCEnabled", description="Let people sign in at the provider of [WebUI.OIDC]."
    )
    oidc: OidcOptions = Field(default_factory=OidcOptions, alias="OIDC", description="The provider.")
    proxy: ProxyOptions = Field(default_factory=ProxyOptions, description="The reverse proxy.")
    auth_disabled: bool = Field(
        default=False,
        description="Ask nobody who they are. Only this machine is let in, unless AllowInsecureExposure.",
    )
    allow_insecure_exposure: bool = Field(
        default=False,
        description="With AuthDisabled: let in everybody who can reach the page. Then anybody may delete.",
    )

    @property
    def with_password(self) -> bool:
        return bool(self.local_auth_enabled and self.password_hash.get_secret_value())

    @property
    def with_oidc(self) -> bool:
        return self.oidc_enabled and self.oidc.ready

    @property
    def guarded(self) -> bool:
        """Whether there is any way to sign in, or none is needed: else the page asks for the set-up token."""
        ways = (self.with_password, self.with_oidc, self.proxy.signs_on, self.auth_disabled)
        return any(ways) or bool(self.token.get_secret_value())
