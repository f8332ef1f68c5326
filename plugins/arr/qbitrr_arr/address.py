"""What is asked of an address and of a key that a user has written down. Raises ``ValueError`` in words for users."""

from __future__ import annotations

from urllib.parse import urlsplit

from pydantic import SecretStr


def an_address(uri: str, *, such_as: str) -> str:
    """The address without a slash at its end."""
    parts = urlsplit(uri)
    known = parts.scheme in ("http", "https") and parts.hostname and uri.split() == [uri]
    if not known or parts.port == 0 or parts.query or parts.username:  # a port beyond 65535 raises by itself
        raise ValueError(f"an address such as {such_as}, without a query, user or password")
    return uri.rstrip("/")


def a_key(key: SecretStr) -> SecretStr:
    """The key without the blanks around it; it travels in a header, which takes no others."""
    word = key.get_secret_value().strip()
    if not word.isascii() or not word.isprintable() or " " in word or not word:
        raise ValueError("an API key: letters and digits without spaces")
    return SecretStr(word)
