"""Which options the tables of the request apps take."""

import subprocess
import sys

import pytest
from pydantic import Field
from qbitrr_arr.requests.config import OmbiConfig, OverseerrConfig

from qbitrr import PluginConfig
from qbitrr.config.validation import validate

OVERSEERR = {"SearchOverseerrRequests": True, "OverseerrURI": "http://localhost:5055/", "OverseerrAPIKey": " abc= "}
OMBI = {"SearchOmbiRequests": True, "OmbiURI": "http://localhost:3579/ombi/", "OmbiAPIKey": "abc"}


class Tables(PluginConfig):
    """Where a section has the two."""

    overseerr: OverseerrConfig = Field(OverseerrConfig(), description="One.")
    ombi: OmbiConfig = Field(OmbiConfig(), description="The other.")


def test_both_are_off_unless_switched_on_and_then_take_what_was_approved():
    one, other = OverseerrConfig(), OmbiConfig()
    assert (one.search_overseerr_requests, one.approved_only, one.is_4k, one.skip_tls_verify) == (
        False,
        True,
        False,
        False,
    )
    assert (other.search_ombi_requests, other.approved_only, other.is_4k, other.skip_tls_verify) == (
        False,
        True,
        False,
        False,
    )


def test_the_keys_are_those_of_users_files():
    one = OverseerrConfig.model_validate({**OVERSEERR, "ApprovedOnly": False, "SkipTLSVerify": True, "Is4K": True})
    assert (one.overseerr_uri, one.overseerr_api_key.get_secret_value()) == ("http://localhost:5055", "abc=")
    assert (one.approved_only, one.skip_tls_verify, one.is_4k) == (False, True, True)
    other = OmbiConfig.model_validate({**OMBI, "ApprovedOnly": False, "SkipTLSVerify": True})
    assert (other.ombi_uri, other.ombi_api_key.get_secret_value()) == ("http://localhost:3579/ombi", "abc")


@pytest.mark.parametrize(
    ("table", "options", "keys"),
    [
        ("Overseerr", {"SearchOverseerrRequests": True}, {"Overseerr.OverseerrURI", "Overseerr.OverseerrAPIKey"}),
        ("Ombi", {"SearchOmbiRequests": True}, {"Ombi.OmbiURI", "Ombi.OmbiAPIKey"}),
        ("Overseerr", {**OVERSEERR, "OverseerrURI": "localhost:5055"}, {"Overseerr.OverseerrURI"}),
        ("Overseerr", {**OVERSEERR, "OverseerrURI": "http://a b"}, {"Overseerr.OverseerrURI"}),
        ("Overseerr", {**OVERSEERR, "OverseerrURI": "http://[::1"}, {"Overseerr.OverseerrURI"}),
        ("Overseerr", {**OVERSEERR, "OverseerrURI": "http://host:99999"}, {"Overseerr.OverseerrURI"}),
        ("Overseerr", {**OVERSEERR, "OverseerrURI": "http://me:secret@host"}, {"Overseerr.OverseerrURI"}),
        ("Overseerr", {**OVERSEERR, "OverseerrAPIKey": "two words"}, {"Overseerr.OverseerrAPIKey"}),
        ("Ombi", {**OMBI, "OmbiAPIKey": "line\nbreak"}, {"Ombi.OmbiAPIKey"}),
        ("Ombi", {**OMBI, "OmbiURI": "ftp://host"}, {"Ombi.OmbiURI"}),
        ("Ombi", {**OMBI, "OmbiUri": "typo"}, {"Ombi.OmbiUri"}),
    ],
)
def test_what_is_wrong_is_named_by_its_key_and_no_secret_is_shown(table, options, keys):
    _, problems = validate(Tables, "EntrySearch", {table: options}, {})
    assert {problem.key for problem in problems} == keys
    assert "secret" not in str(problems)
    assert "two words" not in str(problems)


def test_what_is_still_to_be_filled_in_stops_nothing_while_it_is_off():
    unset = {"OverseerrURI": "CHANGE_ME", "OverseerrAPIKey": "CHANGE_ME"}
    config, problems = validate(Tables, "EntrySearch", {"Overseerr": unset}, {})
    assert (problems, config.overseerr.overseerr_uri) == ((), "")


def test_switched_on_it_must_be_filled_in():
    unset = {"SearchOmbiRequests": True, "OmbiURI": "CHANGE_ME", "OmbiAPIKey": "CHANGE_ME"}
    config, problems = validate(Tables, "EntrySearch", {"Ombi": unset}, {})
    assert config is None
    assert "an address such as http://localhost:3579" in str(problems[0])


def test_what_is_switched_off_may_hold_anything():
    assert OverseerrConfig.model_validate({"OverseerrURI": "overseerr", "OverseerrAPIKey": "a b"})
    assert OmbiConfig.model_validate({"OmbiURI": "ombi", "OmbiAPIKey": "a b"})


@pytest.mark.parametrize("model", [OverseerrConfig, OmbiConfig])
def test_every_option_is_described(model):
    assert all(option.get("description") for option in model.model_json_schema(by_alias=True)["properties"].values())


def test_the_options_bring_no_httpx():
    code = "import qbitrr_arr.requests.choosing, sys; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
