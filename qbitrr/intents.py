"""What the journal keeps of an action, so that it can be taken up by another process."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import get_origin, get_type_hints

from . import actions
from .actions import Action
from .answers import an
from .domain import (
    Classification,
    Decision,
    State,
    Torrent,
    Verdict,
)
from .store.journal import Intent

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def context_of(decision: Decision) -> dict[str, object]:
    """Everything about a decision that its steps need, as plain JSON."""
    torrent, owner = decision.torrent, decision.classification
    assert owner
    assert decision.action
    return {
        "by": decision.by,
        "reason": decision.action.reason,
        "action": action_context(decision.action),
        "failed": getattr(decision.action, "failed", None),
        "owner": owner.owner,
        "media_id": owner.media_id,
        "pack": list(owner.pack),
        "title": owner.title,
        "rule": rule_of(decision),
        "evidence": evidence_of(decision),
        "torrent": {
            "name": torrent.name,
            "category": torrent.category,
            "size": torrent.size,
            "save_path": torrent.save_path,
            "infohash_v1": torrent.infohash_v1,
            "infohash_v2": torrent.infohash_v2,
        },
    }


def evidence_of(decision: Decision) -> dict[str, object]:
    """What each plugin saw, by plugin, as plain JSON: what is not plain is kept as its text."""
    seen = {plugin: dict(report.evidence) for plugin, report in decision.reports if report.evidence}
    plain: dict[str, object] = json.loads(json.dumps(seen, default=str, skipkeys=True))
    return plain


def rule_of(decision: Decision) -> str:
    """The rules that called it failed, by name."""
    return ", ".join(plugin for plugin, report in decision.reports if report.verdict is Verdict.FAILED)


def torrent_of(intent: Intent) -> Torrent:
    """The torrent as far as the journal knows it, for when its client no longer lists it."""
    kept = intent.context.get("torrent")
    kept = kept if isinstance(kept, Mapping) else {}
    return Torrent(
        client=intent.client,
        hash=intent.hash,
        name=str(kept.get("name", intent.hash)),
        category=str(kept.get("category", "")),
        state=State.UNKNOWN,
        progress=0.0,
        size=int(kept.get("size", 0)),
        left=0,
        added=_EPOCH,
        last_activity=_EPOCH,
        save_path=str(kept.get("save_path", "")),
        infohash_v1=str(kept.get("infohash_v1", "")),
        infohash_v2=str(kept.get("infohash_v2", "")),
    )


def owner_of(intent: Intent) -> Classification:
    media_id = intent.context.get("media_id")
    return Classification(
        str(intent.context.get("owner", intent.owner)),
        media_id if isinstance(media_id, int) else None,
        str(intent.context.get("title", "")),
        pack_of(intent.context),
    )


def pack_of(context: Mapping[str, object]) -> tuple[int, ...]:
    """All media of a torrent that has several, out of what was kept of it."""
    kept = context.get("pack")
    return tuple(one for one in kept if isinstance(one, int)) if isinstance(kept, list) else ()


def action_context(action: Action) -> dict[str, object]:
    """An action's own values as plain JSON; sets as sorted lists."""
    values = {field.name: getattr(action, field.name) for field in fields(action) if field.name != "reason"}
    return {
        name: sorted(value) if isinstance(value, frozenset) else list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
    }


def action_of(intent: Intent) -> Action:
    """The action that was begun. Raises LookupError for one that this version does not know."""
    kind = getattr(actions, intent.action, None)
    if not (isinstance(kind, type) and issubclass(kind, Action)):
        raise LookupError(f"this version knows no action {intent.action!r}")  # noqa: TRY004 -- a missing name
    kept = intent.context.get("action")
    kept = kept if isinstance(kept, Mapping) else {}
    hints = get_type_hints(kind)
    values = {name: _read(hints[name], kept[name]) for name in hints.keys() & kept.keys()}
    try:
        return an(kind)(kind(str(intent.context.get("reason", "")), **values))
    except (TypeError, ValueError) as error:
        raise LookupError(f"this version cannot read an action {intent.action!r}: {error}") from error


def _read(hint: object, value: object) -> object:
    """A value as its field has it."""
    kind = get_origin(hint)
    return kind(value) if kind in (frozenset, tuple) and isinstance(value, list) else value
