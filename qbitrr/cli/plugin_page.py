"""``qbitrr plugins info``: one plugin's options and hooks."""

from __future__ import annotations

import inspect
from importlib.metadata import EntryPoint

from ..config.environment import variable
from ..config.fields import options_of
from ..config.problems import did_you_mean
from ..config.reference import default_text
from ..conformity import HOOK_PREFIX
from ..control.trouble import Trouble
from .installed import Imported, entries, imported
from .output import emit, heading, lines, say, show_pairs, show_table


def show(name: str, *, json: bool) -> None:
    """Print the page. Raises Trouble when there is no such plugin, or when it cannot be imported."""
    plugin = imported(entry_of(name))
    if plugin.plugin is None:
        raise Trouble(
            f"The plugin {name} ({plugin.distribution} {plugin.version}) cannot be imported: {plugin.error}. "
            "Update it, or tell its author."
        )
    if json:
        emit(_page(plugin))
        return
    show_pairs((("plugin", plugin.name), ("from", f"{plugin.distribution} {plugin.version}"), ("what", _what(plugin))))
    show_pairs(
        (("section", f"[{plugin.heading}]"), ("hooks", "\n".join(hooks_of(plugin)) and lines(*hooks_of(plugin))))
    )
    options = [option for option in options_of(plugin.options) if not option.table]
    if not options:
        say("It has no options.")
        return
    heading("Options")
    show_table(
        "option",
        "default",
        "meaning",
        rows=[
            (lines(".".join(one.path), one.kind), default_text(one) or "required", one.field.description or "")
            for one in options
        ],
    )


def entry_of(name: str) -> EntryPoint:
    """The installed plugin of that name; none is imported. Raises Trouble."""
    installed = entries()
    if name in installed:
        return installed[name]
    near = did_you_mean(name, installed)
    raise Trouble(f"No plugin {name!a} is installed{f': {near}' if near else ''}. What is: qbitrr plugins list")


def hooks_of(plugin: Imported) -> tuple[str, ...]:
    return tuple(sorted(name for name in dir(plugin.plugin) if name.startswith(HOOK_PREFIX)))


def _what(plugin: Imported) -> str:
    return (inspect.getdoc(plugin.plugin) or "").partition("\n\n")[0].replace("\n", " ")


def _page(plugin: Imported) -> dict[str, object]:
    return {
        "name": plugin.name,
        "distribution": plugin.distribution,
        "version": plugin.version,
        "what": _what(plugin),
        "section": plugin.heading,
        "hooks": hooks_of(plugin),
        "options": [
            {
                "key": ".".join(option.path),
                "type": option.kind,
                "default": default_text(option) or None,
                "variable": variable(plugin.heading, *option.path),
                "meaning": option.field.description or "",
                "secret": option.secret,
            }
            for option in options_of(plugin.options)
            if not option.table
        ],
    }
