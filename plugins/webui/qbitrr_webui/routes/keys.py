"""API keys: list, make, revoke."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint

from ..access.guard import needs
from ..access.keeping import StoredKey
from ..context import web
from ..document import answers, document
from ..shapes.access import CreatedKey, Key, Keys, NewKey, Scope
from ..shapes.base import Done

keys = Blueprint("keys", __name__, url_prefix="/api/keys")


@keys.get("")
@needs(Scope.ADMIN)
@document.validate(resp=answers(Keys), tags=["access"])
def listed() -> Keys:
    """All API keys, without the keys themselves."""
    return Keys(keys=tuple(shown(key) for key in web().access.keys.all()))


@keys.post("")
@needs(Scope.ADMIN)
@document.validate(resp=answers(CreatedKey), tags=["access"])
def make(json: NewKey) -> CreatedKey:
    """Make a key. It is shown this once."""
    access = web().access
    key, secret = access.keys.make(json.name, json.scopes, access.now())
    return CreatedKey(key=shown(key), secret=secret)


@keys.delete("/<id>")
@needs(Scope.ADMIN)
@document.validate(resp=answers(Done), tags=["access"])
def revoke(id: str) -> Done:  # noqa: A002 -- its name in the address
    """Revoke a key: from now on it opens nothing."""
    return Done(done=(f"The key {web().access.keys.revoke(id).name} is revoked.",))


def shown(key: StoredKey) -> Key:
    """A key as the API gives it."""
    return Key(
        id=key.id,
        name=key.name,
        scopes=tuple(Scope(scope) for scope in key.scopes if scope in set(Scope)),
        created=datetime.fromisoformat(key.created),
        last_used=datetime.fromisoformat(key.last_used) if key.last_used else None,
    )
