"""Which torrent a person means by the beginning of a hash or a part of a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .trouble import Trouble

MOST = 20
WHOLE = re.compile("[0-9a-f]{40}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A torrent that is, or was, somewhere."""

    client: str
    hash: str
    name: str
    where: str


def chosen(text: str, candidates: Iterable[Candidate]) -> Candidate:
    """The one that is meant: by its whole hash or name, else the only one that fits. Raises Trouble."""
    fitting: dict[tuple[str, str], Candidate] = {}
    client, text = parted(text)
    for one in candidates:
        if client in ("", one.client) and fits(text, one.hash, one.name):
            fitting.setdefault((one.client, one.hash), one)
    exact = [one for one in fitting.values() if text.casefold() in (one.hash.casefold(), one.name.casefold())]
    found = exact or list(fitting.values())
    if not found:
        raise Trouble(
            f"No torrent has a hash that begins with {text!a} or a name with it. "
            "See what is there with: qbitrr plan --all"
        )
    if len(found) > 1:
        listed = "; ".join(f"{one.hash} {one.name} ({one.where} {one.client})" for one in found[:MOST])
        more = f"; and {len(found) - MOST} more" if len(found) > MOST else ""
        raise Trouble(f"{len(found)} torrents fit {text!a}: {listed}{more}. Say CLIENT/HASH of the one that you mean.")
    return found[0]


def sought(text: str) -> str:
    """What to look for in hashes and names: of ``CLIENT/HASH`` the hash."""
    return parted(text)[1]


def parted(text: str) -> tuple[str, str]:
    """The client that is named with a whole hash, empty when none is, and the rest."""
    client, _, torrent = text.rpartition("/")
    return (client, torrent) if client and WHOLE.fullmatch(torrent) else ("", text)


def fits(text: str, hash: str, name: str) -> bool:  # noqa: A002 -- the field's word
    if WHOLE.fullmatch(text):
        return hash.casefold() == text.casefold()  # a whole hash is never a part of a name, which anybody may choose
    return bool(text) and (hash.casefold().startswith(text.casefold()) or text.casefold() in name.casefold())
