"""The first start's file and the reference, both made from the models."""

import re
import tomllib
from datetime import timedelta

import pytest
from pydantic import Field, SecretStr

from qbitrr.config import Duration, PluginConfig, QbitConfig, Settings, Size, load, validate
from qbitrr.config.fields import options_of
from qbitrr.config.reference import option_table
from qbitrr.config.template import example, init


class Limits(PluginConfig):
    high: Size = Field(default=1024**3, description="The upper limit.")


class Radarr(PluginConfig):
    uri: str = Field(alias="URI", description="Where Radarr is.")
    api_key: SecretStr = Field(alias="APIKey", description="Its API key.")
    max_eta: Duration | None = Field(default=None, alias="MaxETA", description="The longest wait.")
    delay: Duration = Field(default=timedelta(minutes=90), description="A delay.")
    names: tuple[str, ...] = Field(default=('a "b"', "c"), description="Some names | tags.")
    profiles: dict[str, str] = Field(default_factory=lambda: {"a b": "c"}, description="Profiles.")
    limits: Limits = Field(default_factory=Limits, description="The limits.")


MODELS = {"Radarr": Radarr, "Plugins.stalled": Radarr}


def test_the_example_can_be_read_and_changes_nothing(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(example(MODELS))
    configuration = load(path, {})
    assert configuration.settings == Settings()
    assert configuration.clients == {"qBit": QbitConfig()}
    assert configuration.plugins == {}
    assert configuration.problems == ()


def test_every_default_stands_in_the_example_as_it_may_be_written():
    text = re.sub(r"^# (?=\w+ = )", "", example(MODELS), flags=re.MULTILINE)
    document = tomllib.loads(text)
    assert validate(Settings, "Settings", document["Settings"], {})[0] == Settings()
    radarr = document["Radarr"] | {"URI": "x", "APIKey": "y"}
    del radarr["Managed"]
    assert validate(Radarr, "Radarr", radarr, {})[0] == Radarr(URI="x", APIKey="y")


@pytest.mark.parametrize("model", [Settings, QbitConfig, Radarr])
def test_every_option_is_described_in_the_example(model):
    text = " ".join(line.removeprefix("# ") for line in example(MODELS).splitlines())
    assert all(option.field.description and option.field.description in text for option in options_of(model))


def test_rules_are_off_until_somebody_wants_them():
    assert tomllib.loads(example(MODELS))["Plugins"]["stalled"]["Enabled"] is False


def test_the_first_start_says_what_to_fill_in(tmp_path):
    path = tmp_path / "new" / "config.toml"
    assert init(path, {"Radarr": Radarr}) == (
        "[qBit] Host",
        "[qBit] UserName",
        "[qBit] Password",
        "[Radarr] URI",
        "[Radarr] APIKey",
    )
    assert path.read_text().count('= "CHANGE_ME"') == 5
    assert load(path, {}).unfilled == ("Radarr",)
    _, problems = validate(Radarr, "Radarr", tomllib.loads(path.read_text())["Radarr"], {})
    assert [problem.key for problem in problems] == ["URI", "APIKey"]


@pytest.mark.parametrize("dangling", [False, True])
def test_a_file_that_is_there_is_never_overwritten(tmp_path, dangling):
    path = tmp_path / "config.toml"
    path.symlink_to(tmp_path / "elsewhere") if dangling else path.write_text("mine")
    assert init(path, MODELS) is None
    assert dangling or path.read_text() == "mine"


def test_the_reference_has_a_row_for_each_option():
    assert option_table(Radarr, "Radarr-4K").splitlines()[2:] == [
        "| `URI` | text | required | `QBITRR_RADARR_4K_URI` | Where Radarr is. |",
        "| `APIKey` | text, secret | required | `QBITRR_RADARR_4K_API_KEY` | Its API key. |",
        "| `MaxETA` | duration | `-1` | `QBITRR_RADARR_4K_MAX_ETA` | The longest wait. |",
        '| `Delay` | duration | `"1h30m"` | `QBITRR_RADARR_4K_DELAY` | A delay. |',
        '| `Names` | list | `["a \\"b\\"", "c"]` | `QBITRR_RADARR_4K_NAMES` | Some names \\| tags. |',
        '| `Profiles` | table | `{ "a b" = "c" }` | `QBITRR_RADARR_4K_PROFILES` | Profiles. |',
        '| `Limits.High` | size | `"1G"` | `QBITRR_RADARR_4K_LIMITS_HIGH` | The upper limit. |',
    ]


@pytest.mark.parametrize("model", [Settings, QbitConfig])
def test_every_option_of_the_core_has_a_meaning_and_a_default(model):
    assert all(option.field.description and not option.field.is_required() for option in options_of(model))
