"""A plugin that is broken is a row in a table, and breaks no command."""

import json

import pytest

pytestmark = pytest.mark.slow

BROKEN = {
    "raises": "raise RuntimeError('no such luck')",
    "exits": "import sys; sys.exit(3)",
    "cancels": "import asyncio\nraise asyncio.CancelledError('over')",
    "unknown": "from qbitrr import hookimpl\nclass Plugin:\n    hook_api = 1\n    def __init__(self, config): ...\n"
    "    @hookimpl\n    def qbitrr_frobnicate(self): ...\n",
    "old": "class Plugin:\n    hook_api = 0\n",
}
SPEAKS = """
import typer
from qbitrr import hookimpl
app = typer.Typer()
@app.command()
def hello(): typer.echo("hello from a plugin")
@app.command()
def bye(): typer.echo("bye")
class Plugin:
    hook_api = 1
    def __init__(self, config): ...
    @hookimpl
    def qbitrr_commands(self): return app
"""

TALKS = """
from qbitrr import hookimpl
print("I was imported")
class Plugin:
    hook_api = 1
    def __init__(self, config): print("I was made")
    @hookimpl
    def qbitrr_health_check(self): print("I was asked")
    @hookimpl
    def qbitrr_worker_stop(self): print("I was stopped")
"""


@pytest.fixture
def install(tmp_path, world):
    """Install a plugin beside qbitrr, and switch it on."""
    site = tmp_path / "site"

    def make(name, source):
        package = site / f"qbitrr_{name}"
        package.mkdir(parents=True)
        (package / "__init__.py").write_text(source)
        described = site / f"qbitrr_{name}-1.2.dist-info"
        described.mkdir()
        (described / "METADATA").write_text(f"Metadata-Version: 2.1\nName: qbitrr-{name}\nVersion: 1.2\n")
        (described / "entry_points.txt").write_text(f"[qbitrr.plugins]\n{name} = qbitrr_{name}:Plugin\n")
        with world.config.open("a") as config:
            config.write(f"[Plugins.{name}]\n")

    world.environ["PYTHONPATH"] = str(site)
    return make


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_plugin_is_a_row(world, install, kind):
    install(kind, BROKEN[kind])
    told = world.wait_for("plugins", "list")
    assert told.returncode == 0, told.stderr
    assert kind in told.stdout
    assert ("load error" in told.stdout) or ("incompatible" in told.stdout)
    assert "Traceback" not in told.stderr


def test_a_broken_plugin_protects_and_is_named(world, install, stalled):
    install("raises", BROKEN["raises"])
    told = world.wait_for("plan", COLUMNS="200")
    assert "might have objected" in told.stdout
    assert "no such luck" in told.stderr


def test_broken_plugins_are_left_out_of_the_example(world, install):
    for kind, source in BROKEN.items():
        install(kind, source)
    told = world.wait_for_plain("config", "example")
    assert (told.returncode, told.stderr) == (0, "")
    assert "[Plugins.stalled]" in told.stdout
    assert "[Plugins.cancels]" not in told.stdout


@pytest.mark.parametrize("command", [("plan", "--all"), ("why", "Metropolis"), ("plugins", "list")])
def test_what_a_plugin_prints_is_no_part_of_a_document(world, install, stalled, command):
    install("talks", TALKS)
    told = world.wait_for(*command, "--json")
    assert json.loads(told.stdout)
    assert "I was imported" in told.stderr
    assert ("I was asked" in told.stderr) == (command[0] != "plugins")


def test_a_plugin_has_commands_of_its_own(world, install):
    install("speaks", SPEAKS)
    world.environ["QBITRR_OVERRIDES_DATA_PATH"] = str(world.folder)
    told = world.wait_for_plain("speaks", "hello")
    assert (told.returncode, told.stdout) == (0, "hello from a plugin\n")


def test_a_broken_plugins_commands_are_a_sentence(world, install):
    install("raises", BROKEN["raises"])
    world.environ["QBITRR_OVERRIDES_DATA_PATH"] = str(world.folder)
    told = world.wait_for_plain("raises", "hello")
    assert told.returncode == 1
    assert "The plugin raises does not run (load error): RuntimeError: no such luck" in told.stderr
    assert world.wait_for_plain("stalled", "x").stderr.startswith("The plugin stalled has no commands of its own")
