"""Finds and loads the plugins that add to the page. A bad one becomes a record with a reason, never a crash."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

import pluggy

from qbitrr.errors import described
from qbitrr.plugins import Status, named_properly

from . import hookspecs
from .values import KINDS, Panel, PanelHost

if TYPE_CHECKING:
    from flask import Blueprint

GROUP = "qbitrr.pages"
PREFIX = "qbitrr_webui_"
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One plugin of the page: how it is and why, and what it adds."""

    name: str
    distribution: str
    version: str
    since: datetime
    status: Status = Status.ENABLED
    reason: str = ""
    panels: tuple[Panel, ...] = ()
    routes: Blueprint | None = None


class FaultyError(Exception):
    """A plugin that does not keep to the contract; the sentence says how."""


def load(host_of: Callable[[str], PanelHost], now: datetime, *, off: Collection[str] = ()) -> tuple[Page, ...]:
    """Every installed plugin of the page, by name. Those that are switched ``off`` are not imported."""
    found = sorted(entry_points(group=GROUP), key=lambda entry: entry.name)
    names = [entry.name for entry in found]
    return tuple(_loaded(entry, host_of, now, off=entry.name in off, names=names) for entry in found)


def _loaded(
    entry: EntryPoint, host_of: Callable[[str], PanelHost], now: datetime, *, off: bool, names: Sequence[str]
) -> Page:
    distribution, version = (entry.dist.name, entry.dist.version) if entry.dist else ("", "")
    page = Page(name=entry.name, distribution=distribution, version=version, since=now)
    if off:
        return replace(page, status=Status.DISABLED, reason=f"off by Enabled = false in [Plugins.{entry.name}]")
    status = Status.LOAD_ERROR
    try:
        cls = _imported(entry, names)
        status = Status.INCOMPATIBLE
        manager = _registered(cls, entry.name)
        status = Status.FAULTY
        return replace(page, **_added(manager, host_of(entry.name)))  # type: ignore[arg-type]
    except KeyboardInterrupt:
        raise
    except FaultyError as error:
        return replace(page, status=status, reason=str(error))
    except BaseException as error:  # noqa: BLE001 -- foreign code is imported and called here
        return replace(page, status=status, reason=described(error))


def _imported(entry: EntryPoint, names: Sequence[str]) -> object:
    """What its entry point names. Nothing is imported when it is not clear whose it is."""
    if names.count(entry.name) > 1:
        raise FaultyError(f"more than one installed distribution adds {entry.name} to the page")
    named_properly(entry)
    with redirect_stdout(sys.stderr):
        return entry.load()


def _registered(cls: object, name: str) -> pluggy.PluginManager:
    """A manager with one object of the class, which keeps to the contract."""
    if not isinstance(cls, type):
        raise FaultyError("the entry point must name a class")
    if getattr(cls, "hook_api", None) != hookspecs.PANEL_API:
        raise FaultyError(f"it must say hook_api = {hookspecs.PANEL_API}")
    unknown = [one for one in dir(cls) if one.startswith(PREFIX) and not hasattr(hookspecs, one)]
    if unknown:
        raise FaultyError(f"no such hook: {', '.join(unknown)}")
    manager = pluggy.PluginManager(hookspecs.NAMESPACE)
    manager.add_hookspecs(hookspecs)
    manager.register(cls(), name=name)
    if not manager.get_hookcallers(manager.get_plugin(name)):
        raise FaultyError("it implements no hook of the page: is it marked with qbitrr_webui.hookimpl?")
    return manager


def _added(manager: pluggy.PluginManager, host: PanelHost) -> dict[str, object]:
    """What it adds, checked."""
    from flask import Blueprint  # noqa: PLC0415 -- for types above

    (panels,) = manager.hook.qbitrr_webui_panels(host=host) or [()]
    (routes,) = manager.hook.qbitrr_webui_routes(host=host) or [None]
    if routes is not None and not isinstance(routes, Blueprint):
        raise FaultyError(f"qbitrr_webui_routes must return a flask.Blueprint or None, not {type(routes).__name__}")
    if not isinstance(panels, Sequence) or isinstance(panels, str):
        raise FaultyError(f"qbitrr_webui_panels must return a sequence of panels, not {type(panels).__name__}")
    faults = list(_faults(panels))
    if faults:
        raise FaultyError("; ".join(faults))
    return {"panels": tuple(panels), "routes": routes}


def _faults(panels: Sequence[object]) -> Iterator[str]:
    names: set[str] = set()
    for panel in panels:
        if type(panel) not in KINDS:
            yield f"{type(panel).__name__} is no Frame, Table or Form"
            continue
        name = getattr(panel, "name", "")
        if not isinstance(name, str) or not NAME.fullmatch(name):
            yield f"the name {name!r} of a panel must consist of small letters, digits, - and _"
        elif name in names:
            yield f"two panels are named {name}"
        names.add(name)
