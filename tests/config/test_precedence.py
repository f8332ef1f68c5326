"""Environment before file before default, for every key of every model of the core."""

import json
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field, SecretStr

from qbitrr.config import Duration, PluginConfig, QbitConfig, Settings, Size, validate
from qbitrr.config.environment import flat, variable
from qbitrr.config.fields import options_of
from qbitrr.config.sections import RuleKeys, SectionKeys


class Everything(PluginConfig):
    """One option of each type, with defaults that are neither false nor 0 nor empty."""

    flag: bool = True
    count: int = 7
    share: float = 0.7
    word: str = "word"
    key: SecretStr = Field(default=SecretStr("secret"), alias="APIKey")
    wait: Duration = timedelta(7)
    may_wait: Duration | None = timedelta(7)
    room: Size = 7
    names: tuple[str, ...] = ("seven",)
    rows: list[dict[str, int]] = Field(default_factory=lambda: [{"seven": 7}])
    profiles: dict[str, str] = Field(default_factory=lambda: {"seven": "7"})


MODELS = {
    "Settings": Settings,
    "qBit-seedbox": QbitConfig,
    "Radarr-4K": Everything,
    "Plugins.stalled": Everything,
    "Sonarr.Plugins.stalled": Everything,
    "Lidarr": SectionKeys,
    "Plugins.slow": RuleKeys,
}
# What may be written for a type of option: (in a variable, in the file), several that mean different things.
FORMS = {
    "true or false": [("false", False), ("true", True), ("0", False), ("1", True)],
    "whole number": [("0", 0), ("1", 1), ("8", 8)],
    "number": [("0", 0), ("0.5", 0.5), ("1", 1)],
    "text": [("", ""), ("0", "0"), ("false", "false"), ("a, b", "a, b")],
    "text, secret": [("", ""), ("0", "0"), ("s3cret", "s3cret")],
    "duration": [("0", 0), ("15m", "15m"), ("30", 30)],
    "size": [("0", 0), ("10G", "10G")],
    "list": [("", []), ("a", ["a"]), ("a, b", ["a", "b"]), ('["a,b"]', ["a,b"])],
    "table": [("{}", {}), ('{"a": "b"}', {"a": "b"})],
}
OTHER_FORMS = {
    ("Trust",): [("observe", "observe"), ("remove", "remove")],
    ("ConsoleLevel",): [("ERROR", "ERROR"), ("DEBUG", "DEBUG")],
    ("Rows",): [("[]", []), ('[{"a": 1}]', [{"a": 1}])],
    ("PathMappings",): [("[]", []), ('[{"Client": "/a", "Here": "/b"}]', [{"Client": "/a", "Here": "/b"}])],
    ("Host",): [("0", "0"), ("http://seedbox", "http://seedbox")],
    ("Database",): [("", ""), ("postgresql://host/name", "postgresql://host/name")],
    ("Safety",): [("{}", {}), ('{"MinFailing": 8}', {"MinFailing": 8})],
    ("Search",): [("{}", {}), ('{"PerHour": 8}', {"PerHour": 8})],
    ("Search", "QuietHours"): [("", []), ("23:00-07:00, 12:00-13:30", ["23:00-07:00", "12:00-13:30"])],
}
KEYS = [
    pytest.param(section, model, option, id=variable(section, *option.path))
    for section, model in MODELS.items()
    for option in options_of(model)
]


def forms(option):
    return OTHER_FORMS.get(option.path) or FORMS[option.kind]


def value_of(config, option):
    table = config.model_dump(by_alias=True)
    for part in option.path:
        table = table[part]
    return table.get_secret_value() if isinstance(table, SecretStr) else table


def in_tables(path, value):
    return in_tables(path[:-1], {path[-1]: value}) if path else value


def resolved(section, model, option, *, file=None, environ=None):
    given = in_tables(option.path, file[0]) if file else {}
    config, problems = validate(model, section, given, environ or {})
    if config is None:
        pytest.skip(f"out of this option's range: {problems}")
    return value_of(config, option)


def written_and_read(model, option):
    """What the option's forms mean, for those in its range."""
    for text, plain in forms(option):
        config, _ = validate(model, "X", in_tables(option.path, plain), {})
        if config is not None:
            yield text, plain, value_of(config, option)


@pytest.mark.parametrize(("section", "model", "option"), KEYS)
def test_the_file_comes_before_the_default(section, model, option):
    for _, plain, meant in written_and_read(model, option):
        assert resolved(section, model, option, file=(plain,)) == meant


@pytest.mark.parametrize(("section", "model", "option"), KEYS)
def test_the_environment_comes_before_the_file(section, model, option):
    readings = list(written_and_read(model, option))
    assert len({str(meant) for *_, meant in readings}) > 1
    for text, _, meant in readings:
        for _, in_the_file, _ in readings:
            environ = {variable(section, *option.path): text}
            assert resolved(section, model, option, file=(in_the_file,), environ=environ) == meant
            assert resolved(section, model, option, environ=environ) == meant


@settings(max_examples=60)
@given(
    st.sampled_from([(s, m, o) for s, m in MODELS.items() for o in options_of(m)]), st.randoms(use_true_random=False)
)
def test_underscores_and_case_in_a_variable_do_not_matter(key, random):
    section, model, option = key
    text, _, meant = next(written_and_read(model, option))
    letters = flat(section, *option.path)
    name = "QBITRR_" + "".join(random.choice((letter, letter.upper(), f"_{letter}")) for letter in letters)
    assert resolved(section, model, option, environ={name: text}) == meant


@pytest.mark.parametrize(
    ("name", "section", "field"),
    [
        ("QBITRR_SETTINGS_CONSOLE_LEVEL", "Settings", "ConsoleLevel"),
        ("QBITRR_SETTINGS_LOGGING", "Settings", "Logging"),
        ("QBITRR_SETTINGS_LOOP_SLEEP_TIMER", "Settings", "LoopSleepTimer"),
        ("QBITRR_SETTINGS_IGNORE_TORRENTS_YOUNGER_THAN", "Settings", "IgnoreTorrentsYoungerThan"),
        ("QBITRR_QBIT_DISABLED", "qBit", "Disabled"),
        ("QBITRR_QBIT_HOST", "qBit", "Host"),
        ("QBITRR_QBIT_PORT", "qBit", "Port"),
        ("QBITRR_QBIT_USERNAME", "qBit", "UserName"),
        ("QBITRR_QBIT_PASSWORD", "qBit", "Password"),
    ],
)
def test_the_names_that_users_know_keep_working(name, section, field):
    model = Settings if section == "Settings" else QbitConfig
    option = next(option for option in options_of(model) if option.path == (field,))
    *_, (text, _, meant) = written_and_read(model, option)
    assert resolved(section, model, option, environ={name: text}) == meant


def test_a_table_from_the_environment_can_be_corrected_key_by_key():
    environ = {
        "QBITRR_SETTINGS_SAFETY": json.dumps({"MaxRemovals": 3, "MinFailing": 8}),
        "QBITRR_SETTINGS_SAFETY_MAX_REMOVALS": "4",
    }
    config, _ = validate(Settings, "Settings", {"Safety": {"MaxRemovals": 2}}, environ)
    assert (config.safety.max_removals, config.safety.min_failing) == (4, 8)


def test_a_rules_variable_holds_in_every_section_and_its_own_one_before():
    options = {"Count": 1}
    general = {"QBITRR_PLUGINS_STALLED_COUNT": "2"}
    own = {"QBITRR_RADARR_4K_PLUGINS_STALLED_COUNT": "3"}
    section = "Radarr-4K.Plugins.stalled"
    counts = [validate(Everything, section, options, environ)[0].count for environ in ({}, general, general | own)]
    assert counts == [1, 2, 3]


def test_two_variables_that_differ_for_one_key_are_a_problem():
    config, problems = validate(QbitConfig, "qBit", {}, {"QBITRR_QBIT_USERNAME": "a", "QBITRR_QBIT_USER_NAME": "b"})
    assert config is None
    assert [str(problem) for problem in problems] == [
        "[qBit] UserName: expected one environment variable; QBITRR_QBIT_USERNAME and QBITRR_QBIT_USER_NAME differ"
    ]


@pytest.mark.parametrize("where", ["file", "environment"])
def test_change_me_counts_as_unset(where):
    file = {"Host": "CHANGE_ME"} if where == "file" else {"Host": "seedbox"}
    environ = {} if where == "file" else {"QBITRR_QBIT_HOST": "CHANGE_ME"}
    config, _ = validate(QbitConfig, "qBit", file, environ)
    assert config.host == ("localhost" if where == "file" else "seedbox")


def test_a_value_from_the_environment_that_is_wrong_names_its_variable():
    _, problems = validate(QbitConfig, "qBit", {}, {"QBITRR_QBIT_PORT": ""})
    assert str(problems[0]) == '[qBit] Port = "": expected a whole number; it was set by QBITRR_QBIT_PORT'
