"""What a start does with a configuration file of an earlier version."""

import logging

from qbitrr.cli.daemon import bring_up_to_date

OLD = """# my file
[qBit]
Host = "box"  # downstairs
"""


def test_a_file_without_a_version_is_brought_up_to_date_and_kept(tmp_path, caplog):
    file = tmp_path / "config.toml"
    file.write_text(OLD)
    with caplog.at_level(logging.INFO):
        bring_up_to_date(file)
    assert "ConfigVersion = 1" in file.read_text()
    assert "# downstairs" in file.read_text()
    assert (tmp_path / "config.toml.0.bak").read_text() == OLD
    assert "it is kept as config.toml.0.bak" in caplog.text


def test_a_file_of_this_version_stays_as_it_is(tmp_path):
    file = tmp_path / "config.toml"
    file.write_text("[Settings]\nConfigVersion = 1\n")
    bring_up_to_date(file)
    assert [one.name for one in tmp_path.iterdir()] == ["config.toml"]


def test_where_there_is_no_file_nothing_is_done(tmp_path):
    bring_up_to_date(tmp_path / "config.toml")
    assert list(tmp_path.iterdir()) == []
