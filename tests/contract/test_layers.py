"""What may import what: the pure core, the light package, the one edge to each outside."""

import ast
import re
import subprocess
import sys
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORE = ROOT / "qbitrr"
PLUGINS = ROOT / "plugins"

PURE = {
    "actions",
    "agenda",
    "answers",
    "backoff",
    "processes.children",
    "decide",
    "domain",
    "errors",
    "facts",
    "lifecycle",
    "mass_events",
    "clients.maindata",
    "clients.mirror",
    "paths",
    "ports",
    "reading",
    "processes.restart",
    "recording.batch",
    "recording.packing",
    "recording.remembering",
    "clients.rows",
    "safeguards",
    "schedule",
    "similar",
    "safety",
    "searching.budget",
    "searching.choice",
    "searching.indexers",
    "searching.loops",
    "searching.policy",
    "searching.pressure",
    "searching.results",
    "searching.values",
    "clients.states",
    "strikes",
    "tracking",
    "trust",
}
SUPERVISING = sorted(path.stem for path in (CORE / "processes").glob("[a-z]*.py"))
HEAVY = ("httpx", "peewee", "pluggy", "pydantic", "qbittorrentapi", "requests", "stevedore", "typer")

OFFERED_TO_PLUGINS = {"pydantic", "typer"}
"""Libraries of the core that are part of the contract: a plugin's options, a plugin's commands."""


@cache
def imports(path):
    """The absolute name of every module that a file imports, wherever in it. Those for types only are left out."""
    package = (*path.relative_to(ROOT).with_suffix("").parts,)[:-1]
    tree = ast.parse(path.read_text())
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    found = set()
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(node.module)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1]
            found |= (
                {".".join((*base, node.module))} if node.module else {".".join((*base, a.name)) for a in node.names}
            )
    return found


def top(module):
    return module.partition(".")[0]


def modules(folder):
    return sorted(folder.rglob("*.py"))


def named(path):
    return str(path.relative_to(ROOT))


def brought_in_by(statement):
    """The top-level modules that are loaded after ``statement`` in a fresh interpreter."""
    code = f"{statement}; import sys; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.split())


@pytest.mark.parametrize("module", sorted(PURE))
def test_a_pure_module_imports_only_the_standard_library_and_its_like(module):
    ours = {f"qbitrr.{name}" for name in PURE}
    assert {
        name for name in imports(CORE / f"{module.replace('.', '/')}.py") if top(name) not in sys.stdlib_module_names
    } <= ours


def test_importing_the_package_brings_in_nothing_heavy():
    assert brought_in_by("import qbitrr").isdisjoint(HEAVY)


@pytest.mark.parametrize("path", modules(CORE), ids=named)
def test_the_core_imports_no_plugin(path):
    assert not {name for name in imports(path) if name.startswith("qbitrr_")}


def test_only_the_edge_knows_the_clients_library():
    users = {path.stem for path in modules(CORE) if "qbittorrentapi" in map(top, imports(path))}
    assert users == {"session", "webapi"}


@pytest.mark.parametrize("module", SUPERVISING)
def test_the_supervisor_knows_neither_tables_nor_options_nor_plugins(module):
    brought = brought_in_by(f"import qbitrr.processes.{module}")
    assert brought.isdisjoint({"peewee", "pydantic", "stevedore"})
    assert not {name for name in brought if name.startswith("qbitrr_")}


FRONT_END = "webui"
"""Shows the core to people, like the command line: it may import of the core what that is made of. See ADR 0012."""


@pytest.mark.parametrize("path", [path for folder in PLUGINS.glob("*/qbitrr_*") for path in modules(folder)], ids=named)
def test_a_bundled_plugin_imports_only_what_every_plugin_may(path):
    plugin = path.relative_to(PLUGINS).parts[0]
    allowed = (
        declared(f"qbitrr-{plugin}") | OFFERED_TO_PLUGINS | sys.stdlib_module_names | {"plugins"}
    )  # its own modules
    if plugin == FRONT_END:
        allowed |= {"qbitrr"}
    others = imports(path) - {"qbitrr"}
    assert {name for name in others if top(name) not in allowed} == set()


@pytest.mark.parametrize("path", modules(PLUGINS / FRONT_END / f"qbitrr_{FRONT_END}"), ids=named)
def test_the_page_acts_only_through_the_command_line_and_what_both_use(path):
    """Neither printing nor anything that changes a client or judges is within its reach: see ADR 0012."""
    beyond = ("qbitrr.cli", "qbitrr.execution", "qbitrr.steps", "qbitrr.cycle", "qbitrr.worker", "qbitrr.restore")
    below = tuple(f"{name}." for name in beyond)
    assert {name for name in imports(path) if name in beyond or name.startswith(below)} == set()


CALLED_OTHERWISE = {"argon2_cffi": "argon2"}


def declared(name):
    """The import names of what a distribution requires, its extras too; most are called like their distributions."""
    required = (re.match(r"[\w-]+", one)[0].lower().replace("-", "_") for one in distribution(name).requires or ())
    return {CALLED_OTHERWISE.get(one, one) for one in required}
