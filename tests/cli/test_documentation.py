"""The page about the command line says what is so."""

import re
from pathlib import Path

import pytest
from cogapp import Cog
from typer.main import get_command

from qbitrr.cli.app import app

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "command-line.md"
README = (ROOT / "README.md").read_text()


def commands(group, *above):
    for name, command in group.commands.items():
        yield (*above, name)
        if hasattr(command, "commands"):
            yield from commands(command, *above, name)


def test_the_help_is_that_of_the_commands(capsys):
    assert Cog().main(["cog", "--check", str(PAGE)]) == 0


@pytest.mark.parametrize("words", list(commands(get_command(app))), ids=" ".join)
def test_every_command_has_its_heading(words):
    assert f"# qbitrr {' '.join(words)}\n" in PAGE.read_text()


@pytest.mark.parametrize("name", get_command(app).commands)
def test_every_command_is_in_the_readme(name):
    table = README.partition("\n## Use\n")[2].partition("\n## ")[0]
    named = " ".join(re.findall(r"^\| `qbitrr ([a-z|\\]+)", table, re.MULTILINE))
    assert name in re.findall("[a-z]+", named)


@pytest.mark.parametrize(
    "named", sorted(set(re.findall(r"(?:`|^ {4})qbitrr ([a-z]+(?:\\\|[a-z]+)*)", README, re.MULTILINE)))
)
def test_every_command_that_the_readme_names_is_there(named):
    assert set(named.split("\\|")) <= set(get_command(app).commands)
