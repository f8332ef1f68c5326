"""How a release name finds its title among many."""

import pytest

from qbitrr.testing.arr.titles import Titles


@pytest.fixture
def titles():
    titles = Titles()
    for number, title in enumerate(("Show", "Show Us 2020", "Show 2019", "Show", "Höhle: Die Rückkehr"), 1):
        titles.add(title, number)
    return titles


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Show.S01E01.1080p", 1),
        ("show - s01e01", 1),
        ("Show.Us.2020.S01.1080p", 2),
        ("Show.Us.S01.1080p", 1),
        ("Show.2019.S01.1080p", 3),
        ("Showtime.S01", 0),
        ("The.Show.S01", 0),
        ("Höhle.Die.Rückkehr.S01", 5),
        ("", 0),
    ],
)
def test_the_longest_title_that_a_name_begins_with_is_meant(titles, name, number):
    assert titles.find(name) == number
