"""Third-party plugins that a container was to install: what could not be is seen where everything is seen."""

import json

import pytest

REASON = "No matching distribution found for qbitrr-absent==1"


@pytest.fixture
def told(world):
    """What the container has written."""
    folder = world.folder / "plugins"
    folder.mkdir()
    plugins = [
        {"requirement": "qbitrr-there==2", "outcome": "installed", "reason": ""},
        {"requirement": "qbitrr-absent==1", "outcome": "not installed", "reason": REASON},
    ]
    (folder / "status.json").write_text(json.dumps({"plugins": plugins}))
    return world


def test_the_status_says_what_is_not_installed_and_why(told):
    said = told.json("status")["wrong"]
    assert f"the plugin qbitrr-absent==1 is not installed: {REASON}" in said
    assert not any("qbitrr-there" in sentence for sentence in said)


def test_the_list_of_plugins_has_it_too(told):
    rows = {row["plugin"]: row for row in told.json("plugins", "list")}
    assert (rows["qbitrr-absent==1"]["status"], rows["qbitrr-absent==1"]["reason"]) == ("not installed", REASON)
    assert "qbitrr-there==2" not in rows


@pytest.mark.parametrize("content", ["", "[]", '{"plugins": [1]}', '{"plugins": [{"requirement": "x"}]}'])
def test_an_unreadable_file_says_nothing(told, content):
    (told.folder / "plugins/status.json").write_text(content)
    assert not any("not installed" in sentence for sentence in told.json("status")["wrong"])
