"""Whose address a request really comes from; what proxies say counts only where they are trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address

from flask import Request

from ..options import Network, Options

type Address = IPv4Address | IPv6Address

FORWARDING = ("X-Forwarded-For", "Forwarded", "X-Real-Ip", "X-Forwarded-Host", "X-Forwarded-Proto", "Via")
"""Headers by which a proxy shows that it is one."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request comes from: ``address`` of whom it is for, ``host`` and ``https`` as they see the page.

    ``trusted``: a trusted proxy has passed it on. ``proxied``: one has that is not, or that does not say for whom.
    """

    address: Address | None
    host: str
    https: bool
    trusted: bool
    proxied: bool

    @property
    def local(self) -> bool:
        """Whether it certainly comes from this machine."""
        return self.address is not None and self.address.is_loopback and not self.proxied

    @property
    def counted(self) -> str:
        """The name under which its attempts are counted: a whole IPv6 network is one household."""
        if isinstance(self.address, IPv6Address):
            return f"{int(self.address) >> 64:x}::/64"
        return str(self.address)


def origin_of(request: Request, options: Options) -> Origin:
    """What is believed of where a request comes from."""
    networks = options.proxy.networks
    peer = read(request.environ.get("REMOTE_ADDR", ""))
    trusted = within(peer, networks)
    headers = request.headers
    host, https = headers.get("Host", ""), request.environ.get("wsgi.url_scheme") == "https"
    if not trusted:
        proxied = any(name in headers for name in FORWARDING)
        return Origin(peer, host, https or options.behind_https_proxy, trusted=False, proxied=proxied)
    forwarded = headers.getlist("X-Forwarded-For")
    address = client_of(forwarded, peer, networks)
    https = https or _last(headers.get("X-Forwarded-Proto", "")).lower() == "https" or options.behind_https_proxy
    host = _last(headers.get("X-Forwarded-Host", "")) or host
    return Origin(address, host, https, trusted=True, proxied=not forwarded)


def client_of(forwarded: Sequence[str], peer: Address | None, networks: Sequence[Network]) -> Address | None:
    """The nearest address that is no trusted proxy's. What stands before it may be anybody's invention."""
    found = peer
    for text in reversed([part for line in forwarded for part in line.split(",")]):
        address = read(text)
        if address is None:
            return None  # the proxy passes on what nobody can read: its client is not known
        found = address
        if not within(address, networks):
            break
    return found


def read(text: str) -> Address | None:
    """An address as headers have it, with a port and brackets or without; None when it is none."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (address.ipv4_mapped or address) if isinstance(address, IPv6Address) else address


def within(address: Address | None, networks: Sequence[Network]) -> bool:
    return address is not None and any(address in network for network in networks)


def _last(header: str) -> str:
    """What the nearest proxy says; those behind it may be anybody."""
    return header.rpartition(",")[2].strip()
