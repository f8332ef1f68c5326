"""Which options a section takes."""

import pytest
from pydantic import ValidationError
from qbitrr_arr.config import ArrConfig, ImportMode


def options(**more):
    return ArrConfig.model_validate({"URI": "http://localhost:7878/", "APIKey": " abc ", **more})


def test_the_least_that_is_needed_is_an_address_and_a_key():
    config = options()
    assert (config.uri, config.api_key.get_secret_value(), config.category) == ("http://localhost:7878", "abc", "")
    assert "abc" not in repr(config)


@pytest.mark.parametrize("mode", ["Auto", "auto", "Copy", "Hardlink", "Move", "MOVE"])
def test_every_import_mode_of_similar_tools_is_accepted(mode):
    assert options(importMode=mode).import_mode is ImportMode(mode.capitalize())


@pytest.mark.parametrize(
    "wrong",
    [
        {"URI": "localhost:7878"},
        {"URI": "http://host:99999"},
        {"URI": "http://"},
        {"URI": "http://host:7878/?apikey=1"},
        {"APIKey": ""},
        {"APIKey": "two words"},
        {"APIKey": "line\nbreak"},
        {"importMode": "Teleport"},
        {"Timeout": 0},
        {"QueueEvery": "0s"},
        {"PathMappings": [{"Client": "/downloads"}]},
        {"Categroy": "typo"},
    ],
)
def test_wrong_options_are_refused(wrong):
    with pytest.raises(ValidationError) as caught:
        options(**wrong)
    assert "two words" not in str(caught.value)


def test_keys_of_existing_files_are_known():
    assert "MatchSubcategories" in ArrConfig.not_used_yet


def test_a_key_that_a_rule_has_now_says_where_it_is():
    assert "arr_messages" in ArrConfig.moved["ArrErrorCodesToBlocklist"]
    assert "seeding" in ArrConfig.moved["Torrent"]


def test_every_option_is_described():
    schema = ArrConfig.model_json_schema(by_alias=True)
    assert all(option.get("description") for option in schema["properties"].values())
    assert {"URI", "APIKey", "SkipTLSVerify", "Category", "ReSearch", "importMode", "QueueEvery"} <= set(
        schema["properties"]
    )
