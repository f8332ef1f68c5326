"""Which database the configuration names."""

import pytest

from qbitrr.config.database import database_url
from qbitrr.config.problems import ConfigError

URL = "postgresql://me:secret@host/qbitrr"


@pytest.fixture
def url(tmp_path):
    """Asks for it: with this text in the file, or without a file, and with these variables."""

    def _url(text=None, **environ):
        file = tmp_path / "config.toml"
        if text is not None:
            file.write_text(text)
        return database_url(file, environ)

    return _url


@pytest.mark.parametrize(
    "text", [None, "", "[qBit]", "[Settings]\nDatabase = ''", "[Settings]\nDatabase = 'CHANGE_ME'"]
)
def test_by_default_it_is_the_file_beside(url, text):
    assert url(text) == ""


def test_the_file_names_one(url):
    assert url(f"[Settings]\nDatabase = '{URL}'") == URL


@pytest.mark.parametrize("text", [None, "[Settings]\nDatabase = 'postgresql://host/another'"])
def test_the_environment_comes_first(url, text):
    assert url(text, QBITRR_SETTINGS_DATABASE=URL) == URL


@pytest.mark.parametrize("other", ["Tagless = 'perhaps'", "LoopSleepTimer = -3", "NoSuchKey = 1"])
def test_what_else_is_wrong_does_not_matter(url, other):
    assert url(f"[Settings]\nDatabase = '{URL}'\n{other}") == URL


@pytest.mark.parametrize(
    "wrong", ["mysql://host/name", "postgresql://host", "postgresql://host:port/name", "somewhere", "sqlite:///x.db"]
)
def test_what_names_none_is_an_error_that_does_not_tell_it(url, wrong):
    with pytest.raises(ConfigError, match=r"\[Settings\] Database.*a URL such as") as error:
        url(f"[Settings]\nDatabase = '{wrong}'")
    assert wrong not in str(error.value)


def test_a_broken_file_that_may_name_one_is_an_error(url):
    with pytest.raises(ConfigError):
        url(f"[Settings]\nDatabase = '{URL}'\n[qBit\n")


def test_a_broken_file_that_names_none_leaves_the_file_beside(url):
    assert url("[qBit\n# Database of films") == ""
