"""`qbitrr webui password` opens a page that a wrong option has closed."""

import tomllib

from typer.testing import CliRunner

from qbitrr.cli.app import app


def test_a_wrong_option_of_the_page_does_not_keep_its_commands_from_people(tmp_path):
    file = tmp_path / "config.toml"
    file.write_text("[WebUI]\nPasswordHash = 'none at all'  # a mistake\n")
    done = CliRunner().invoke(
        app,
        ["webui", "password", "--username", "alice"],
        input="correct horse\n",
        env={"QBITRR_OVERRIDES_DATA_PATH": str(tmp_path)},
    )
    assert done.exit_code == 0, done.output
    assert tomllib.loads(file.read_text())["WebUI"]["PasswordHash"].startswith("$argon2")
    assert "# a mistake" in file.read_text()
