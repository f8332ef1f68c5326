"""What in a plugin's class does not fit the contract: all that pluggy would accept in silence."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator

from . import hookspecs
from .config.options import PluginConfig

HOOK_PREFIX = "qbitrr_"

_MARK = f"{hookspecs.NAMESPACE}_impl"
_HOOKS: dict[str, Callable[..., object]] = {
    name: spec for name, spec in vars(hookspecs).items() if hasattr(spec, f"{hookspecs.NAMESPACE}_spec")
}


def faults_of(cls: type) -> list[str]:
    """Every fault, each as a part of a sentence; none when the class fits."""
    built_for = getattr(cls, "hook_api", None)
    if built_for != hookspecs.HOOK_API:
        return [f"it says hook_api = {built_for}; this is hook API {hookspecs.HOOK_API}"]
    options = getattr(cls, "Config", PluginConfig)
    fits = isinstance(options, type) and issubclass(options, PluginConfig)
    faults = [] if fits else ["its Config is no PluginConfig"]
    for name in dir(cls):
        method = getattr(cls, name, None)
        if name.startswith(HOOK_PREFIX) or isinstance(getattr(method, _MARK, None), dict):
            faults.extend(_faults_in(name, method))
    return faults


def _faults_in(name: str, method: object) -> Iterator[str]:
    options = getattr(method, _MARK, None)
    if name not in _HOOKS:
        yield f"no such hook: {name}"
    elif not callable(method) or options is None:
        yield f"{name} is not marked with @hookimpl"
    elif options["wrapper"] or options["hookwrapper"]:
        yield f"{name} is a wrapper; each plugin is asked on its own"
    elif options["specname"] not in (None, name):
        yield f"{name} has the specname {options['specname']}; a method is named as its hook"
    elif _later(method):
        yield f"{name} must answer when it is called: no async, no yield"
    else:
        yield from _faults_of_arguments(name, method)


def _later(method: Callable[..., object]) -> bool:
    kinds = (inspect.iscoroutinefunction, inspect.isasyncgenfunction, inspect.isgeneratorfunction)
    return any(is_one(method) for is_one in kinds)


def _faults_of_arguments(name: str, method: Callable[..., object]) -> Iterator[str]:
    allowed = inspect.signature(_HOOKS[name]).parameters
    parameters = [one for one in inspect.signature(method).parameters.values() if one.name != "self"]
    for one in parameters:
        if one.name not in allowed:
            yield f"{name} has no argument {one.name!r}"
    for one in parameters:
        if one.default is not one.empty:
            yield f"{name}: argument {one.name} must not have a default"
        if one.kind is one.KEYWORD_ONLY:
            yield f"{name}: argument {one.name} must not be keyword-only"
