"""Loading plugins: each wanted instance becomes a record, and a bad one says what is wrong with it.

The distributions are real ones, made on the fly beside the installed.
"""

import sys
from textwrap import dedent

import pytest
from stevedore import ExtensionManager, _cache

from qbitrr.config.configuration import validate
from qbitrr.domain import Classification
from qbitrr.errors import Shutdown
from qbitrr.hooks import Hooks
from qbitrr.plugins import Status, Wanted, import_class, installed, load
from qbitrr.testing.builders import NOW, make_facts, make_torrent

GOOD = """
    from qbitrr import Classification, PluginConfig, hookimpl

    class Plugin:
        hook_api = 1

        class Config(PluginConfig):
            title: str = ""
            max_ratio: float = 1.0

        def __init__(self, config):
            self.config = config

        @hookimpl
        def qbitrr_classify(self, torrent):
            return Classification(self.config.title)
"""


def with_hook(hook):
    """A plugin whose class has this in its body."""
    head = "from qbitrr import hookimpl\n\nclass Plugin:\n    hook_api = 1\n\n    def __init__(self, config): ...\n\n"
    return head + "\n".join(f"    {line}" for line in dedent(hook).strip().splitlines()) + "\n"


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Install a distribution with a plugin: ``install("fine", GOOD)`` makes qbitrr-fine with the entry point fine."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    # stevedore keeps what it found, in memory and on disk.
    monkeypatch.setattr(ExtensionManager, "ENTRY_POINT_CACHE", {})
    monkeypatch.setattr(_cache, "_c", _cache.Cache(str(tmp_path / "none")))
    monkeypatch.setattr(_cache, "get_group_all", _cache._c.get_group_all)

    def make(name, source, *, distribution="", package="", entry=""):
        distribution = distribution or f"qbitrr-{name}"
        package = package or f"qbitrr_{name}"
        site = tmp_path / distribution
        (site / package).mkdir(parents=True)
        (site / package / "__init__.py").write_text(dedent(source))
        described = site / f"{distribution.replace('-', '_')}-1.0.dist-info"
        described.mkdir()
        (described / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
        (described / "entry_points.txt").write_text(f"[qbitrr.plugins]\n{name} = {entry or package}:Plugin\n")
        monkeypatch.syspath_prepend(str(site))

    yield make
    for module in [module for module in sys.modules if module.startswith(("qbitrr_x", "other_x"))]:
        del sys.modules[module]


def want(*names, **options):
    """An instance of a plugin for each name, as sections are named: ``Xgood-4K`` is one of xgood."""
    return [Wanted(name, name.partition("-")[0].lower(), options) for name in names]


def load_(wanted):
    return load(wanted, lambda model, one: validate(model, one.name, one.options, {}), NOW)


def record_of(name, **options):
    """The record of the one plugin that is wanted."""
    (record,) = load_(want(name, **options)).records
    return record


# A good plugin


def test_a_good_plugin_is_enabled_and_says_where_it_comes_from(install):
    install("xgood", GOOD)
    record = record_of("xgood")
    assert (record.status, record.reason) == (Status.ENABLED, "")
    assert (record.name, record.plugin, record.distribution, record.since) == ("xgood", "xgood", "qbitrr-xgood", NOW)


def test_a_good_plugin_is_asked(install):
    install("xgood", GOOD)
    hooks = Hooks(load_(want("xgood", Title="mine")).manager)
    assert hooks.classify(make_torrent(), make_facts()).given == (("xgood", Classification("mine")),)


def test_instances_of_one_plugin_are_objects_of_their_own(install):
    install("xgood", GOOD)
    loaded = load_([*want("Xgood-HD", Title="hd"), *want("Xgood-4K", Title="4k")])
    one, two = (loaded.manager.get_plugin(name) for name in ("Xgood-HD", "Xgood-4K"))
    assert type(one) is type(two)
    assert (one.config.title, two.config.title) == ("hd", "4k")
    assert [record.name for record in loaded.records] == ["Xgood-HD", "Xgood-4K"]


def test_options_may_be_left_out_of_a_plugin(install):
    install("xbare", with_hook("@hookimpl\ndef qbitrr_worker_stop(self): ..."))
    assert record_of("xbare").status is Status.ENABLED


def test_a_method_of_the_plugins_own_is_nobodys_business(install):
    install("xown", with_hook("def help_me(self, torrent=None): ..."))
    assert record_of("xown").status is Status.ENABLED


def test_every_installed_plugin_is_listed_by_name_and_none_imported(install):
    install("xtwo", "raise RuntimeError")
    install("xone", "raise RuntimeError")
    names = [entry.name for entry in installed()]
    assert names == sorted(names)
    assert {"echo", "stalled", "xone", "xtwo"} <= set(names)


def test_what_is_not_wanted_is_not_imported(install):
    install("xgood", GOOD)
    install("xother", GOOD)
    load_(want("xgood"))
    assert "qbitrr_xgood" in sys.modules
    assert "qbitrr_xother" not in sys.modules


def test_nothing_wanted_is_nothing_loaded():
    loaded = load_([])
    assert (loaded.records, loaded.problems, loaded.broken) == ((), (), ())


# One that cannot be loaded


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("raise RuntimeError('no such luck')", "RuntimeError: no such luck"),
        ("import sys; sys.exit(3)", "SystemExit: 3"),
        ("assert False, 'not on this machine'", "AssertionError: not on this machine"),
        ("import qbitrr_has_no_such_module", "ModuleNotFoundError: No module named 'qbitrr_has_no_such_module'"),
        ("from qbitrr import NoSuchName", "ImportError: cannot import name 'NoSuchName' from 'qbitrr'"),
        ("class Plugin", "SyntaxError: "),
        ("Other = object", "AttributeError: module 'qbitrr_xbad' has no attribute 'Plugin'"),
    ],
)
def test_one_that_cannot_be_imported_is_a_load_error(install, source, reason):
    install("xbad", source)
    record = record_of("xbad")
    assert record.status is Status.LOAD_ERROR
    assert record.reason.startswith(reason)


@pytest.mark.parametrize("error", ["RuntimeError", "SystemExit", "BaseException"])
def test_one_that_cannot_be_made_is_a_load_error(install, error):
    install("xbad", f"class Plugin:\n    hook_api = 1\n    def __init__(self, config): raise {error}('no disk')\n")
    record = record_of("xbad")
    assert (record.status, record.reason) == (Status.LOAD_ERROR, f"{error}: no disk")


@pytest.mark.parametrize("where", ["", "class Plugin:\n    hook_api = 1\n    def __init__(self, config): "])
def test_an_error_that_cannot_be_shown_is_named_at_least(install, where):
    mute = "class Mute(BaseException):\n    def __str__(self): return 1 / 0\n"
    install("xbad", f"{mute}{where}raise Mute")
    record = record_of("xbad")
    assert (record.status, record.reason) == (Status.LOAD_ERROR, "Mute")


def test_one_that_is_not_installed_is_a_load_error():
    record = record_of("xmissing")
    assert record.status is Status.LOAD_ERROR
    assert record.reason == "no installed distribution provides a plugin named xmissing"


@pytest.mark.parametrize("entry", ["qbitrr_xthief", "qbitrr_xtwice"])
def test_one_that_two_distributions_provide_is_a_load_error_and_neither_is_imported(install, entry):
    install("xtwice", GOOD)
    install("xtwice", GOOD, distribution="qbitrr-xthief", package="qbitrr_xthief", entry=entry)
    record = record_of("xtwice")
    assert record.status is Status.LOAD_ERROR
    assert record.reason == "more than one installed distribution provides a plugin named xtwice"
    assert not {"qbitrr_xtwice", "qbitrr_xthief"} & sys.modules.keys()


@pytest.mark.parametrize(
    ("distribution", "package"),
    [("other-xname", "other_xname"), ("qbitrr-xname", "other_xname"), ("other-xname", "qbitrr_xname")],
)
def test_one_that_does_not_follow_the_naming_rule_is_a_load_error(install, distribution, package):
    install("xname", GOOD, distribution=distribution, package=package)
    record = record_of("xname")
    assert record.status is Status.LOAD_ERROR
    assert record.reason == f"distribution '{distribution}' must be named qbitrr-x, its package '{package}' qbitrr_x"
    assert package not in sys.modules


@pytest.mark.parametrize("distribution", ["Qbitrr-Xcase", "qbitrr_xcase", "qbitrr.xcase"])
def test_other_spellings_of_one_distribution_name_are_the_same(install, distribution):
    install("xcase", GOOD, distribution=distribution, package="qbitrr_xcase")
    assert record_of("xcase").reason == ""


def test_one_distribution_may_bring_several_plugins(install):
    install("xrule", GOOD, distribution="qbitrr-xrules", package="qbitrr_xrules")
    assert record_of("xrule").distribution == "qbitrr-xrules"


def test_the_class_alone_can_be_had_and_its_lack_is_a_lookup_error(install):
    install("xgood", GOOD)
    assert import_class("xgood").__name__ == "Plugin"
    with pytest.raises(LookupError, match="no installed distribution"):
        import_class("xmissing")


# One that was made for something else


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("class Plugin:\n    hook_api = 0\n", "it says hook_api = 0; this is hook API 1"),
        ("class Plugin:\n    hook_api = 2\n", "it says hook_api = 2; this is hook API 1"),
        ("class Plugin: ...\n", "it says hook_api = None; this is hook API 1"),
        (with_hook("@hookimpl\ndef qbitrr_frobnicate(self): ..."), "no such hook: qbitrr_frobnicate"),
        (with_hook("def qbitrr_classify(self, torrent): ..."), "qbitrr_classify is not marked with @hookimpl"),
        (
            with_hook("@hookimpl(wrapper=True)\ndef qbitrr_classify(self):\n    return (yield)"),
            "qbitrr_classify is a wrapper; each plugin is asked on its own",
        ),
        (
            with_hook("@hookimpl(hookwrapper=True)\ndef qbitrr_classify(self):\n    yield"),
            "qbitrr_classify is a wrapper; each plugin is asked on its own",
        ),
        (
            with_hook("@hookimpl\ndef qbitrr_classify(self, torrent, facts=None): ..."),
            "qbitrr_classify: argument facts must not have a default",
        ),
        (with_hook("@hookimpl\ndef classify(self, torrent): ..."), "no such hook: classify"),
        (
            with_hook("@hookimpl(specname='qbitrr_classify')\ndef qbitrr_action(self): ..."),
            "qbitrr_action has the specname qbitrr_classify; a method is named as its hook",
        ),
        (
            with_hook("@hookimpl\nasync def qbitrr_classify(self): ..."),
            "qbitrr_classify must answer when it is called: no async, no yield",
        ),
        (
            with_hook("@hookimpl\ndef qbitrr_classify(self):\n    yield"),
            "qbitrr_classify must answer when it is called: no async, no yield",
        ),
        (
            with_hook("@hookimpl\ndef qbitrr_classify(self, *, torrent): ..."),
            "qbitrr_classify: argument torrent must not be keyword-only",
        ),
        (with_hook("qbitrr_classify = 7"), "qbitrr_classify is not marked with @hookimpl"),
        (
            with_hook("@hookimpl\ndef qbitrr_classify(self, torrents): ..."),
            "qbitrr_classify has no argument 'torrents'",
        ),
        (
            with_hook("def qbitrr_classify(self): ...\n@hookimpl\ndef qbitrr_close(self): ..."),
            "qbitrr_classify is not marked with @hookimpl; no such hook: qbitrr_close",
        ),
    ],
)
def test_one_that_was_made_for_another_contract_is_incompatible(install, source, reason):
    install("xold", source)
    record = record_of("xold")
    assert (record.status, record.reason) == (Status.INCOMPATIBLE, reason)


# One with wrong options


def test_wrong_options_are_a_config_error_with_a_guess(install):
    install("xgood", GOOD)
    loaded = load_(want("xgood", MaxRatoi=2))
    (record,) = loaded.records
    assert (record.status, record.reason) == (
        Status.CONFIG_ERROR,
        "[xgood] MaxRatoi: expected a known key; did you mean MaxRatio?",
    )
    assert [(problem.section, problem.key) for problem in loaded.problems] == [("xgood", "MaxRatoi")]


def test_everything_that_is_wrong_is_said_at_once(install):
    install("xgood", GOOD)
    record = record_of("xgood", MaxRatio="much", Titel="x")
    assert record.reason.split("; [")[0] == '[xgood] MaxRatio = "much": expected a number'
    assert "did you mean Title?" in record.reason


@pytest.mark.parametrize("config", ["dict", "'options'", "type('Config', (), {})", "__import__('pydantic').BaseModel"])
def test_options_of_another_kind_are_incompatible(install, config):
    install("xodd", f"class Plugin:\n    hook_api = 1\n    Config = {config}\n    def __init__(self, config): ...\n")
    record = record_of("xodd")
    assert (record.status, record.reason) == (Status.INCOMPATIBLE, "its Config is no PluginConfig")


def test_options_whose_own_check_crashes_are_a_load_error(install):
    check = """
            @pydantic.field_validator("title")
            @classmethod
            def check(cls, title):
                raise KeyError("oops")
    """
    head, tail = GOOD.split("            max_ratio: float = 1.0\n")
    install("xcrash", f"import pydantic\n{dedent(head + check.lstrip(chr(10)) + tail)}")
    record = record_of("xcrash", Title="x")
    assert (record.status, record.reason) == (Status.LOAD_ERROR, "KeyError: 'oops'")


# What a broken one costs

BROKEN = {
    "xraises": ("raise RuntimeError('no')", Status.LOAD_ERROR),
    "xexits": ("raise SystemExit", Status.LOAD_ERROR),
    "xold": ("class Plugin:\n    hook_api = 0\n", Status.INCOMPATIBLE),
    "xwrong": (GOOD.replace('title: str = ""', "title: str"), Status.CONFIG_ERROR),
}


def test_broken_ones_cost_themselves_only_and_are_remembered_as_broken(install):
    for name, (source, _) in BROKEN.items():
        install(name, source)
    install("xgood", GOOD)
    loaded = load_(want("xraises", "xexits", "xgood", "xold", "xwrong"))
    assert {record.name: record.status for record in loaded.broken} == {
        name: status for name, (_, status) in BROKEN.items()
    }
    assert all(record.reason for record in loaded.broken)
    assert Hooks(loaded.manager).plugins == {"xgood"}


@pytest.mark.parametrize("when", ["", "class Plugin:\n    hook_api = 1\n    def __init__(self, config): "])
def test_being_asked_to_end_passes_through_the_loading(install, when):
    install("xends", f"from qbitrr.errors import Shutdown\n{when}raise Shutdown(0)")
    with pytest.raises(Shutdown):
        load_(want("xends"))
