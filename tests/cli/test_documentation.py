"""The page about the command line says what is so."""

from pathlib import Path

import pytest
from cogapp import Cog
from typer.main import get_command

from qbitrr.cli.app import app

PAGE = Path(__file__).parents[2] / "docs" / "command-line.md"


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
