"""The examples in the documentation are tried: Python runs and registers, TOML is a configuration without problems."""

import inspect
import re
import sys
import tomllib
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest
import qbitrr_webui
from qbitrr_webui.panels import hookspecs as page_hooks
from qbitrr_webui.panels import loading as pages
from qbitrr_webui.panels.values import PanelHost

from qbitrr import HOOK_API, Host, PluginConfig
from qbitrr.actions import Action
from qbitrr.config import load
from qbitrr.config.configuration import validate
from qbitrr.conformity import HOOK_PREFIX
from qbitrr.plugins import Status, Wanted, import_class, installed, new_manager
from qbitrr.plugins import load as load_plugins
from qbitrr.testing.builders import NOW, make_hooks
from qbitrr.testing.notes import FakeNotes

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
READMES = sorted((ROOT / "plugins").glob("*/README.md"))

PLUGINS = [entry.name for entry in installed()]
RULES = [
    rule
    for distribution in ("cleanup", "ffprobe")
    for rule in tomllib.loads((ROOT / f"plugins/{distribution}/pyproject.toml").read_text())["project"]["entry-points"][
        "qbitrr.plugins"
    ]
]


def blocks(language, pages):
    """Every fenced block of a language, named by its page and line."""
    return [
        pytest.param(found[1], id=f"{page.relative_to(ROOT)}:{page.read_text().count('\n', 0, found.start()) + 1}")
        for page in pages
        for found in re.finditer(rf"^```{language}\n(.*?)^```", page.read_text(), re.DOTALL | re.MULTILINE)
    ]


EXAMPLES = blocks("python", PAGES)
TABLES = blocks("toml", PAGES + READMES)
PROJECTS = [one for one in TABLES if one.values[0].startswith("[project")]
CONFIGURATIONS = [one for one in TABLES if one not in PROJECTS]


@pytest.fixture(autouse=True)
def files(tmp_path, monkeypatch):
    """Examples whose first line names a file can be imported by the others."""
    packages = []
    for source in (one.values[0] for one in EXAMPLES):
        if named := re.match(r"# (\w+)/__init__\.py\n", source):
            packages.append(named[1])
            (tmp_path / named[1]).mkdir()
            (tmp_path / named[1] / "__init__.py").write_text(source)
    monkeypatch.syspath_prepend(tmp_path)
    yield
    for package in packages:
        sys.modules.pop(package, None)


def run(source):
    """Execute an example and its tests; return its names."""
    names = {"__name__": "example"}
    exec(compile(source, "<example>", "exec"), names)
    for name, tried in list(names.items()):
        if name.startswith("test_"):
            tried()
    return names


def plugins_in(names):
    return [
        one
        for one in names.values()
        if inspect.isclass(one) and one.__module__ == "example" and any(map(is_hook, dir(one)))
    ]


def is_hook(name):
    return name.startswith(HOOK_PREFIX) and not is_of_the_page(name)


def is_of_the_page(name):
    """The page has hooks of its own."""
    return name.startswith("qbitrr_webui_")


@pytest.mark.parametrize("source", EXAMPLES)
def test_what_an_example_adds_to_the_page_passes_the_checks_at_load(source):
    names = run(source)
    for plugin in [one for one in names.values() if inspect.isclass(one) and any(map(is_of_the_page, dir(one)))]:
        host = PanelHost(name="example", notes=FakeNotes(), downloads=tuple)
        added = pages._added(pages._registered(plugin, "example"), host)
        assert added["panels"] or added["routes"]


@pytest.mark.parametrize("hook", sorted(filter(is_of_the_page, vars(page_hooks))))
def test_each_hook_of_the_page_has_an_example_that_implements_it(hook):
    page = (ROOT / "docs/panels.md").read_text()
    examples = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    assert any(hook in dir(one) for source in examples for one in run(source).values() if inspect.isclass(one))


@pytest.mark.parametrize("name", [one.name for one in fields(PanelHost)])
def test_each_thing_that_a_panels_host_gives_is_explained(name):
    page = (ROOT / "docs/panels.md").read_text()
    assert re.search(rf"^\| `{name}\b", page.partition("| of `host` |")[2], re.MULTILINE)


@pytest.mark.parametrize("name", qbitrr_webui.__all__)
def test_each_name_for_authors_of_panels_is_mentioned(name):
    assert re.search(rf"\b{name}\b", (ROOT / "docs/panels.md").read_text())


@pytest.mark.parametrize("source", EXAMPLES)
def test_a_python_example_runs_and_its_plugins_register(source):
    for plugin in plugins_in(run(source)):
        assert plugin.hook_api == HOOK_API
        options = getattr(plugin, "Config", PluginConfig)
        assert "example" in make_hooks(example=plugin(options())).plugins


@pytest.mark.parametrize("source", EXAMPLES)
def test_a_python_example_passes_the_checks_at_load(source, monkeypatch):
    for plugin in plugins_in(run(source)):
        monkeypatch.setattr("qbitrr.plugins._import", lambda _, found=plugin: (found, "qbitrr-example"))
        loaded = load_plugins([Wanted("example", "example", {})], lambda model, _: (model(), ()), NOW)
        assert [(one.status, one.reason) for one in loaded.records] == [(Status.ENABLED, "")]


@pytest.mark.parametrize("text", CONFIGURATIONS)
def test_a_toml_example_is_a_configuration_without_problems(tmp_path, text):
    path = tmp_path / "config.toml"
    path.write_text(re.sub("CHANGE_ME|…", "0123456789abcdef0123456789abcdef", text))
    configuration = load(path, {}, installed=lambda: [*PLUGINS, "lonely"])
    assert configuration.problems == ()
    for where, plugin, options in named_in(configuration):
        assert validate(options_model(plugin), where, options, {})[1] == ()


def named_in(configuration):
    """Each plugin's table, as (section, plugin, options). A section that is there for its rules alone is left out."""
    for section in configuration.instances.values():
        if section.options:
            yield section.name, section.kind, section.options
        for rule, options in section.rules.items():
            yield f"{section.name}.Plugins.{rule}", rule, options
    for rule, options in configuration.plugins.items():
        yield f"Plugins.{rule}", rule, options


def options_model(plugin):
    return import_module("qbitrr_lonely").Options if plugin == "lonely" else import_class(plugin).Config


@pytest.mark.parametrize("text", PROJECTS)
def test_an_example_of_packaging_follows_the_naming_rule(text):
    project = tomllib.loads(text)["project"]
    entries = project["entry-points"]
    for name, where in (entries.get("qbitrr.plugins", {}) | entries.get("qbitrr.pages", {})).items():
        assert project["name"] == f"qbitrr-{name}"
        assert where.startswith(f"qbitrr_{name}:")


@pytest.mark.parametrize("hook", sorted(name for name in vars(new_manager().hook) if is_hook(name)))
def test_each_hook_has_an_example_that_implements_it(hook):
    page = (ROOT / "docs/hooks.md").read_text()
    sections = page.split("\n### ")
    own = next(section for section in sections if section.startswith(f"`{hook}("))
    examples = re.findall(r"```python\n(.*?)```", own, re.DOTALL)
    assert any(hook in dir(plugin) for source in examples for plugin in plugins_in(run(source)))


@pytest.mark.parametrize("name", [one.name for one in fields(Host)] + ["local_path"])
def test_each_thing_that_a_host_gives_is_explained(name):
    page = (ROOT / "docs/hooks.md").read_text()
    table = page.partition("| of `host` |")[2].partition("\n\n")[0]
    assert re.search(rf"`{name}\b", table) or name == "paths"  # which is for local_path


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_is_in_the_readme(rule):
    assert f"\n| `{rule}` | " in (ROOT / "README.md").read_text()


@pytest.mark.parametrize("page", PAGES + READMES, ids=lambda page: str(page.relative_to(ROOT)))
def test_each_link_to_another_page_leads_somewhere(page):
    for path, anchor in re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)", prose(page)):
        to = (page.parent / path).resolve() if path else page
        assert to.exists(), path
        assert not anchor or anchor in anchors(to), f"{path}#{anchor}"


def prose(page):
    return re.sub(r"^```.*?^```", "", page.read_text(), flags=re.DOTALL | re.MULTILINE)


def anchors(page):
    headings = re.findall(r"^#+ (.*)", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def keys_with_their_places():
    """What the table for people who come from qBitrr names as (key, plugin, whether in its rows)."""
    table = (ROOT / "docs/configuration.md").read_text().partition("\n## Coming from qBitrr\n")[2].partition("\n## ")[0]
    for row in re.findall(r"^\| .*", table, re.MULTILINE):
        keys: list[str] = []
        for span in re.findall(r"`([^`]+)`", row.split(" | ")[1]):
            if place := re.fullmatch(r"\[+(?:qBit\.)?Plugins\.(\w+)(\.Rows)?\]+", span):
                yield from ((key, place[1], bool(place[2])) for key in keys)
                keys = []
            else:
                keys.append(span.split(" ")[0])


@pytest.mark.parametrize(("key", "plugin", "in_rows"), sorted(set(keys_with_their_places())))
def test_each_key_that_has_moved_is_where_the_table_says(key, plugin, in_rows):
    model = import_class(plugin).Config
    if in_rows:
        model = get_args(model.model_fields["rows"].annotation)[0]
    assert key in {field.alias for field in model.model_fields.values()}


def test_the_table_of_what_has_moved_is_found():
    assert len(set(keys_with_their_places())) > 20


@pytest.mark.parametrize("status", Status)
def test_each_status_of_a_plugin_is_explained(status):
    assert f"| `{status}` |" in (ROOT / "docs/plugins.md").read_text()


@pytest.mark.parametrize("action", [one for one in Action.__subclasses__() if one.__module__ == Action.__module__])
def test_each_action_is_explained(action):
    assert f"| `{action.__name__}` |" in (ROOT / "docs/plugins.md").read_text()
