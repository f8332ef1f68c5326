"""What a plugin's panel is: a frame, a table or a form; and what the plugin is given for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import BaseModel

from qbitrr import Notes

from ..shapes.downloads import Download

type Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """HTML of its own. Its scripts run in a sandbox: they reach neither the page nor any server."""

    name: str
    title: str
    html: Callable[[], str]
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows that are asked for whenever somebody looks. Each has a cell for every column."""

    name: str
    title: str
    columns: Sequence[str]
    rows: Callable[[], Iterable[Sequence[Cell]]]
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form[M: BaseModel]:
    """Fields of a model. ``values`` are what they have now; ``save`` may answer with a sentence or raise ValueError."""

    name: str
    title: str
    model: type[M]
    save: Callable[[M], str | None]
    values: Callable[[], Mapping[str, object]] = field(default=dict)
    about: str = ""


type Panel = Frame | Table | Form  # type: ignore[type-arg]

KINDS: Mapping[type, str] = {Frame: "frame", Table: "table", Form: "form"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelHost:
    """What a plugin's panels are given: notes of its own, and the torrents as the page lists them."""

    name: str
    notes: Notes
    downloads: Callable[[], tuple[Download, ...]]
