"""The base of options models, as plugin authors use it."""

import subprocess
import sys

import pytest
from pydantic import Field, ValidationError

from qbitrr.config import PluginConfig
from qbitrr.config.validation import validate


class Rule(PluginConfig):
    stall_timeout: int = 30
    minutes: int = 1
    uri: str = Field(default="", alias="URI")
    import_mode: str = Field(default="Auto", alias="importMode")


def test_a_field_has_a_key_in_the_style_of_the_file():
    assert Rule.model_validate({"StallTimeout": 5}).stall_timeout == 5


def test_a_field_may_be_given_by_its_own_name():
    assert Rule(minutes=5) == Rule(Minutes=5) == Rule.model_validate({"minutes": 5})


def test_a_field_may_have_a_key_of_its_own():
    assert Rule.model_validate({"URI": "http://radarr", "importMode": "Copy"}).import_mode == "Copy"


def test_unknown_keys_are_refused():
    with pytest.raises(ValidationError):
        Rule(Minuets=5)


def test_a_value_that_cannot_be_used_is_warned_of_and_the_rest_is_used():
    class Names(PluginConfig):
        names: tuple[str, ...] = ()

        def doubts(self):
            return [("Names", name, "it has no letters") for name in self.names if not name.isalpha()]

    options, problems = validate(Names, "Plugins.names", {"Names": ["a", "1"]}, {})
    assert options.names == ("a", "1")
    (problem,) = problems
    assert str(problem) == '[Plugins.names] Names = "1": it has no letters; it is not used, the rest is'
    assert not problem.fatal


def test_options_do_not_change():
    with pytest.raises(ValidationError):
        Rule().minutes = 5


def test_a_number_is_as_good_as_its_text():
    assert Rule(URI=12).uri == "12"


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("qbitrr.config", ("tomlkit", "pydantic")),
        ("qbitrr.config.places", ("tomlkit", "pydantic")),
        ("qbitrr.config.configuration", ("tomlkit",)),
        ("qbitrr.config.options", ("tomlkit",)),
    ],
)
def test_importing_is_cheap(module, absent):
    code = f"import sys, {module}; sys.exit(any(name in sys.modules for name in {absent}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
