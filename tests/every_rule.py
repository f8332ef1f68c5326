"""All rules of the cleanup distribution at once, impatient: whatever may be removed, is."""

from __future__ import annotations

from importlib.metadata import entry_points

from qbitrr.config.configuration import validate

MODULE = "qbitrr_cleanup."
AT_ONCE = {"Grace": "0s", "Strikes": 1, "StrikeInterval": "0s"}
IMPATIENT = {
    "stalled": {"StallTimeout": "1s", **AT_ONCE},
    "slow": {
        "MinSpeed": "1G",
        "SpeedWindow": "1m",
        "MaxETA": "1s",
        "Grace": "0s",
        "Strikes": 1,
        "StrikeInterval": "0s",
    },
    "unavailable": {"Window": "1s", **AT_ONCE},
    "metadata": {"MetadataTimeout": "1s", **AT_ONCE},
    "errors": {"RecheckWait": "1s", "MissingGrace": "1s"},
    "seeding": {"MaxRatio": 0.0, "MaxSeedingTime": "1s", "RemoveWhen": "either"},
    "trackers": {"RemoveUnregistered": True, "RemoveDead": True},
    "files": {},
    "arr_messages": {},
    "obligations": {},
    "links": {"KeepShared": False},
}
"""Options under which each rule removes as soon as it may. Client-wide rules are not among them."""


def every_rule(**options):
    """Each rule by its name, made from its options as a worker makes it; ``options`` replace those of single rules."""
    chosen = {**IMPATIENT, **options}
    found = {one.name: one for one in entry_points(group="qbitrr.plugins") if one.value.startswith(MODULE)}
    return {name: _made(found[name].load(), name, given) for name, given in chosen.items() if given is not None}


def _made(rule, name, options):
    config, problems = validate(rule.Config, f"Plugins.{name}", options, {})
    assert not problems, [str(one) for one in problems]
    return rule(config)
