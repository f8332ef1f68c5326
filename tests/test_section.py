"""How the plugins of a section are, as its records say."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from qbitrr import Failure, logs
from qbitrr.cli.installed import entries, imported
from qbitrr.config import InstanceSection, Settings
from qbitrr.config.client_sections import read_client
from qbitrr.config.sections import ClientPart, read_instance
from qbitrr.config.validation import RULE_KEYS
from qbitrr.plugins import PluginRecord, Status
from qbitrr.section import HEARING, JUDGING, availability, faulty, hosts, is_for_clients, load_plugins
from qbitrr.testing.builders import NOW
from qbitrr.trust import Trust

LATER = NOW + timedelta(minutes=1)
RADARR = PluginRecord("Radarr-4K", "radarr", Status.ENABLED, NOW)
AWAY = replace(RADARR, status=Status.UNAVAILABLE, reason="connection refused")


def test_a_plugin_that_cannot_say_is_unavailable_since_then_and_why():
    (record,) = availability([RADARR], {"Radarr-4K": "connection refused"}, LATER)
    assert record == replace(AWAY, since=LATER)


def test_it_stays_unavailable_since_the_first_time():
    assert availability([AWAY], {"Radarr-4K": "timed out"}, LATER) == (AWAY,)


def test_it_is_enabled_again_when_it_can_say():
    assert availability([AWAY], {}, LATER) == (replace(RADARR, since=LATER),)


@pytest.mark.parametrize("status", [Status.DISABLED, Status.LOAD_ERROR, Status.CONFIG_ERROR, Status.FAULTY])
def test_what_is_otherwise_wrong_stays_so(status):
    record = replace(RADARR, status=status)
    assert availability([record], {}, LATER) == (record,)
    assert availability([record], {"Radarr-4K": "refused"}, LATER) == (record,)


def test_a_plugin_that_failed_is_faulty_since_the_first_time():
    failure = Failure("Radarr-4K", "qbitrr_action", "ZeroDivisionError: boom")
    (once,) = faulty([RADARR], failure, LATER)
    assert (once.status, once.since, once.reason) == (Status.FAULTY, LATER, "qbitrr_action: ZeroDivisionError: boom")
    assert faulty([once], failure, LATER + timedelta(hours=1)) == (once,)


def test_the_secrets_of_a_plugins_options_are_kept_out_of_the_log(monkeypatch):
    monkeypatch.setattr(logs, "_secrets", set())
    options = {"URI": "http://box:7878", "APIKey": "0123456789abcdef"}
    load_plugins(InstanceSection("Radarr", "radarr", True, options, {}), NOW, {})
    assert logs.redact("X-Api-Key: 0123456789abcdef") == "X-Api-Key: ***"


PROWLARR = {"URI": "http://box:9696", "APIKey": "0123456789abcdef"}


@pytest.mark.parametrize(("kind", "options"), [("prowlarr", PROWLARR), ("stalled", {}), ("echo", {})])
def test_a_section_of_a_plugin_that_only_helps_others_is_told_where_it_belongs(kind, options):
    name = f"{kind.capitalize()}-New"
    (problem,) = load_plugins(InstanceSection(name, kind, True, options, {}), NOW, {}).problems
    assert (problem.section, problem.fatal) == (name, False)
    assert f"write its options below [Plugins.{kind}]" in str(problem)


@pytest.mark.parametrize("rule", ["space", "queue_order", "orphans"])
def test_a_rule_for_clients_as_a_whole_is_told_where_it_belongs_and_runs_nowhere_else(rule):
    options = {"URI": "http://box:7878", "APIKey": "0123456789abcdef"}
    loaded = load_plugins(InstanceSection("Radarr", "radarr", True, options, {rule: {}, "stalled": {}}), NOW, {})
    (problem,) = loaded.problems
    assert (problem.section, problem.fatal) == (f"Radarr.Plugins.{rule}", False)
    assert f"write its options below [qBit.Plugins.{rule}]" in str(problem)
    assert [loaded.manager.has_plugin(name) for name in ("Radarr", rule, "stalled")] == [True, False, True]
    (record,) = [one for one in loaded.records if one.name == rule]
    assert (record.status, record.reason) == (Status.DISABLED, problem.hint)
    assert loaded.broken == ()


@pytest.mark.parametrize("rule", ["space", "queue_order", "orphans"])
def test_a_rule_for_clients_as_a_whole_runs_in_a_clients_section(rule):
    client = InstanceSection("qBit", "qbit", True, {}, {rule: {}}, client=ClientPart(("a",)))
    loaded = load_plugins(client, NOW, {})
    assert loaded.problems == ()
    assert loaded.manager.has_plugin(rule)


@pytest.mark.parametrize(
    ("hooks", "for_clients"),
    [
        ({"qbitrr_balance"}, True),
        ({"qbitrr_tend"}, True),
        ({"qbitrr_tend", "qbitrr_commands", "qbitrr_worker_start"}, True),
        ({"qbitrr_balance", "qbitrr_post_action"}, True),
        ({"qbitrr_commands", "qbitrr_worker_start"}, False),
        ({"qbitrr_indexers"}, False),
        *((({"qbitrr_tend", hook}), False) for hook in ("qbitrr_classify", "qbitrr_fetch", "qbitrr_wanted")),
        *((({"qbitrr_balance", hook}), False) for hook in sorted(JUDGING)),
        *((({"qbitrr_tend", hook}), False) for hook in sorted(HEARING)),
    ],
)
def test_a_rule_is_for_clients_as_a_whole_when_it_has_no_part_in_what_sections_do(hooks, for_clients):
    assert is_for_clients(hooks) is for_clients


def test_of_all_that_is_bundled_only_these_are_for_clients_as_a_whole():
    plugins = [imported(entry) for entry in entries().values()]
    assert {one.name for one in plugins if one.of_clients} == {"space", "queue_order", "orphans"}
    assert not any(one.of_clients for one in plugins if one.owns or one.name == "prowlarr")


def test_a_section_of_an_app_is_where_it_belongs():
    options = {"URI": "http://box:7878", "APIKey": "0123456789abcdef"}
    rules = {"prowlarr": PROWLARR, "stalled": {}}
    assert load_plugins(InstanceSection("Radarr", "radarr", True, options, rules), NOW, {}).problems == ()


@pytest.mark.parametrize(
    ("general", "own", "told"),
    [
        ({"Strikes": 0}, {}, ["greater than or equal to 1; it stands in [Plugins.stalled]"]),
        ({"Strikes": 0}, {"Strikes": -1}, ["greater than or equal to 1"]),
        ({}, {"Strikes": 0}, ["greater than or equal to 1"]),
        ({"Strikse": 1}, {}, ["a known key; did you mean Strikes?; it stands in [Plugins.stalled]"]),
        ({"Trust": "obsrve"}, {"Strikes": 1}, [f"{RULE_KEYS['Trust']}; it stands in [Plugins.stalled]"]),
    ],
)
@pytest.mark.parametrize("section", ["Radarr", "qBit"])
def test_a_mistake_in_the_table_for_every_section_is_told_with_its_place(section, general, own, told):
    options = {"ManagedCategories": ["mine"], "Plugins": {"stalled": own}}
    if section == "qBit":
        _, found, _ = read_client("qBit", options, {"stalled": general}, {})
    else:
        found, _ = read_instance("Radarr", {"Plugins": {"stalled": own}}, {"stalled": general}, {})
    problems = load_plugins(found, NOW, {}).problems
    of_rule = [str(one) for one in problems if one.section == f"{section}.Plugins.stalled"]
    assert [one.partition("expected ")[2] for one in of_rule] == told


def test_a_variable_is_the_place_of_its_own_mistakes():
    found, _ = read_instance("Radarr", {}, {"stalled": {"Strikes": 1}}, {})
    problems = load_plugins(found, NOW, {"QBITRR_PLUGINS_STALLED_STRIKES": "0"}).problems
    (told,) = [str(one) for one in problems if one.section == "Radarr.Plugins.stalled"]
    assert told.endswith("; it was set by QBITRR_PLUGINS_STALLED_STRIKES")


@pytest.mark.parametrize("trust", Trust)
def test_a_plugin_is_told_whether_it_is_trusted_to_observe_only(trust):
    store = SimpleNamespace(notes=lambda _: None, folder=None)
    host_of = hosts("qBit", store, Settings(), trust={"orphans": trust})
    assert host_of("orphans").observing is (trust is Trust.OBSERVE)
    assert not host_of("other").observing
