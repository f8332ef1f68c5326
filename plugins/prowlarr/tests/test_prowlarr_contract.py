"""The plugin as the core meets it: found, configured, registered, and light until it works."""

import subprocess
import sys
from importlib.metadata import entry_points

import pytest
from pydantic import ValidationError
from qbitrr_prowlarr import Prowlarr

from qbitrr import HOOK_API, Unavailable
from qbitrr.answers import indexers
from qbitrr.plugins import new_manager
from qbitrr.testing.builders import NOW


def options(**more):
    return Prowlarr.Config.model_validate({"URI": "http://localhost:9696/", "APIKey": " abc ", **more})


def test_it_is_found_by_its_name():
    (entry,) = entry_points(group="qbitrr.plugins", name="prowlarr")
    assert entry.load() is Prowlarr
    assert Prowlarr.hook_api == HOOK_API


def test_it_keeps_the_contract():
    manager = new_manager()
    manager.register(Prowlarr(options()), name="prowlarr")
    manager.check_pending()


def test_importing_it_brings_neither_pyarr_nor_httpx():
    code = "import qbitrr_prowlarr, sys; sys.exit(bool({'pyarr', 'httpx', 'requests'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_before_its_worker_starts_it_says_that_it_cannot_say():
    with pytest.raises(Unavailable, match="has not started"):
        Prowlarr(options()).qbitrr_indexers(NOW)


def test_it_can_be_stopped_twice(begin):
    plugin = begin()
    plugin.qbitrr_worker_stop()
    plugin.qbitrr_worker_stop()


def test_what_it_says_is_what_the_contract_promises(prowlarr, begin, clock):
    number = prowlarr.add_indexer("One", query_limit=5)
    prowlarr.back_off(number, 60)
    said = begin().qbitrr_indexers(clock())
    assert indexers(said) is said


def test_an_address_and_a_key_are_needed():
    config = options()
    assert (config.uri, config.api_key.get_secret_value()) == ("http://localhost:9696", "abc")
    assert "abc" not in repr(config)


@pytest.mark.parametrize(
    "wrong",
    [{"URI": "localhost:9696"}, {"URI": "http://"}, {"APIKey": ""}, {"APIKey": "two words"}, {"Every": 0}, {"Evry": 1}],
)
def test_wrong_options_are_refused(wrong):
    with pytest.raises(ValidationError):
        options(**wrong)
