"""Changing the file: what is asked for is done, and everything else stays as people wrote it."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbitrr.config import ConfigError
from qbitrr.config.edit import Edit, applied, apply, edited, path_of

HERE = Path("config.toml")
WRITTEN = """\
# mine
[Settings]  # general
LoopSleepTimer = 5   # seconds
Safety.MaxRemovals = 3  # dotted
Search = { PerHour = 3, QuietHours = ["23:00-07:00"] }  # inline
ProtectionTags = [
    "a",  # first
    # second
    "b",
]

# of the folders
[[Settings.PathMappings]]
client = "/a"  # as there
here = "/b"
# the other
[[Settings.PathMappings]]
client = "/c"
here = "/d"

[Plugins.stalled]
StallTimeout = "15m"
# Strikes = 3
# Grace = "30m"

[qBit]
Host = "localhost"
"Odd key" = '''
no = "heading"
[none]
'''
[[qBit.Trackers]]
URI = "http://x/announce/1"
# of the space
[qBit.Plugins.space]
KeepFree = "10G"

[Radarr-4K]
URI = 'http://radarr'  # the big one
[Radarr-4K.EntrySearch]
SearchMissing = true
[Radarr-4K.EntrySearch.Ombi] # ombi
OmbiURI = "x"

[Plugins.slow]
Minimum = 3
# end
"""
TABLES = [
    ("Settings",),
    ("Settings", "Safety"),
    ("Settings", "Search"),
    ("Plugins", "stalled"),
    ("Plugins", "slow"),
    ("Plugins", "new"),
    ("Radarr-4K",),
    ("Radarr-4K", "Plugins", "stalled"),
    ("Radarr-4K", "EntrySearch"),
    ("Radarr-4K", "EntrySearch", "Ombi"),
    ("Radarr-4K", "EntrySearch", "Overseerr"),
    ("qBit",),
    ("qBit", "Plugins", "space"),
    ("qBit", "Plugins", "orphans"),
    ("Sonarr",),
]
KEYS = [
    "LoopSleepTimer",
    "MaxRemovals",
    "PerHour",
    "QuietHours",
    "ProtectionTags",
    "PathMappings",
    "StallTimeout",
    "Strikes",
    "Grace",
    "Host",
    "Odd key",
    "Trackers",
    "KeepFree",
    "URI",
    "SearchMissing",
    "OmbiURI",
    "Minimum",
    "New",
]
SCALARS = st.booleans() | st.integers(-5, 5) | st.sampled_from(["x", "10m", "http://é", '" and \\', "two\nlines"])
ROWS = st.lists(
    st.dictionaries(st.sampled_from(["client", "here", "URI"]), SCALARS | st.lists(SCALARS, max_size=2), max_size=3),
    max_size=3,
)
VALUES = SCALARS | st.lists(SCALARS, max_size=3) | ROWS
PATHS = st.builds(lambda table, key: (*table, key), st.sampled_from(TABLES), st.sampled_from(KEYS))
EDITS = st.one_of(
    st.builds(Edit, PATHS, VALUES),
    st.builds(Edit, PATHS, remove=st.just(True)),
    st.builds(Edit, st.sampled_from(TABLES), remove=st.just(True)),
    st.builds(
        Edit, st.sampled_from(TABLES), st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=3), add=st.just(True)
    ),
)


def pruned(tables):
    inside = {key: pruned(part) if isinstance(part, dict) else part for key, part in tables.items()}
    return {key: part for key, part in inside.items() if part != {}}


def wanted_of(tables, edit):
    """What the plain tables would be."""
    if not edit.add:
        return applied(tables, edit)
    tables = applied(tables, Edit((*edit.path, "_"), remove=True))
    for key, value in edit.value.items():
        tables = applied(tables, Edit((*edit.path, key), value))
    return tables


@given(st.lists(EDITS, min_size=1, max_size=5))
def test_any_edit_comes_to_what_was_asked_for_and_to_nothing_else(edits):
    text = WRITTEN
    for edit in edits:
        before = tomllib.loads(text)
        try:
            wanted = wanted_of(before, edit)
        except TypeError:
            with pytest.raises(ConfigError):
                edited(HERE, text, [edit])
            continue
        text = edited(HERE, text, [edit])
        assert pruned(tomllib.loads(text)) == pruned(wanted)


def comments_outside(text, edit):
    """The comments that stand neither in what is changed nor in a line of several."""
    kept, inside = [], False
    for line in text.splitlines():
        if line.startswith("["):
            inside = any(name in line for name in edit.path)
        if "#" in line and not inside:
            kept.append(line.partition("#")[2])
    return kept


@given(st.builds(Edit, PATHS, VALUES) | st.builds(Edit, PATHS, remove=st.just(True)))
def test_all_comments_of_other_tables_survive_any_edit_of_a_key(edit):
    try:
        after = edited(HERE, WRITTEN, [edit])
    except ConfigError:
        return
    for comment in comments_outside(WRITTEN, edit):
        assert comment in after


def changed(*edits, text=WRITTEN):
    """The lines that are gone, and those that have come."""
    before, after = text.splitlines(), edited(HERE, text, edits).splitlines()
    return [line for line in before if line not in after], [line for line in after if line not in before]


def test_a_value_is_changed_where_it_stands():
    gone, come = changed(Edit(("Settings", "LoopSleepTimer"), 7))
    assert (gone, come) == (["LoopSleepTimer = 5   # seconds"], ["LoopSleepTimer = 7   # seconds"])


def test_an_option_is_set_below_the_comment_that_shows_it():
    after = edited(HERE, WRITTEN, [Edit(("Plugins", "stalled", "Strikes"), 5)])
    assert "# Strikes = 3\nStrikes = 5\n# Grace" in after


def test_a_key_in_an_inline_table_is_changed_there():
    _, come = changed(Edit(("Settings", "Search", "PerHour"), 9))
    assert come == ['Search = {PerHour = 9, QuietHours = ["23:00-07:00"]}  # inline']


def test_a_new_key_beside_a_dotted_one_is_dotted():
    _, come = changed(Edit(("Settings", "Safety", "Window"), "2h"))
    assert come == ['Safety.Window = "2h"']


def test_a_list_of_several_lines_keeps_the_comments_of_what_stays():
    after = edited(HERE, WRITTEN, [Edit(("Settings", "ProtectionTags"), ["a", "b", "c"])])
    assert '"a",  # first' in after
    assert tomllib.loads(after)["Settings"]["ProtectionTags"] == ["a", "b", "c"]


def test_a_row_is_changed_and_the_others_keep_their_comments():
    rows = [{"client": "/a", "here": "/b"}, {"client": "/c", "here": "/elsewhere"}]
    gone, come = changed(Edit(("Settings", "PathMappings"), rows))
    assert (gone, come) == (['here = "/d"'], ['here = "/elsewhere"'])


def test_a_row_that_goes_is_the_one_that_is_not_wanted():
    after = edited(HERE, WRITTEN, [Edit(("Settings", "PathMappings"), [{"client": "/c", "here": "/d"}])])
    assert "# the other\n[[Settings.PathMappings]]" in after
    assert "# as there" not in after


def test_a_table_goes_with_its_own_comments_and_no_others():
    after = edited(HERE, WRITTEN, [Edit(("qBit",), remove=True)])
    assert "qBit" not in after
    assert "[Radarr-4K]\nURI = 'http://radarr'  # the big one" in after


def test_a_section_is_added_with_its_keys():
    after = edited(
        HERE, WRITTEN, [Edit(("Sonarr",), {"URI": "http://s", "EntrySearch": {"SearchMissing": True}}, add=True)]
    )
    assert after == f'{WRITTEN}\n[Sonarr]\nURI = "http://s"\n\n[Sonarr.EntrySearch]\nSearchMissing = true\n'


def test_a_table_of_a_section_is_put_behind_its_others():
    after = edited(HERE, WRITTEN, [Edit(("Plugins", "seeding", "Enabled"), True)])
    assert after.endswith("# end\n\n[Plugins.seeding]\nEnabled = true\n")


def test_the_first_section_of_an_empty_file():
    assert edited(HERE, "", [Edit(("qBit",), {"Host": "x"}, add=True)]) == '[qBit]\nHost = "x"\n'


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("Settings", ("Settings",)),
        ("Plugins.stalled", ("Plugins", "stalled")),
        ("Radarr-4K.Plugins.stalled", ("Radarr-4K", "Plugins", "stalled")),
        ("Odd.name", ("Odd.name",)),
    ],
)
def test_a_heading_is_a_path_of_tables(heading, path):
    assert path_of(heading) == path


def test_several_edits_are_written_at_once_or_not_at_all(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(WRITTEN)
    good = Edit(("Settings", "DryRun"), True)
    with pytest.raises(ConfigError, match="URI is no table"):
        apply(path, [good, Edit(("Radarr-4K", "URI", "x"), 1)], text=WRITTEN)
    assert path.read_text() == WRITTEN
    apply(path, [good, Edit(("qBit", "Port"), 1)], text=WRITTEN)
    tables = tomllib.loads(path.read_text())
    assert (tables["Settings"]["DryRun"], tables["qBit"]["Port"]) == (True, 1)


def test_a_file_that_is_no_toml_is_not_touched():
    with pytest.raises(ConfigError, match="Correct the file first"):
        edited(HERE, "[qBit\n", [Edit(("qBit", "Port"), 1)])


def test_the_ends_of_lines_stay_as_they_are():
    after = edited(HERE, WRITTEN.replace("\n", "\r\n"), [Edit(("qBit", "Port"), 1)])
    assert after == edited(HERE, WRITTEN, [Edit(("qBit", "Port"), 1)]).replace("\n", "\r\n")
