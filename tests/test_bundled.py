"""Every plugin that comes with qbitrr keeps the rules that all plugins are held to, and has a page that is true."""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest
from cogapp import Cog
from qbitrr_arr.plugin import ArrPlugin

from qbitrr import HOOK_API, PluginConfig
from qbitrr.config.configuration import validate
from qbitrr.config.fields import options_of
from qbitrr.plugins import Status, Wanted, import_class, installed, load
from qbitrr.testing.builders import NOW

PLUGINS = Path(__file__).parents[1] / "plugins"
BUNDLED = {entry.name: entry for entry in installed() if (PLUGINS / entry.dist.name.removeprefix("qbitrr-")).is_dir()}
KEY = "0123456789abcdef0123456789abcdef"
PORTS = {"lidarr": 8686, "prowlarr": 9696, "radarr": 7878, "sonarr": 8989, "whisparr": 6969, "whisparr3": 6969}
FILLED_IN = {plugin: {"URI": f"http://localhost:{port}", "APIKey": KEY} for plugin, port in PORTS.items()}
"""What a user has to fill in."""

GENERATED = ["cleanup", "echo", "ffprobe", "lidarr", "radarr", "sonarr", "webui", "whisparr"]
"""Whose table of options is made from the model."""


def page(plugin):
    return PLUGINS / BUNDLED[plugin].dist.name.removeprefix("qbitrr-") / "README.md"


def options(plugin):
    return [option for option in options_of(import_class(plugin).Config) if not option.table]


def test_these_are_bundled():
    assert {"echo", "lidarr", "prowlarr", "radarr", "sonarr", "whisparr", "whisparr3"} <= BUNDLED.keys()
    assert {"errors", "metadata", "slow", "stalled", "unavailable"} <= BUNDLED.keys()


@pytest.mark.parametrize("plugin", BUNDLED)
def test_it_loads(plugin):
    def check(model, wanted):
        return validate(model, wanted.name, wanted.options, {})

    loaded = load([Wanted(plugin, plugin, FILLED_IN.get(plugin, {}))], check, NOW)
    assert [(one.status, one.reason) for one in loaded.records] == [(Status.ENABLED, "")]
    assert loaded.problems == ()


@pytest.mark.parametrize("plugin", BUNDLED)
def test_it_is_for_this_hook_api(plugin):
    assert import_class(plugin).hook_api == HOOK_API


@pytest.mark.parametrize("plugin", BUNDLED)
def test_it_follows_the_naming_rule(plugin):
    entry = BUNDLED[plugin]
    assert entry.dist.name.startswith("qbitrr-")
    assert entry.module.partition(".")[0] == entry.dist.name.replace("-", "_")


@pytest.mark.parametrize("plugin", BUNDLED)
def test_its_options_are_a_frozen_model(plugin):
    model = import_class(plugin).Config
    assert issubclass(model, PluginConfig)
    assert model.model_config["frozen"]


@pytest.mark.parametrize("plugin", BUNDLED)
def test_each_option_says_what_it_is_and_has_a_default_unless_it_must_be_filled_in(plugin):
    for option in options(plugin):
        key = ".".join(option.path)
        assert option.field.description, key
        assert key in FILLED_IN.get(plugin, {}) or not option.field.is_required(), key


@pytest.mark.parametrize("plugin", BUNDLED)
def test_it_says_what_it_is_for(plugin):
    cls = import_class(plugin)
    assert inspect.getdoc(cls)
    assert inspect.getmodule(cls).__doc__


@pytest.mark.parametrize("plugin", BUNDLED)
def test_its_page_has_a_row_for_each_option(plugin):
    text = page(plugin).read_text()
    assert [key for option in options(plugin) if f"| `{(key := '.'.join(option.path))}` |" not in text] == []


@pytest.mark.parametrize("plugin", sorted(PORTS.keys() - {"prowlarr"}))
def test_an_arr_plugin_overrides_nothing(plugin):
    """See docs/adr/0005: what differs is in its value."""
    cls = import_class(plugin)
    assert issubclass(cls, ArrPlugin)
    assert {name for name in vars(cls) if not name.startswith("__")} <= {"arr", "Config"}
    assert cls.__init__ is ArrPlugin.__init__


@pytest.mark.parametrize("plugin", BUNDLED)
def test_importing_it_brings_nothing_that_only_a_worker_needs(plugin):
    entry = BUNDLED[plugin]
    code = f"import {entry.module}, sys; print(*{{'httpx', 'pyarr', 'requests'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("folder", GENERATED)
def test_its_table_of_options_is_that_of_its_model(folder, capsys):
    assert Cog().main(["cog", "--check", str(PLUGINS / folder / "README.md")]) == 0
