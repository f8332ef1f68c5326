"""QBITRR_PLUGINS and requirements.txt as what is wanted."""

import pytest

from container.wanted import Wanted, wanted


def test_nothing_is_wanted_of_itself():
    assert not wanted("", "# a comment\n\n")


def test_the_variable_and_the_file_are_one_list_without_repetition():
    asked = wanted("qbitrr-one==1.2  qbitrr-two[x]>=1,<2", "qbitrr-three\nqbitrr-one==1.2\n")
    assert asked.requirements == ("qbitrr-one==1.2", "qbitrr-two[x]>=1,<2", "qbitrr-three")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("qbitrr-one  # why", "qbitrr-one"),
        ("qbitrr-one @ https://example.org/one.whl#sha256=1", "qbitrr-one @ https://example.org/one.whl#sha256=1"),
        ("qbitrr-one==1 \\\n    --hash=sha256:2", "qbitrr-one==1      --hash=sha256:2"),
        ("qbitrr-one; python_version > '3.12'", "qbitrr-one; python_version > '3.12'"),
        ("-r more.txt", "-r more.txt"),
    ],
)
def test_a_line_of_the_file_is_taken_as_pip_reads_it(line, said):
    assert wanted("", f"{line}\n") == Wanted(requirements=(said,))


def test_options_of_the_file_hold_for_all_of_it():
    assert wanted("", "--find-links wheels\nqbitrr-one\n") == Wanted(("qbitrr-one",), options=("--find-links wheels",))


def test_an_option_in_the_variable_is_refused_and_the_rest_is_wanted():
    assert wanted("--pre qbitrr-one", "") == Wanted(("qbitrr-one",), refused=("--pre",))
    assert wanted("--pre", "")
