"""When a client's section is one that a worker looks after, and which rules hold in it."""

import pytest

from qbitrr.config import load


@pytest.fixture
def configured(tmp_path):
    """A configuration from the text of its file."""

    def _configured(text="", environ=None):
        path = tmp_path / "config.toml"
        path.write_text(text)
        return load(path, environ or {}, installed=lambda: ("radarr", "space", "stalled"))

    return _configured


def test_a_client_that_only_serves_apps_needs_no_worker_of_its_own(configured):
    configuration = configured("[qBit]\n[qBit-seedbox]\n[Radarr]\n[Plugins.stalled]")
    assert configuration.of_clients == {}
    assert [one.name for one in configuration.workers] == ["Radarr"]


def test_only_the_rules_that_are_named_for_it_hold_in_a_client_without_categories(configured):
    configuration = configured("""
        [qBit.Plugins.space]
        KeepFree = "50G"
        [Plugins.space]
        Spare = "1G"
        [Plugins.stalled]
    """)
    assert configuration.problems == ()
    (section,) = configuration.workers
    assert (section.name, section.rules) == ("qBit", {"space": {"KeepFree": "50G", "Spare": "1G"}})
    assert section.client.categories == ()


def test_with_categories_of_its_own_the_general_rules_hold_too(configured):
    configuration = configured("""
        [qBit]
        ManagedCategories = ["a", " b / /c "]
        MatchSubcategories = true
        [Plugins.stalled]
        [qBit.Plugins.space]
    """)
    (section,) = configuration.workers
    assert section.rules == {"space": {}, "stalled": {}}
    assert (section.client.categories, section.client.nested) == (("a", "b/c"), True)


def test_categories_come_from_the_environment_too(configured):
    configuration = configured("[qBit]", {"QBITRR_QBIT_MANAGED_CATEGORIES": "a,b"})
    assert configuration.of_clients["qBit"].client.categories == ("a", "b")


def test_a_rule_that_is_off_for_a_client_needs_no_worker(configured):
    assert configured("[Plugins.space]\n[qBit.Plugins.space]\nEnabled = false").workers == ()


def test_a_client_that_is_disabled_has_no_worker(configured):
    assert configured("[qBit]\nDisabled = true\nManagedCategories = ['a']").workers == ()


def test_it_knows_the_sections_of_apps_that_are_at_work(configured):
    configuration = configured("""
        [qBit]
        ManagedCategories = ["a"]
        [qBit-seedbox]
        ManagedCategories = ["a"]
        [Radarr]
        [Radarr-off]
        Managed = false
    """)
    for name in ("qBit", "qBit-seedbox"):
        part = configuration.of_clients[name].client
        assert (part.others, part.apart, part.named) == (("Radarr",), ("Radarr-off",), {})


@pytest.mark.parametrize("wrong", ['URI = "nowhere"', 'Managed = "nope"', "Plugins = 1", "Managed = false", ""])
def test_it_knows_the_category_of_a_section_with_which_something_is_wrong(configured, wrong):
    configuration = configured(f"""
        [qBit]
        ManagedCategories = ["a"]
        [Radarr]
        Category = "movies"
        {wrong}
    """)
    part = configuration.of_clients["qBit"].client
    assert part.named == {"Radarr": {"movies"}}
    assert "Radarr" in (part.apart if wrong == "Managed = false" else part.others)


@pytest.mark.parametrize(
    ("category", "environ", "named"),
    [
        ('"movies"', {"QBITRR_RADARR_CATEGORY": "films"}, {"Radarr": {"movies", "films"}}),
        ('""', {"QBITRR_RADARR_CATEGORY": "films"}, {"Radarr": {"films"}}),
        ('""', {}, {}),
        ('"CHANGE_ME"', {}, {}),
        ('["movies"]', {}, {}),
    ],
)
def test_a_category_may_be_named_by_a_variable(configured, category, environ, named):
    text = f'[qBit]\nManagedCategories = ["a"]\n[Radarr]\nURI = "x"\nCategory = {category}'
    assert configured(text, environ).of_clients["qBit"].client.named == named


def test_a_section_that_nobody_has_filled_in_has_no_torrents(configured):
    part = configured('[qBit]\nManagedCategories = ["a"]\n[Radarr]\nURI = "CHANGE_ME"').of_clients["qBit"].client
    assert (part.others, part.apart) == ((), ())


@pytest.mark.parametrize("text", ['ManagedCategories = ["a", " / "]', "Plugins = 1", "Plugins.space = 1"])
def test_what_is_wrong_is_said_with_its_place(configured, text):
    configuration = configured(f"[qBit]\n{text}")
    assert configuration.workers == ()
    (problem,) = configuration.problems
    assert problem.fatal
    assert problem.section.startswith("qBit")
