"""From a file and an environment to one configuration."""

import dataclasses
import pickle
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbitrr.config import ConfigError, PluginConfig, load, unused_variables, validate
from qbitrr.config.fields import key_names
from qbitrr.config.sections import RuleKeys
from qbitrr.config.validation import RULE_KEYS


@pytest.fixture
def configured(tmp_path):
    """A configuration from the text of its file."""

    def _configured(text="", environ=None, installed=("radarr", "stalled", "webui")):
        path = tmp_path / "config.toml"
        path.write_text(text)
        return load(path, environ or {}, installed=lambda: installed)

    return _configured


def told(configuration):
    return [str(problem) for problem in configuration.problems]


def test_an_empty_file_is_all_defaults(configured):
    configuration = configured()
    assert configuration.settings.loop_sleep_timer == timedelta(seconds=5)
    assert (configuration.clients, configuration.instances, configuration.plugins) == ({}, {}, {})
    assert configuration.problems == ()


def test_sections_go_to_whom_they_belong(configured):
    configuration = configured("""
        [Settings]
        ConsoleLevel = "TRACE"
        [qBit]
        [qBit-seedbox]
        Port = 1
        [WebUI]
        Port = 6969
        [Plugins.stalled]
        StallTimeout = "15m"
        [Radarr-4K]
        URI = "http://radarr"
        Torrent.AutoDelete = true
    """)
    assert configuration.settings.console_level == "DEBUG"
    assert [client.port for client in configuration.clients.values()] == [8080, 1]
    assert configuration.webui == {"Port": 6969}
    assert configuration.plugins == {"stalled": {"StallTimeout": "15m"}}
    radarr = configuration.instances["Radarr-4K"]
    assert (radarr.kind, radarr.managed) == ("radarr", True)
    assert radarr.options == {"URI": "http://radarr", "Torrent": {"AutoDelete": True}}
    assert radarr.rules == {"stalled": {"StallTimeout": "15m"}}
    assert configuration.problems == ()


def test_a_configuration_goes_to_another_process(configured):
    configuration = configured("[qBit]\n[Radarr]\n[Plugins.stalled]")
    assert pickle.loads(pickle.dumps(configuration)) == configuration
    with pytest.raises(dataclasses.FrozenInstanceError):
        configuration.settings = None


RULES = """
    [Plugins.stalled]
    Minutes = 1
    Limits = { low = 1, high = 2 }
    [Plugins.slow]
    Enabled = false
    [Plugins.files]
    [Radarr.Plugins.stalled]
    Minutes = 5
    Limits = { high = 3 }
    [Radarr.Plugins.slow]
    Enabled = true
    [Radarr.Plugins.files]
    Enabled = false
    [Radarr.Plugins.own]
    [Sonarr]
"""


def test_a_sections_rules_are_its_own_over_the_general_ones(configured):
    configuration = configured(RULES)
    general = {"stalled": {"Minutes": 1, "Limits": {"low": 1, "high": 2}}, "files": {}}
    assert configuration.plugins == general
    assert configuration.instances["Sonarr"].rules == general
    assert configuration.instances["Radarr"].rules == {
        "stalled": {"Minutes": 5, "Limits": {"low": 1, "high": 3}},
        "slow": {},
        "own": {},
    }


@pytest.mark.parametrize(
    ("name", "value", "everywhere", "in_radarr"),
    [
        ("QBITRR_PLUGINS_STALLED_ENABLED", "false", {"files"}, {"slow", "own"}),
        ("QBITRR_PLUGINS_SLOW_ENABLED", "1", {"stalled", "slow", "files"}, {"stalled", "slow", "own"}),
        ("QBITRR_RADARR_PLUGINS_STALLED_ENABLED", "0", {"stalled", "files"}, {"slow", "own"}),
        ("QBITRR_SECTIONS", "Plugins.new", {"stalled", "files", "new"}, {"stalled", "slow", "own", "new"}),
        ("QBITRR_SECTIONS", "Radarr.Plugins.new", {"stalled", "files"}, {"stalled", "slow", "own", "new"}),
    ],
)
def test_the_environment_switches_rules(configured, name, value, everywhere, in_radarr):
    configuration = configured(RULES, {name: value})
    assert configuration.plugins.keys() == everywhere
    assert configuration.instances["Radarr"].rules.keys() == in_radarr


def test_a_rule_that_cannot_be_read_fails_where_it_is_loaded(configured):
    configuration = configured('[Plugins.stalled]\nEnabled = "perhaps"\n[Radarr]')
    for section, options in (
        ("Plugins.stalled", configuration.plugins["stalled"]),
        ("Radarr.Plugins.stalled", configuration.instances["Radarr"].rules["stalled"]),
    ):
        config, problems = validate(PluginConfig, section, options, {})
        assert config is None
        assert [str(problem) for problem in problems] == [f'[{section}] Enabled = "perhaps": expected true or false']


def test_a_rule_whose_trust_cannot_be_read_fails_where_it_is_loaded(configured):
    configuration = configured('[Plugins.stalled]\nEnabled = true\nTrust = "a bit"\n[Radarr]')
    options = configuration.instances["Radarr"].rules["stalled"]
    config, problems = validate(PluginConfig, "Radarr.Plugins.stalled", options, {})
    assert config is None
    assert [str(problem) for problem in problems] == [
        "[Radarr.Plugins.stalled] Trust = \"a bit\": expected 'observe', 'tag', 'quarantine' or 'remove'"
    ]


def test_a_rule_whose_trust_cannot_be_read_tells_what_else_is_wrong_with_it(configured):
    configuration = configured('[Plugins.stalled]\nTrust = "obsrve"\nStrikse = 3\n[Radarr]')
    options = configuration.instances["Radarr"].rules["stalled"]
    _, problems = validate(PluginConfig, "Radarr.Plugins.stalled", options, {})
    assert [problem.key for problem in problems] == ["Trust", "Strikse"]


def test_a_rule_whose_trust_two_variables_tell_differently_fails_where_it_is_loaded(configured):
    environ = {"QBITRR_PLUGINS_STALLED_TRUST": "observe", "QBITRR_PLUGINS__STALLED__TRUST": "remove"}
    configuration = configured("[Plugins.stalled]\n[Radarr]", environ)
    options = configuration.instances["Radarr"].rules["stalled"]
    assert validate(PluginConfig, "Radarr.Plugins.stalled", options, {})[0] is None


def test_the_cores_keys_in_a_rules_table_are_known_by_one_list():
    assert list(RULE_KEYS) == list(key_names(RuleKeys).values())


@pytest.mark.parametrize(
    ("text", "environ", "trust"),
    [
        ("[Plugins.stalled]", {}, "quarantine"),
        ('[Plugins.stalled]\nTrust = "observe"', {}, "observe"),
        ('[Plugins.stalled]\nTrust = "observe"\n[Radarr.Plugins.stalled]\nTrust = "remove"', {}, "remove"),
        ("[Radarr.Plugins.stalled]", {"QBITRR_PLUGINS_STALLED_TRUST": "tag"}, "tag"),
    ],
)
def test_a_section_trusts_its_rules_as_it_says_itself_or_as_is_said_for_all(configured, text, environ, trust):
    radarr = configured(f"[Radarr]\n{text}", environ).instances["Radarr"]
    assert radarr.trust == {"stalled": trust}
    assert radarr.rules == {"stalled": {}}


def test_nothing_is_said_of_the_trust_in_a_rule_that_is_off(configured):
    radarr = configured('[Radarr]\n[Plugins.stalled]\nEnabled = false\nTrust = "remove"').instances["Radarr"]
    assert (radarr.trust, radarr.rules) == ({}, {})


@pytest.mark.parametrize(
    ("text", "lost", "problem"),
    [
        ("[qBit]\nPort = 0", "qBit", "[qBit] Port = 0: expected greater than or equal to 1"),
        ('[Radarr]\nManaged = "so"', "Radarr", '[Radarr] Managed = "so": expected true or false'),
        ("[Radarr]\nPlugins = 1", "Radarr", "[Radarr.Plugins]: expected a table of plugins"),
        ("[Radarr.Plugins]\nstalled = 1", "Radarr", "[Radarr.Plugins] stalled: expected a table"),
        ("[Plugins]\nstalled = 1", "Plugins", "[Plugins] stalled: expected a table"),
        ("[[Radarr]]\n[[Radarr]]", "Radarr", "Radarr: expected a section, written [Radarr]"),
        ("[Setings]\nLogging = true", "Setings", "[Setings]: expected the name of a section; did you mean Settings?"),
        ("[qbit]", "qbit", "[qbit]: expected the name of a section; did you mean qBit?"),
        ("[-4K]", "-4K", "[-4K]: expected the name of a section"),
    ],
)
def test_an_error_in_one_section_stops_only_that_section(configured, text, lost, problem):
    configuration = configured(f"{text}\n[qBit-good]\n[Radarr-good]")
    assert configuration.clients.keys() == {"qBit-good"}
    assert configuration.instances.keys() == {"Radarr-good"}
    assert lost not in configuration.plugins
    assert any(str(each).startswith(problem) and each.fatal for each in configuration.problems)


def test_a_wrong_setting_has_its_default_and_the_others_stay(configured):
    configuration = configured('[Settings]\nWorkerTimeout = "soon"\nLogging = false\nShutdownTimeut = 1')
    assert configuration.settings.worker_timeout == timedelta(minutes=5)
    assert not configuration.settings.logging
    assert not configuration.settings.dry_run
    assert len(told(configuration)) == 2
    assert not any(problem.fatal for problem in configuration.problems)


def test_a_wrong_row_of_a_setting_costs_no_other_setting(configured):
    configuration = configured(
        "[Settings]\nLogging = false\nProtectionTags = ['mine']\n[[Settings.PathMappings]]\nHere = '/x'"
    )
    assert (configuration.settings.logging, configuration.settings.protection_tags) == (False, ("mine",))
    assert configuration.settings.path_mappings == ()
    assert not any("none of it" in problem.hint for problem in configuration.problems)


@pytest.mark.parametrize(
    ("text", "environ"),
    [
        ('[Settings]\nDryRun = "maybe"', {}),
        ("[Settings]\nDryRum = true", {}),
        ("[Settings]\nProtectionTags = 5", {}),
        ("[Settings]\nProtectionTags = [['x']]", {}),
        ("[Settings]\nProtectionTag = ['keep']", {}),
        ("[Settings]\nProtectionCategories = 5", {}),
        ("[Settings]\nProtectionTrackers = 5", {}),
        ("[Settings]\nProtectionTracker = ['tracker.example.org']", {}),
        ("[[Settings.PathMappings]]\nClient = '/downloads'", {}),
        ('[Settings]\nIgnoreTorrentsYoungerThan = "long"', {}),
        ('[Settings]\nQuarantineFor = "long"', {}),
        ("[Settings]\nFailedCategory = false", {}),
        ("[Settings]\nFailedCategry = ''", {}),
        ("[Settings.Safety]\nMaxRemovals = -1", {}),
        ("[Settings.Safty]\nMaxRemovals = 1", {}),
        ("[Settings]\nSafety = 1", {}),
        ("Settings = 1", {}),
        ("DryRun = true", {}),
        ("[Setings]\nDryRun = true", {}),
        ("[settings]\nDryRun = true", {}),
        ("", {"QBITRR_SETTINGS_DRY_RUN": "maybe"}),
        ("", {"QBITRR_SETTINGS_DRYRUN_": "", "QBITRR_SETTINGS_DRY_RUN": "1"}),
        ("", {"QBITRR_SETTINGS_DRYRUM": "true"}),
    ],
)
def test_while_what_protects_torrents_cannot_be_read_the_run_is_dry(configured, text, environ):
    configuration = configured(text, environ)
    assert configuration.settings.dry_run
    assert any("[Settings] DryRun: it is on until" in sentence for sentence in told(configuration))


def test_environment_alone_is_enough(configured):
    environ = {
        "QBITRR_QBIT_HOST": "client",
        "QBITRR_SECTIONS": "Radarr-4K, qBit-seedbox,",
        "QBITRR_QBIT_SEEDBOX_PORT": "1",
        "QBITRR_RADARR_4K_MANAGED": "false",
    }
    configuration = configured("", environ)
    assert configuration.clients["qBit"].host == "client"
    assert configuration.clients["qBit-seedbox"].port == 1
    assert not configuration.instances["Radarr-4K"].managed


def test_a_section_that_the_file_has_is_not_added_again(configured):
    configuration = configured("[Radarr-4K]\nURI = 'x'", {"QBITRR_SECTIONS": "radarr-4k"})
    assert configuration.sections == ("Radarr-4K",)


def test_sections_with_the_same_variables_are_told(configured):
    assert told(configured("[Radarr-4K]\n[Radarr4K]")) == [
        "[Radarr4K]: its environment variables are also those of [Radarr-4K]"
    ]


def test_keys_of_later_versions_are_ignored_aloud(configured):
    configuration = configured("[Settings]\nPingURLS = []\n[qBit]")
    assert "qBit" in configuration.clients
    assert told(configuration) == ["[Settings] PingURLS: this version of qbitrr does not use it"]


def test_keys_that_stand_elsewhere_now_are_ignored_and_their_place_is_named(configured):
    configuration = configured("""
        [Settings]
        FreeSpace = "10G"
        FreeSpaceFolder = "/data"
        [qBit]
        Trackers = []
        CategorySeeding.MaxUploadRatio = 1
    """)
    assert "qBit" in configuration.clients
    assert told(configuration) == [
        "[Settings] FreeSpace: it is not used here: its place is KeepFree in [qBit.Plugins.space]",
        "[Settings] FreeSpaceFolder: it is not used here: its place is Folder in [qBit.Plugins.space]",
        (
            "[qBit] CategorySeeding: it is not used here: "
            "its place is [qBit.Plugins.seeding], and for hit and run [qBit.Plugins.obligations]"
        ),
        "[qBit] Trackers: it is not used here: its place is [Plugins.trackers]",
    ]


def test_a_page_that_is_not_installed_is_told(configured):
    assert told(configured("[WebUI]", installed=())) == [
        "[WebUI]: the page is not installed: add the package qbitrr-webui"
    ]


@pytest.mark.parametrize(
    ("version", "sentence"), [('"5.14.4"', "this is the file of another program"), ("99", "written by a newer qbitrr")]
)
def test_a_file_that_is_not_ours_or_newer_is_told(configured, version, sentence):
    configuration = configured(f"[Settings]\nConfigVersion = {version}\nLogging = false")
    assert [sentence in problem for problem in told(configuration)] == [True]
    assert not configuration.settings.logging


class Arr(PluginConfig):
    uri: str = "x"
    not_used_yet = frozenset({"EntrySearch"})


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("QBITRR_RADARR_4K_URI", None),
        ("QBITRR_RADARR_4K_MANAGED", None),
        ("QBITRR_RADARR_4K_PLUGINS_STALLED_URI", None),
        ("QBITRR_PLUGINS_STALLED_ENABLED", None),
        ("QBITRR_PLUGINS_UNKNOWN_X", None),
        ("QBITRR_SONARR_X", None),
        ("QBITRR_DOCKER_RUNNING", None),
        ("QBITRR_QBIT_PORT", None),
        ("OTHER_QBIT_PORT", None),
        ("QBITRR_RADARR_4K_URL", "expected the name of an option; did you mean QBITRR_RADARR_4K_URI?"),
        ("QBITRR_RADARR_8K_URI", "expected the name of an option; did you mean QBITRR_RADARR_4K_URI?"),
        ("QBITRR_QBIT_PROT", "expected the name of an option; did you mean QBITRR_QBIT_PORT?"),
        ("QBITRR_SETUP_TOKN", "expected the name of an option; did you mean QBITRR_SETUP_TOKEN?"),
        ("QBITRR_RADARR_4K_ENTRY_SEARCH_SEARCH_MISSING", "this version of qbitrr does not use it"),
        ("QBITRR_QBIT_PLUGINS_STALLED_URI", None),
        (
            "QBITRR_QBIT_CATEGORY_SEEDING_STALLED_DELAY",
            "it is not used here: its place is [qBit.Plugins.seeding], and for hit and run [qBit.Plugins.obligations]",
        ),
    ],
)
def test_variables_that_set_nothing_are_told_once_the_plugins_are_known(configured, name, sentence):
    environ = {name: "5"}
    configuration = configured("[qBit]\n[Radarr-4K]\n[Sonarr]\n[Plugins.stalled]\n[Plugins.unknown]", environ)
    problems = unused_variables(configuration, {"radarr": Arr, "stalled": Arr}, environ)
    assert [str(problem) for problem in problems] == ([f"{name}: {sentence}"] if sentence else [])


def test_a_variable_of_two_keys_is_told(configured):
    configuration = configured("[qBit]\n[Radarr]\n[Radarr-U]")
    clash = type("Clash", (PluginConfig,), {"__annotations__": {"uri": str, "ri": str}, "uri": "", "ri": ""})
    problems = unused_variables(configuration, {"radarr": clash}, {"QBITRR_RADARR_U_RI": "x"})
    assert "it stands for QBITRR_RADARR_URI of [Radarr] and QBITRR_RADARR_U_RI of [Radarr-U]" in str(problems[0])


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(["Enabled", "Managed", "Plugins", "Port", "Host", "Safety", "DryRun", "Password", "", "x.y"])


@given(
    document=st.dictionaries(
        st.sampled_from(["Settings", "qBit", "qBit-x", "Plugins", "Radarr", "WebUI", "Odd", ""]),
        st.dictionaries(KEYS, PLAIN, max_size=4) | PLAIN,
        max_size=4,
    ),
    environ=st.dictionaries(
        st.sampled_from(["QBITRR_SECTIONS", "QBITRR_QBIT_PORT", "QBITRR_", "QBITRR_SETTINGS_SAFETY", "QBITRR_X"]),
        st.text(),
        max_size=3,
    ),
)
def test_no_content_makes_loading_fail(document, environ):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qbitrr.config.configuration.read", lambda path: document)
        configuration = load(Path("config.toml"), environ, installed=frozenset)
    assert all(str(problem) for problem in configuration.problems)


@pytest.mark.parametrize(
    ("content", "line", "remedy"),
    [
        (b"[Settings]\nLogging = \xe2\x80\x9ctrue\xe2\x80\x9d", 2, "Replace the typographic quotes"),
        (b"[Settings]\nHost = seedbox", 2, "Put text in straight quotes"),
        (b'[Settings]\nFolder = "C:\\Movies"', 2, "Write a backslash twice"),
        (b"[A]\nx = 1\nx = 2", 3, "A key stands twice"),
        (b"[A]\n[B]\n[A]", 3, "A section stands twice"),
        (b'[A]\nx = "open', 2, "Close the quotes"),
        (b"[A]\nx = \xff", 2, "Save it as UTF-8"),
        (b"nonsense", 1, "Correct that line"),
    ],
)
def test_a_file_that_is_no_toml_is_told_with_line_and_remedy(tmp_path, content, line, remedy):
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as error:
        load(path, {})
    assert error.value.line == line
    assert str(error.value).startswith(f"{path}, line {line}: ")
    assert remedy in error.value.remedy


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(ConfigError, match="there is no such file"):
        load(tmp_path / "config.toml", {})


def test_a_folder_in_its_place_is_told(tmp_path):
    with pytest.raises(ConfigError, match="Is a directory"):
        load(tmp_path, {})


def test_the_mark_that_some_editors_write_does_not_matter(tmp_path):
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf[qBit]\r\nPort = 1\r\n")
    assert load(path, {}).clients["qBit"].port == 1


EXAMPLE = """
[Radarr]
URI = "http://radarr"
[Sonarr]
URI = "CHANGE_ME"
APIKey = "CHANGE_ME"
[Sonarr.EntrySearch.Overseerr]
OverseerrAPIKey = "CHANGE_ME"
[Lidarr]
URI = "http://lidarr"
APIKey = "CHANGE_ME"
"""


def test_a_section_that_nobody_has_filled_in_is_as_if_it_were_not_there(configured):
    configuration = configured(EXAMPLE, installed=("radarr", "sonarr", "lidarr"))
    assert configuration.unfilled == ("Sonarr",)
    assert configuration.instances.keys() == {"Radarr", "Lidarr"}
    assert "Sonarr" not in configuration.sections
    assert told(configuration) == []


def test_a_section_that_the_environment_fills_in_is_there(configured):
    configuration = configured(
        EXAMPLE, {"QBITRR_SONARR_URI": "http://sonarr"}, installed=("radarr", "sonarr", "lidarr")
    )
    assert configuration.unfilled == ()
    assert "Sonarr" in configuration.instances
