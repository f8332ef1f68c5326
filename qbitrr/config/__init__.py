"""The configuration: one file and the environment, validated into frozen values."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .configuration import Configuration, InstanceSection, load, validate
    from .leftovers import unused_variables
    from .options import PluginConfig
    from .places import data_folder
    from .problems import ConfigError, Problem
    from .settings import QbitConfig, Safety, Settings
    from .types import Duration, Size

__all__ = [
    "ConfigError",
    "Configuration",
    "Duration",
    "InstanceSection",
    "PluginConfig",
    "Problem",
    "QbitConfig",
    "Safety",
    "Settings",
    "Size",
    "data_folder",
    "load",
    "unused_variables",
    "validate",
]

_HOMES = {
    **dict.fromkeys(("Configuration", "InstanceSection", "load", "validate"), "configuration"),
    **dict.fromkeys(("Duration", "Size"), "types"),
    **dict.fromkeys(("ConfigError", "Problem"), "problems"),
    **dict.fromkeys(("QbitConfig", "Safety", "Settings"), "settings"),
    "PluginConfig": "options",
    "data_folder": "places",
    "unused_variables": "leftovers",
}


def __getattr__(name: str) -> object:
    """Import on first use: a command that needs only the data folder does not pay for pydantic."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
