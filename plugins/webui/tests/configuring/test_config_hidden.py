"""No secret leaves with a diff, and what is sent back as it was shown stays what it is."""

import pytest
from qbitrr_webui.configuring.diff import difference
from qbitrr_webui.configuring.keeping import Ambiguous, kept
from qbitrr_webui.configuring.places import is_secret, opened


@pytest.fixture(scope="session")
def schemas(every):
    return every.schemas


@pytest.mark.parametrize(
    ("place", "secret"),
    [
        (("qBit", "Password"), True),
        (("qBit-seedbox", "Password"), True),
        (("qBit", "Host"), False),
        (("Radarr-4K", "APIKey"), True),
        (("Radarr-4K", "URI"), False),
        (("Radarr-4K", "EntrySearch", "Ombi", "OmbiAPIKey"), True),
        (("Radarr-4K", "EntrySearch", "SearchMissing"), False),
        (("Radarr-4K", "EntrySearch", "QualityProfileMappings", "HD"), False),
        (("WebUI", "Token"), True),
        (("WebUI", "OIDC", "ClientSecret"), True),
        (("Plugins", "prowlarr", "APIKey"), True),
        (("Radarr", "Plugins", "prowlarr", "APIKey"), True),
        (("Plugins", "stalled", "Enabled"), False),
        (("Plugins", "trackers", "Rows", 0, "Host"), False),
        (("Settings", "PathMappings", 3, "here"), False),
        (("Settings", "Passwrd"), True),
        (("Unknown", "Anything"), True),
        (("Plugins", "unknown", "Anything"), True),
    ],
)
def test_what_is_secret_is_what_the_schemas_say_and_what_nobody_knows(schemas, place, secret):
    assert is_secret(place, schemas) is secret


BEFORE = """\
# the token is hunter2-the-first
[qBit]
Host = "localhost"
Password = "hunter2-the-first"  # was hunter2-the-zeroth
# Password = "hunter2-in-a-comment"
Passwrd = "hunter2-misspelt"
[Radarr]
URI = "http://hunter2:hunter2@radarr"
APIKey = \"\"\"
hunter2
of several lines\"\"\"
EntrySearch = { SearchMissing = true, Ombi = { OmbiAPIKey = "hunter2-inline" } }
[[Plugins.trackers.Rows]]
Host = "tracker.example.org"
Add = [
    "https://tracker.example.org/hunter2/announce",  # of the year before: hunter2-the-first
]
[Stranger]
Thing = "hunter2-unknown"
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hunter2-the-first", "hunter2-the-second"),
        ("localhost", "elsewhere"),
        ("hunter2-misspelt", "hunter2-right"),
        ("http://hunter2:hunter2@radarr", "http://hunter2:hunter3@radarr"),
        ("hunter2\nof", "hunter3\nof"),
        ("hunter2-inline", "hunter2-later"),
        ("/hunter2/announce", "/hunter3/announce"),
        ("hunter2-unknown", "hunter2-other"),
        ('[Stranger]\nThing = "hunter2-unknown"\n', ""),
    ],
)
def test_no_secret_is_in_any_diff(schemas, old, new):
    diff = difference(BEFORE, BEFORE.replace(old, new), schemas, name="config.toml")
    assert "hunter" not in diff
    assert "@@" in diff
    assert "hunter" not in difference(BEFORE, "", schemas, name="config.toml")


def test_a_changed_secret_is_said_to_be_changed_and_the_others_are_not(schemas):
    text = '[qBit]\nPassword = "one"\n[Radarr]\nAPIKey = "two"\n'
    diff = difference(text, text.replace("one", "three"), schemas, name="config.toml").splitlines()
    assert '-Password = "(not shown)"' in diff
    assert '+Password = "(changed)"' in diff
    assert ' APIKey = "(not shown)"' in diff


@pytest.mark.parametrize("comment", ['# was: ApiKey = "abcd1234"', '# { Host = "x", APIKey = "abcd1234" }'])
def test_a_secret_in_a_comment_is_found_wherever_it_stands(schemas, comment):
    before = f"[Settings]\n{comment}\nLogging = true\n"
    told = difference(before, before.replace("true", "false"), schemas, name="config.toml")
    assert "Logging = false" in told
    assert "abcd1234" not in told


def test_what_is_no_secret_is_shown(schemas):
    diff = difference("[qBit]\nPort = 1\n", "[qBit]\nPort = 2\n", schemas, name="config.toml").splitlines()
    assert diff[-2:] == ["-Port = 1", "+Port = 2"]


def test_nothing_is_different_in_the_same_text(schemas):
    assert difference(BEFORE, BEFORE, schemas, name="config.toml") == ""


# What comes back

ROWS = ("Plugins", "trackers", "Rows")
ONE = {"Host": "one.example", "Add": ["https://one.example/1111/announce"]}
TWO = {"Host": "two.example", "Add": ["https://two.example/2222/announce"]}
TWIN = {"Host": "one.example", "Add": ["https://one.example/3333/announce"]}


def shown(value, schemas):
    return opened(value, ROWS, schemas)


def test_passkeys_are_not_shown(schemas):
    assert shown([ONE], schemas) == [{"Host": "one.example", "Add": ["https://one.example/…"]}]


@pytest.mark.parametrize(
    ("old", "order"), [([ONE, TWO], [0, 1]), ([ONE, TWO], [1, 0]), ([ONE, TWO], [1]), ([ONE, TWIN], [0, 1])]
)
def test_rows_that_are_sent_back_as_shown_keep_what_was_hidden(schemas, old, order):
    sent = [shown(old, schemas)[at] for at in order]
    assert kept(sent, old, ROWS, schemas) == [old[at] for at in order]


def test_a_row_that_was_changed_elsewhere_keeps_what_was_hidden(schemas):
    sent = shown([TWO, ONE], schemas)
    sent[0] = {**sent[0], "AddTags": ["new"]}
    assert kept(sent, [ONE, TWO], ROWS, schemas) == [{**TWO, "AddTags": ["new"]}, ONE]


def test_an_address_that_is_entered_anew_is_taken(schemas):
    sent = [{"Host": "one.example", "Add": ["https://one.example/4444/announce"]}]
    assert kept(sent, [ONE], ROWS, schemas) == sent


def test_of_two_that_look_alike_nobody_guesses_which_is_meant(schemas):
    with pytest.raises(Ambiguous):
        kept(shown([TWIN], schemas), [ONE, TWIN], ROWS, schemas)


@pytest.mark.parametrize(("sent", "meant"), [(None, "hunter2"), ("new", "new"), ("", "")])
def test_a_secret_that_comes_back_as_null_stays(schemas, sent, meant):
    assert kept(sent, "hunter2", ("qBit", "Password"), schemas) == meant
