"""Writing the file: atomic, and faithful to what a person wrote there."""

import errno
import stat
import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbitrr.config import ConfigError
from qbitrr.config.edit import Edit, apply, edited
from qbitrr.config.read import read_text
from qbitrr.config.write import open_document, save, write_text

WRITTEN = """\
# mine
[Settings]  # general
LoopSleepTimer = 5   # seconds

[Plugins.stalled]
StallTimeout = "15m"

[Radarr-4K]
URI = 'http://radarr'  # the big one

[Plugins.slow]
Minimum = 3
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(WRITTEN)
    return path


def set_option(path, table, key, value):
    apply(path, [Edit((*table, key), value)], text=read_text(path))


def read(path):
    return tomllib.loads(path.read_text())


def test_a_changed_option_leaves_the_rest_as_it_was(path):
    set_option(path, ("Settings",), "LoopSleepTimer", 7)
    assert path.read_text() == WRITTEN.replace("= 5 ", "= 7 ")


@pytest.mark.parametrize(
    ("table", "key", "value"),
    [
        (("Settings",), "DryRun", True),
        (("Plugins", "stalled"), "Enabled", False),
        (("Plugins", "slow"), "Enabled", True),
        (("Plugins", "new"), "Enabled", True),
        (("Radarr-4K", "Plugins", "stalled"), "Enabled", True),
        (("Sonarr",), "URI", "http://sonarr"),
        (("qBit-x", "Deep", "Deeper"), "Names", ["a", "b"]),
        (("Odd name.with dot",), "Key", 'quote " and \\'),
    ],
)
def test_a_new_option_is_found_where_it_was_put_and_nothing_is_lost(path, table, key, value):
    expected = read(path)
    inner = expected
    for name in table:
        inner = inner.setdefault(name, {})
    inner[key] = value
    set_option(path, table, key, value)
    assert read(path) == expected
    assert all(comment in path.read_text() for comment in ("# mine", "# general", "# seconds", "# the big one"))


def test_a_path_is_written_as_text(path):
    set_option(path, ("qBit", "Plugins", "orphans"), "HoldingFolder", Path("/downloads/.held"))
    assert read(path)["qBit"]["Plugins"]["orphans"]["HoldingFolder"] == "/downloads/.held"


def test_durations_are_written_as_text(path):
    set_option(path, ("Settings",), "WorkerTimeout", timedelta(minutes=90))
    assert read(path)["Settings"]["WorkerTimeout"] == "1h30m"


@given(st.text(st.characters(exclude_categories=["Cs"])), st.booleans() | st.integers(-(2**60), 2**60) | st.text())
def test_any_option_can_be_set(key, value):
    try:
        text = edited(Path("config.toml"), WRITTEN, [Edit(("Plugins", "new", key), value)])
    except ConfigError:
        return
    assert tomllib.loads(text)["Plugins"]["new"] == {key: value}


def test_a_value_is_not_replaced_by_a_table(path):
    with pytest.raises(ConfigError, match="URI is no table"):
        set_option(path, ("Radarr-4K", "URI"), "x", 1)
    assert path.read_text() == WRITTEN


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o660])
def test_permissions_stay(path, mode):
    path.chmod(mode)
    save(path, open_document(path))
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_is_for_its_owner_only(tmp_path):
    write_text(tmp_path / "new.toml", "")
    assert stat.S_IMODE((tmp_path / "new.toml").stat().st_mode) == 0o600


def test_a_symbolic_link_stays_one(path, tmp_path):
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    set_option(link, ("Settings",), "LoopSleepTimer", 7)
    assert link.is_symlink()
    assert read(path)["Settings"]["LoopSleepTimer"] == 7


def failing(number):
    def _fail(*args, **kwargs):
        raise OSError(number, "no")

    return _fail


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.replace"])
def test_a_save_that_fails_leaves_the_old_file_and_nothing_else(path, monkeypatch, step):
    monkeypatch.setattr(step, failing(errno.ENOSPC))
    with pytest.raises(ConfigError, match="cannot be written"):
        set_option(path, ("Settings",), "LoopSleepTimer", 7)
    assert path.read_text() == WRITTEN
    assert [each.name for each in path.parent.iterdir()] == ["config.toml"]


def test_a_file_mounted_by_itself_is_written_in_place(path, monkeypatch):
    monkeypatch.setattr("pathlib.Path.replace", failing(errno.EBUSY))
    set_option(path, ("Settings",), "LoopSleepTimer", 7)
    assert read(path)["Settings"]["LoopSleepTimer"] == 7
    assert [each.name for each in path.parent.iterdir()] == ["config.toml"]
