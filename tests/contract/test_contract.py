"""The contract with plugins changes only on purpose: its snapshot, its façade, its reference, its tests."""

import inspect
import re
from pathlib import Path

import pytest

from qbitrr import hookspecs
from qbitrr.conformity import HOOK_PREFIX
from qbitrr.hooks import Hooks
from qbitrr.plugins import new_manager

ROOT = Path(__file__).parents[2]
SNAPSHOT = Path(__file__).with_name("hooks.txt")
REGENERATE = "If the change is meant, write it down: .venv/bin/python -m tests.contract.test_contract"

SPECS = {name: spec for name, spec in inspect.getmembers(hookspecs, inspect.isfunction) if name.startswith(HOOK_PREFIX)}


def signatures():
    """One line for each hook, in the order of the contract."""
    by_line = sorted(SPECS.values(), key=lambda spec: spec.__code__.co_firstlineno)
    return "".join(
        f"{spec.__name__}{str(inspect.signature(spec)).replace("'", '')}"
        f"{' [firstresult]' if spec.qbitrr_spec['firstresult'] else ''}\n"
        for spec in by_line
    )


def test_the_contract_is_the_one_written_down():
    assert signatures() == SNAPSHOT.read_text(), REGENERATE


def test_this_is_the_first_hook_api():
    assert hookspecs.HOOK_API == 1


def test_every_function_of_the_contract_is_a_hook():
    known = vars(new_manager().hook).keys()
    assert {name for name in known if name.startswith(HOOK_PREFIX)} == SPECS.keys()


@pytest.mark.parametrize("hook", SPECS)
def test_a_hook_says_what_it_is_for(hook):
    assert SPECS[hook].__doc__


@pytest.mark.parametrize("hook", SPECS)
def test_a_hook_has_a_typed_method_on_the_facade(hook):
    method = getattr(Hooks, hook.removeprefix(HOOK_PREFIX))
    signature = inspect.signature(method)
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(one.annotation is not one.empty for one in list(signature.parameters.values())[1:])
    if "host" not in inspect.signature(SPECS[hook]).parameters:  # there the façade makes each plugin a host of its own
        assert list(signature.parameters)[1:] == list(inspect.signature(SPECS[hook]).parameters)


@pytest.mark.parametrize("hook", SPECS)
def test_a_hook_is_documented_under_its_exact_signature(hook):
    signature = str(inspect.signature(SPECS[hook])).replace("'", "")
    assert f"\n### `{hook}{signature}`\n" in (ROOT / "docs/hooks.md").read_text()


@pytest.mark.parametrize("hook", SPECS)
def test_a_hook_has_a_test_of_its_own(hook):
    files = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "plugins").glob("*/tests/*.py")]
    assert any(re.search(rf"^def test_{hook}_", file.read_text(), re.MULTILINE) for file in files)


if __name__ == "__main__":
    SNAPSHOT.write_text(signatures())
