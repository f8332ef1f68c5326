"""How problems are told to users, and what they never say."""

from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field, SecretStr, field_validator

from qbitrr.config import Duration, PluginConfig, Problem, validate
from qbitrr.config.problems import did_you_mean

SECRET = "hunter2-hunter2"


class Row(BaseModel):
    name: str
    port: int = 1


class Rule(PluginConfig):
    uri: str = Field(alias="URI")
    api_key: SecretStr = Field(default=SecretStr(""), alias="APIKey", min_length=3)
    token: int = 0
    port: int = Field(default=1, ge=1, le=65535)
    enabled_for: Literal["all", "none"] = "all"
    wait: Duration | None = None
    either: int | bool = 0
    names: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    checked: SecretStr = SecretStr("")

    @field_validator("checked")
    @classmethod
    def _tell_on_it(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value():
            raise ValueError(f"I do not like {value.get_secret_value()}")
        return value


def sentences(options, environ=None):
    return [str(problem) for problem in validate(Rule, "Radarr-4K", {"URI": "x", **options}, environ or {})[1]]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"URI": "CHANGE_ME"}, "[Radarr-4K] URI: expected a value, as this key has no default"),
        ({"Prot": 1}, "[Radarr-4K] Prot: expected a known key; did you mean Port?"),
        ({"Xylophone": 1}, "[Radarr-4K] Xylophone: expected a known key"),
        ({"Port": "x"}, '[Radarr-4K] Port = "x": expected a whole number'),
        ({"Port": 0}, "[Radarr-4K] Port = 0: expected greater than or equal to 1"),
        ({"EnabledFor": "some"}, "[Radarr-4K] EnabledFor = \"some\": expected 'all' or 'none'"),
        ({"Names": "x"}, '[Radarr-4K] Names = "x": expected a list such as ["one", "two"]'),
        ({"Names": ["x", []]}, "[Radarr-4K] Names[1] = []: expected text in quotes"),
        ({"Either": "x"}, '[Radarr-4K] Either = "x": expected a whole number, or true or false'),
        ({"Rows": [{"name": "a", "prot": 1}, {"name": "b"}]}, None),
        ({"Rows": [{"name": "a", "port": "x"}]}, '[Radarr-4K] Rows[0].port = "x": expected a whole number'),
        ({"Port": "http://me:pw@host"}, '[Radarr-4K] Port = "http://…@host": expected a whole number'),
        ({"Port": "https://t.org/hunter2/announce"}, '[Radarr-4K] Port = "https://t.org/…": expected a whole number'),
        (
            {"Port": "udp://t.org/a?key=hunter2hunter2"},
            '[Radarr-4K] Port = "udp://t.org/a?key=…": expected a whole number',
        ),
        ({"Port": "http://host/radarr"}, '[Radarr-4K] Port = "http://host/radarr": expected a whole number'),
    ],
)
def test_a_problem_is_one_sentence(options, sentence):
    assert sentences(options) == ([sentence] if sentence else [])


def test_all_problems_are_told_at_once():
    assert len(sentences({"Port": 0, "Prot": 1, "Wait": "soon", "Names": 3})) == 4


@pytest.mark.parametrize("key", ["APIKey", "Token", "Checked", "APIKye", "Passwort", "Harmless"])
@pytest.mark.parametrize("wrong", [SECRET, [SECRET], {"x": SECRET}])
@pytest.mark.parametrize("where", ["file", "environment"])
def test_a_secret_is_never_told(key, wrong, where):
    if where == "file":
        config, problems = validate(Rule, "X", {"URI": "x", key: wrong}, {})
    else:
        config, problems = validate(Rule, "X", {"URI": "x"}, {f"QBITRR_X_{key.upper()}": str(wrong)})
    assert SECRET not in f"{config} {config!r} {problems!r} {' '.join(map(str, problems))}"


@given(st.text(), st.text(), st.text(), st.text())
def test_a_problem_can_always_be_told(section, key, value, hint):
    assert key in str(Problem(section, key, value, hint=hint))


@pytest.mark.parametrize(
    ("word", "answer"), [("prot", "did you mean Port?"), ("PORT", "did you mean Port?"), ("zebra", "")]
)
def test_the_nearest_word_is_offered(word, answer):
    assert did_you_mean(word, ["Host", "Port"]) == answer
