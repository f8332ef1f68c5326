"""Plugins of the page as if they were installed, each with a class of its own."""

import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from qbitrr_webui.panels import loading

THIRD_PARTY = Path(__file__).parents[4] / "tests" / "third_party" / "panels"


class Installed(EntryPoint):
    """An entry point with its distribution."""

    dist = SimpleNamespace(name="", version="1.0")


@pytest.fixture
def install(monkeypatch):
    """Have these classes found, by plugin. One may be an error that importing it raises."""
    entries = []

    def add(distribution=None, **plugins):
        for name, plugin in plugins.items():
            package = f"qbitrr_{name}"
            module = ModuleType(package)
            if isinstance(plugin, BaseException):
                module.__getattr__ = _raising(plugin)
            else:
                module.Plugin = plugin
            monkeypatch.setitem(sys.modules, package, module)
            entry = Installed(name, f"{package}:Plugin", loading.GROUP)
            vars(entry)["dist"] = SimpleNamespace(name=distribution or f"qbitrr-{name}", version="1.0")
            entries.append(entry)
        monkeypatch.setattr(loading, "entry_points", lambda group: entries)

    add()
    return add


def _raising(error):
    def missing(name):
        raise error

    return missing


@pytest.fixture
def shelf(install, monkeypatch):
    """A stranger's plugin with a table, a form, a frame and routes."""
    monkeypatch.syspath_prepend(THIRD_PARTY)
    from qbitrr_shelf import Shelf

    install(shelf=Shelf)
