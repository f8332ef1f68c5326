"""What a panel shows now, and what is done with what is put into one: foreign answers, checked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import islice
from math import isfinite

from pydantic import BaseModel, JsonValue, TypeAdapter, ValidationError

from ..document import problems_in
from ..errors import Invalid, NotFound
from ..shapes.base import Done, Problem
from ..shapes.configuration import Panel as Listed
from ..shapes.configuration import PanelContent, PanelForm, Panels, PanelTable
from .pages import Pages
from .values import KINDS, Cell, Form, Frame, Table

MOST_ROWS = 10_000


def listed(pages: Pages) -> Panels:
    """Every panel there is, and why some are not."""
    return Panels(
        panels=tuple(
            Listed.model_validate(
                {
                    "plugin": page.name,
                    "name": panel.name,
                    "title": str(panel.title),
                    "kind": KINDS[type(panel)],
                    "about": str(panel.about),
                }
            )
            for page in pages.all
            for panel in page.panels
        ),
        problems=tuple(
            f"The plugin {page.name} ({page.distribution} {page.version}) is {page.status}: {page.reason}"
            for page in pages.all
            if page.status not in ("enabled", "disabled")
        ),
    )


def content(pages: Pages, plugin: str, name: str) -> PanelContent:
    """What one shows now. Raises NotFound, and Refused when it fails."""
    panel = pages.panel(plugin, name)
    match panel:
        case Table():
            return PanelContent(table=pages.asked(panel.title, partial(_table, panel)))
        case Form():
            return PanelContent(form=pages.asked(panel.title, partial(_form, panel)))
    return PanelContent()  # a frame is fetched by itself, into its sandbox


def frame(pages: Pages, plugin: str, name: str) -> str:
    """The HTML of a frame. Raises NotFound, and Refused when it fails."""
    panel = pages.panel(plugin, name)
    if not isinstance(panel, Frame):
        raise NotFound(f"The panel {name} of {plugin} is no frame.")
    return pages.asked(panel.title, partial(_html, panel))


def save(pages: Pages, plugin: str, name: str, values: Mapping[str, JsonValue]) -> Done:
    """Give what was put into a form to its plugin. Raises NotFound, Invalid, and Refused when it fails."""
    panel = pages.panel(plugin, name)
    if not isinstance(panel, Form):
        raise NotFound(f"The panel {name} of {plugin} is no form.")
    said = pages.asked(panel.title, partial(_saved, panel, values))
    return Done(done=(said,))


def _table(panel: Table) -> PanelTable:
    columns = tuple(map(str, panel.columns))
    rows = tuple(tuple(map(_cell, row)) for row in islice(panel.rows(), MOST_ROWS))
    if wrong := next((row for row in rows if len(row) != len(columns)), None):
        raise TypeError(f"a row has {len(wrong)} cells, and there are {len(columns)} columns")
    return PanelTable(columns=columns, rows=rows)


def _cell(cell: object) -> Cell:
    if isinstance(cell, float) and not isfinite(cell):
        return str(cell)
    return cell if cell is None or isinstance(cell, str | int | float | bool) else str(cell)


def _html(panel: Frame) -> str:
    html = panel.html()
    if not isinstance(html, str):
        raise TypeError(f"html must return text, not {type(html).__name__}")
    return html


def _form(panel: Form[BaseModel]) -> PanelForm:
    secret = _secrets(panel.model)
    values = TypeAdapter(dict[str, JsonValue]).validate_python(
        {key: None if key in secret else value for key, value in panel.values().items()}
    )
    return PanelForm(form_schema=panel.model.model_json_schema(by_alias=True), values=values)


def _saved(panel: Form[BaseModel], values: Mapping[str, JsonValue]) -> str:
    """A secret that comes back empty stays what it was."""
    secret = _secrets(panel.model)
    before = panel.values() if secret else {}
    given = {key: before.get(key) if value is None and key in secret else value for key, value in values.items()}
    try:
        filled = panel.model.model_validate({key: value for key, value in given.items() if value is not None})
    except ValidationError as error:
        raise Invalid("What was filled in is not what is expected.", problems_in(error)) from None
    try:
        return panel.save(filled) or f"{panel.title} is saved."
    except ValueError as error:
        raise Invalid(str(error), (Problem(hint=str(error)),)) from error


def _secrets(model: type[BaseModel]) -> frozenset[str]:
    """The fields in which a secret stands, however deep, by every name that they may have."""
    schema = model.model_json_schema(by_alias=True)
    inner = schema.get("$defs", {})
    hidden = {name for name, part in schema.get("properties", {}).items() if _has_secret(part, inner)}
    found = set(hidden)
    for name, field in model.model_fields.items():
        names = {name, field.alias, field.validation_alias, field.serialization_alias} - {None}
        if names & hidden:
            found |= {one for one in names if isinstance(one, str)}
    return frozenset(found)


def _has_secret(part: object, inner: Mapping[str, object], within: frozenset[str] = frozenset()) -> bool:
    if isinstance(part, list):
        return any(_has_secret(one, inner, within) for one in part)
    if not isinstance(part, dict):
        return False
    if part.get("format") == "password":
        return True
    _, _, name = str(part.get("$ref", "")).rpartition("/")
    if name and name not in within and _has_secret(inner.get(name), inner, within | {name}):
        return True
    return any(_has_secret(one, inner, within) for one in part.values())
