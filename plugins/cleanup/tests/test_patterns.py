"""Patterns of users: what is refused of them, and how the rest is matched."""

from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qbitrr_cleanup.common.patterns import LONGEST_PATTERN, LONGEST_TEXT, Patterns, fault_of, faults


@pytest.mark.parametrize(
    "written",
    [
        r"\bsample\b",
        r"^(?:extras?|featurettes?|screens)$",
        r"nc(ed|op)\d*",
        r"S\d+E\d+.*proof",
        r"\bwww\.[\w-]+\.com\b",
        r"[+*?]{3}",
        r"(a+){2}",
        r"(?:ab){5,}",
        r"(?P<year>\d{4})",
        r"(?i)trailer",
        r"a\+\*(b)+",
        r"x{2",
        r"[[a]",
        r"[]*+]+",
        "サンプル",
    ],
)
def test_what_people_write_is_used(written):
    assert fault_of(written) == ""


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "it would be found in everything"),
        ("sample|", "it would be found in everything"),
        (".*", "it would be found in everything"),
        ("(", "it is no regular expression: missing ), unterminated subpattern at position 0"),
        ("*.mkv", "it is no regular expression: nothing to repeat at position 0"),
        ("a{99999999999}", "it is no regular expression: the repetition number is too large"),
        ("(" * 90 + "a" + ")" * 90, ""),
        ("a" * LONGEST_PATTERN, ""),
        ("a" * (LONGEST_PATTERN + 1), "it is longer than 500 characters"),
    ],
)
def test_what_is_no_pattern_says_why(written, why):
    assert fault_of(written) == why


@pytest.mark.parametrize(
    "written",
    [
        r"(a+)+$",
        r"(a*)*b",
        r"(a|aa)+$",
        r"(\d|\w)*x",
        r"(?:.*a){20}",
        r"((a?)a)+b",
        r"(?:(?:a+))+b",
        r"([a-z]+)*\d",
        r"(a+)+?b",
        r"(?P<one>a+){4,}",
        r"(a{2,5})*b",
    ],
)
def test_what_may_take_for_ever_is_refused(written):
    assert fault_of(written) == "it repeats a part that itself repeats or branches, which may take for ever"


@pytest.mark.parametrize("times", ["*", "+", "{0,200}", "{3,}"])
def test_only_so_many_parts_may_repeat_in_many_ways(times):
    assert fault_of(rf".{times}a.{times}b.{times}c") == ""
    assert "more than 3 of its parts" in fault_of(rf".{times}a.{times}b.{times}c.{times}d")


def test_parts_of_a_fixed_or_small_number_may_be_as_many_as_one_likes():
    assert fault_of(r"\d{200}a\d{1,16}b\d{4}c\d{2,4}d\d{2,4}e") == ""


def test_an_invalid_one_is_left_out_and_the_others_are_used():
    written = ["(", "proof", "(a+)+"]
    assert Patterns(written).found_in("a.film-PROOF.jpg") == "proof"
    assert [one for one, _ in faults(written)] == ["(", "(a+)+"]


def test_case_counts_when_it_is_said_to():
    assert Patterns(["Proof"], case_sensitive=True).found_in("a-proof.jpg") == ""
    assert Patterns(["Proof"], case_sensitive=True).found_in("a-Proof.jpg") == "Proof"


@pytest.mark.parametrize("name", ["a\nproof", "proof\n", "\u202egpj.foorp proof", "\uff30 proof", "proof\x00"])
def test_odd_names_are_names(name):
    assert Patterns(["proof"]).found_in(name) == "proof"


def test_a_name_that_no_file_system_has_is_not_matched():
    assert Patterns(["a"]).found_in("a" * LONGEST_TEXT) == "a"
    assert Patterns(["a"]).found_in("a" * (LONGEST_TEXT + 1)) == ""
    assert Patterns(["a"]).found_in("a" * 4096) == ""


class Clock:
    """The time that a match has taken."""

    def __init__(self, seconds):
        self.now, self.takes = 0.0, seconds

    def __call__(self):
        self.now += self.takes
        return self.now


@pytest.mark.parametrize(("seconds", "again"), [(0.25, "a"), (0.26, "")])
def test_a_pattern_that_takes_too_long_is_not_used_again(caplog, seconds, again):
    patterns = Patterns(["a"], seconds=Clock(seconds))
    assert patterns.found_in("a") == "a"
    assert patterns.found_in("a") == again
    assert ("takes too long" in caplog.text) is (again == "")


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet="a.*+?|(){}[]^$\\d3,:", max_size=14))
def test_whatever_is_written_is_refused_or_ends_soon(written):
    if fault_of(written):
        return
    began = thread_time()
    Patterns([written]).found_in("a" * 60 + "\n")
    assert thread_time() - began < 5
