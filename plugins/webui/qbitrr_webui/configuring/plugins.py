"""The installed plugins: how each is and what it is, and rules switched on and off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from qbitrr.control.commands import answer

from ..panels.pages import Pages
from ..shapes.base import Done
from ..shapes.configuration import Plugin, Schemas

PAGE = "page"
KINDS = {"app": "app", "rule": "rule", "webui": PAGE}


class Row(BaseModel):
    """One row of ``qbitrr plugins list``."""

    plugin: str
    section: str
    name: str
    enabled: bool
    status: str
    reason: str
    distribution: str
    version: str
    trust: str = ""
    since: str = ""


class Switched(BaseModel):
    """What ``qbitrr plugins enable`` says."""

    done: tuple[str, ...]
    doubts: tuple[str, ...] = ()


def plugins_of(folder: Path, schemas: Schemas, pages: Pages) -> Iterator[Plugin]:
    """Every plugin, in every section that it is in; last those that add to the page."""
    by_plugin = {name.lower(): schema for name, schema in schemas.schemas.items()}
    for row in TypeAdapter(list[Row]).validate_python(answer(folder, "plugins", "list")):
        schema: Mapping[str, object] = by_plugin.get(row.plugin, {})
        kind = KINDS.get(str(schema.get("x-kind", "")), "other")
        yield Plugin(
            **row.model_dump(),
            kind=kind,
            about=str(schema.get("description", "")),
            can_switch=kind == "rule",
        )
    for page in pages.all:
        yield Plugin(
            plugin=page.name,
            section="",
            name=page.name,
            kind=PAGE,
            status=page.status,
            reason=page.reason,
            distribution=page.distribution,
            version=page.version,
            about=", ".join(panel.title for panel in page.panels),
            enabled=page.status == "enabled",
            since=page.since.isoformat(),
        )


def switch(folder: Path, name: str, *, on: bool) -> Done:
    """Switch a rule. Raises Misuse for what is no rule, and Trouble."""
    said = answer(folder, "plugins", "enable" if on else "disable", "--", name)
    switched = Switched.model_validate(said)
    return Done(done=(*switched.done, *switched.doubts))
