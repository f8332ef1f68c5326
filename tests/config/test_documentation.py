"""The configuration page says what is so."""

import re
import tomllib
from pathlib import Path

import pytest
from cogapp import Cog

from qbitrr.config import PluginConfig, QbitConfig, Settings, load
from qbitrr.config.fields import options_of

PAGE = Path(__file__).parents[2] / "docs" / "configuration.md"


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(), re.DOTALL)


def test_the_tables_are_those_of_the_models(capsys):
    assert Cog().main(["cog", "--check", str(PAGE)]) == 0


@pytest.mark.parametrize("text", blocks("toml"))
def test_the_example_can_be_loaded(tmp_path, text):
    path = tmp_path / "config.toml"
    path.write_text(text)
    assert tomllib.loads(text)
    assert load(path, {}).problems == ()


@pytest.mark.parametrize("text", blocks("python"))
def test_the_plugins_options_are_options(text):
    names = {}
    exec(text, names)
    assert issubclass(names["Config"], PluginConfig)
    assert names["Config"](api_key="k", MaxETA=-1).max_eta is None


@pytest.mark.parametrize("model", [Settings, QbitConfig])
def test_every_key_of_the_core_has_its_row(model):
    text = PAGE.read_text()
    assert all(option.table or f"| `{'.'.join(option.path)}` |" in text for option in options_of(model))
