"""API keys: made once, shown once, kept as hashes, revoked at any time."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ..errors import Conflict, NotFound
from ..shapes.access import Scope
from .keeping import Keeping, StoredKey
from .who import NOBODY, How, Who, with_included

PREFIX = "qbk_"
AT_MOST = 100
USE_IS_NOTED = timedelta(hours=1)
"""How exact ``last_used`` is: the file is not written for every request."""


@dataclass(frozen=True, slots=True)
class ApiKeys:
    """The API keys of one data folder."""

    keeping: Keeping

    def all(self) -> tuple[StoredKey, ...]:
        return self.keeping.kept.keys

    def make(self, name: str, scopes: Iterable[Scope], now: datetime) -> tuple[StoredKey, str]:
        """A new key, and the secret that nobody can read again."""
        secret = PREFIX + secrets.token_urlsafe(32)
        chosen = tuple(scope for scope in Scope if scope in set(scopes))
        key = StoredKey(secrets.token_hex(4), name, hash_of(secret), chosen, now.isoformat(timespec="seconds"))
        with self.keeping.changing() as box:
            if len(box[0].keys) >= AT_MOST:
                raise Conflict(f"There are {AT_MOST} keys already. Revoke one that is no longer used first.")
            box[0] = replace(box[0], keys=(*box[0].keys, key))
        return key, secret

    def revoke(self, id: str) -> StoredKey:  # noqa: A002 -- what it is called everywhere
        """From now on a key opens nothing. Raises NotFound."""
        with self.keeping.changing() as box:
            found = next((key for key in box[0].keys if key.id == id), None)
            if found is None:
                raise NotFound("There is no such key; it may have been revoked already.")
            box[0] = replace(box[0], keys=tuple(key for key in box[0].keys if key.id != id))
        return found

    def of(self, secret: str, now: datetime) -> Who:
        """Whose key it is; nobody's when there is none such."""
        found = self.find(secret)
        if found is None:
            return NOBODY
        self._used(found, now)
        return Who(How.KEY, found.name, with_included(frozenset(scope for scope in Scope if scope in found.scopes)))

    def find(self, secret: str) -> StoredKey | None:
        """The key that this is, if it is one."""
        if not secret.startswith(PREFIX):
            return None
        given = hash_of(secret)
        found = [key for key in self.all() if hmac.compare_digest(key.hash, given)]
        return found[0] if found else None

    def _used(self, key: StoredKey, now: datetime) -> None:
        if key.last_used and now - datetime.fromisoformat(key.last_used) < USE_IS_NOTED:
            return
        with self.keeping.changing() as box:
            noted = replace(key, last_used=now.isoformat(timespec="seconds"))
            box[0] = replace(box[0], keys=tuple(noted if one.id == key.id else one for one in box[0].keys))


def hash_of(secret: str) -> str:
    """A key is 32 random bytes: there is nothing to guess, so a fast hash does."""
    return hashlib.sha256(secret.encode()).hexdigest()
