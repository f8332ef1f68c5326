"""Files of earlier versions are brought up to date, after a backup."""

import tomllib

import pytest

from qbitrr.config import ConfigError, load
from qbitrr.config.migrate import MIGRATIONS, migrate
from qbitrr.config.settings import CONFIG_VERSION


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config.toml"


def versioned(version):
    return f"# mine\n[Settings]\nConfigVersion = {version}\nOld = 1  # kept\n"


def begin(document):
    document.setdefault("Settings", {})


def rename(document):
    document["Settings"]["New"] = document["Settings"].pop("Old")


def double(document):
    document["Settings"]["New"] *= 2


STEPS = (begin, rename, double)


def names(path):
    return sorted(each.name for each in path.parent.iterdir())


def test_there_is_a_migration_to_the_current_version():
    assert len(MIGRATIONS) == CONFIG_VERSION


@pytest.mark.parametrize(("before", "expected"), [(1, {"New": 2}), (2, None)])
def test_each_step_from_the_files_version_is_done_once(path, before, expected):
    path.write_text(versioned(before).replace("Old", "Old" if before == 1 else "New"))
    migrated = migrate(path, STEPS)
    assert (migrated.before, migrated.after) == (before, 3)
    assert tomllib.loads(path.read_text())["Settings"] == {"ConfigVersion": 3, "New": 2}


def test_the_file_as_it_was_is_kept_beside_it(path):
    path.write_text(versioned(1))
    path.chmod(0o600)
    migrated = migrate(path, STEPS)
    assert migrated.backup == path.with_name("config.toml.1.bak")
    assert migrated.backup.read_text() == versioned(1)
    assert migrated.backup.stat().st_mode & 0o777 == 0o600


def test_an_earlier_backup_is_not_overwritten(path):
    path.with_name("config.toml.1.bak").write_text("precious")
    path.write_text(versioned(1))
    assert migrate(path, STEPS).backup == path.with_name("config.toml.1-2.bak")
    assert path.with_name("config.toml.1.bak").read_text() == "precious"


def test_comments_survive(path):
    path.write_text("# mine\n[Settings]\n# about it\nLogging = false # why\n")
    migrate(path)
    assert path.read_text() == "# mine\n[Settings]\n# about it\nLogging = false # why\nConfigVersion = 1\n"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[qBit]\nPort = 1\n", "[Settings.Safety]\nWindow = 5\n"])
def test_a_file_without_a_version_gets_one(path, text):
    path.write_text(text)
    before = load(path, {})
    migrate(path)
    assert tomllib.loads(path.read_text())["Settings"]["ConfigVersion"] == CONFIG_VERSION
    after = load(path, {})
    assert (after.settings, after.clients, after.problems) == (before.settings, before.clients, ())


@pytest.mark.parametrize("version", ['"5.14.4"', "3", "99", "true"])
def test_a_current_a_newer_and_a_foreign_file_are_left_alone(path, version):
    path.write_text(versioned(version))
    assert migrate(path, STEPS).backup is None
    assert path.read_text() == versioned(version)
    assert names(path) == ["config.toml"]


def test_a_file_that_cannot_be_written_stops_nothing(path, monkeypatch):
    path.write_text(versioned(1))

    def refuse(path, text):
        raise ConfigError(path, "it cannot be written", remedy="Let it be written")

    monkeypatch.setattr("qbitrr.config.migrate.write_text", refuse)
    migrated = migrate(path, STEPS)
    assert migrated.after == 1
    assert "the file stays at version 1" in str(migrated.problems[0])
    assert path.read_text() == versioned(1)


def test_a_broken_file_is_an_error_and_stays(path):
    path.write_text("nonsense")
    with pytest.raises(ConfigError):
        migrate(path)
    assert names(path) == ["config.toml"]
