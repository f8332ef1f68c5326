"""The rules of a section for a replay: those that judge by what was recorded, and nothing that reaches outside."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ..config.configuration import InstanceSection, validate
from ..config.options import PluginConfig
from ..config.problems import Problem
from ..plugins import Loaded, Wanted, load

OUTSIDE = frozenset(
    {
        "qbitrr_execute",
        "qbitrr_fetch",
        "qbitrr_indexers",
        "qbitrr_search",
        "qbitrr_tend",
        "qbitrr_wanted",
        "qbitrr_worker_stop",
    }
)
"""Who has one of these hooks looks at disks or apps as they are now, or has threads: it knows nothing of then."""

JUDGING = frozenset({"qbitrr_action", "qbitrr_health_check", "qbitrr_pre_action"})


@dataclass(frozen=True, slots=True)
class Rules:
    """A section's rules; ``left_out`` are those that cannot judge the past."""

    loaded: Loaded
    left_out: tuple[str, ...]


def load_rules(section: InstanceSection, now: datetime, environ: Mapping[str, str] = os.environ) -> Rules:
    """Load the rules that judge by what was recorded."""

    def check(model: type[PluginConfig], one: Wanted) -> tuple[PluginConfig | None, tuple[Problem, ...]]:
        return validate(model, f"{section.name}.Plugins.{one.name}", one.options, environ)

    loaded = load([Wanted(rule, rule, options) for rule, options in section.rules.items()], check, now)
    left_out: list[str] = []
    for rule in section.rules:
        plugin = loaded.manager.get_plugin(rule)
        callers = (loaded.manager.get_hookcallers(plugin) or ()) if plugin else ()
        names = frozenset(caller.name for caller in callers)
        if not names.isdisjoint(OUTSIDE):
            loaded.manager.unregister(name=rule)
            left_out += [rule] if names & JUDGING else []
    return Rules(loaded, tuple(left_out))
