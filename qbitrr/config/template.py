"""The commented example file, made from the models, and the first start that writes it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel

from .environment import UNSET, is_rule, variable
from .fields import Option, options_of
from .options import FILL_IN, PluginConfig
from .reference import default_text
from .sections import CORE, RuleKeys, SectionKeys, is_client
from .settings import QbitConfig, Settings
from .write import write_text

type Models = Mapping[str, type[PluginConfig]]

_HEAD = f"""\
# The configuration of qbitrr.
#
# Lines that begin with # are comments; an option behind one has the value that is shown there. Take the # away to
# change it. Every option can be set by the environment variable named beside it, which wins over this file.
# Durations: 30 (seconds), "15m", "2h", "7d". Sizes: "500M", "10G", "1T". {UNSET} is still to be filled in.
"""


def example(models: Models) -> str:
    """The example file: the core's sections and one for each model, by its heading.

    A heading is a section, ``Radarr``, or a rule's table, ``Plugins.stalled``.
    """
    sections: Models = {"Settings": Settings, "qBit": QbitConfig, **models}
    return "\n".join([_HEAD, *("\n".join(_section(heading, model)) for heading, model in sections.items())])


def init(path: Path, models: Models) -> tuple[str, ...] | None:
    """Write the example file, and say what must be filled in; None when there is a file already.

    Raises ``ConfigError`` when it cannot be written.
    """
    if path.exists() or path.is_symlink():
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    write_text(path, example(models))
    sections: Models = {"Settings": Settings, "qBit": QbitConfig, **models}
    return tuple(
        f"[{heading}] {'.'.join(option.path)}"
        for heading, model in sections.items()
        for option in options_of(model)
        if must_be_filled_in(option)
    )


def must_be_filled_in(option: Option) -> bool:
    """Has it no default, or does its author say so?"""
    asked = option.field.json_schema_extra == FILL_IN
    return (asked or option.field.is_required()) and not option.table


def _section(heading: str, model: type[BaseModel], keys: tuple[str, ...] = ()) -> Iterator[str]:
    yield f"[{'.'.join((heading, *keys))}]"
    if not keys:
        yield from _core_keys(heading)
    options = [option for option in options_of(model) if len(option.path) == 1]
    for option in options:
        if not option.table:
            yield from _option(heading, (*keys, *option.path), option)
    for option in options:
        if option.table:
            yield from _comment(option.field.description or "")
            yield from _section(heading, option.table, (*keys, *option.path))


def _core_keys(heading: str) -> Iterator[str]:
    """The keys that the core reads in a plugin's section. A rule is off until somebody wants it."""
    if is_rule(heading):
        yield f"Enabled = false  # or: qbitrr plugins enable {heading.rpartition('Plugins.')[2]}"
        yield ""
        for option in options_of(RuleKeys):
            if option.path != ("Enabled",):
                yield from _option(heading, option.path, option)
    elif heading not in CORE and not is_client(heading):
        for option in options_of(SectionKeys):
            yield from _option(heading, option.path, option)


def _option(heading: str, path: tuple[str, ...], option: Option) -> Iterator[str]:
    yield from _comment(f"{option.field.description or path[-1]} ({option.kind}; {variable(heading, *path)})")
    if path == ("ConfigVersion",) and heading == "Settings":
        yield f"{path[-1]} = {default_text(option)}"
    elif must_be_filled_in(option):
        yield f'{path[-1]} = "{UNSET}"'
    else:
        yield f"# {path[-1]} = {default_text(option)}"
    yield ""


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, 118, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)
