"""Plugins that are broken in every way that we know, each as a distribution of its own, ready to be built."""

from dataclasses import dataclass
from pathlib import Path
from textwrap import indent

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Bad:
    """What is wrong with a plugin, and what is to be said of it."""

    source: str
    status: str
    reason: str

    @property
    def loads(self) -> bool:
        """Does it look well until it is asked something?"""
        return self.status == "faulty"


HEAD = """\
import sys
from qbitrr import hookimpl


class Plugin:
    hook_api = 1

    def __init__(self, config): ...

"""


def asked(method: str) -> str:
    """A plugin whose class has this method."""
    return HEAD + indent(f"@hookimpl\n{method}", "    ")


BAD = {
    "importless": Bad(
        "import no_such_library\n", "load error", "ModuleNotFoundError: No module named 'no_such_library'"
    ),
    "quitter": Bad("import sys\nsys.exit('not today')\n", "load error", "SystemExit: not today"),
    "inventor": Bad(asked("def qbitrr_invent(self): ...\n"), "incompatible", "no such hook: qbitrr_invent"),
    "defaulter": Bad(
        asked("def qbitrr_health_check(self, torrent=None): ...\n"),
        "incompatible",
        "qbitrr_health_check: argument torrent must not have a default",
    ),
    "nameless": Bad(asked("def health_check(self, torrent): ...\n"), "incompatible", "no such hook: health_check"),
    "liar": Bad(
        asked("def qbitrr_health_check(self): return 'failed'\n"),
        "faulty",
        "qbitrr_health_check: TypeError: must return HealthReport or None, not str",
    ),
    "timeless": Bad(
        asked(
            "def qbitrr_health_check(self):\n"
            "    from datetime import datetime\n"
            "    from qbitrr import HealthReport, Verdict\n"
            "    return HealthReport(Verdict.HEALTHY, 'it is well', look_again=datetime(2030, 1, 2))\n"
        ),
        "faulty",
        "qbitrr_health_check: ValueError: HealthReport.look_again must have a time zone",
    ),
    "canceller": Bad(
        asked("def qbitrr_action(self):\n    import asyncio\n    raise asyncio.CancelledError('over')\n"),
        "faulty",
        "qbitrr_action: CancelledError: over",
    ),
    "raiser": Bad(
        asked("def qbitrr_health_check(self): return 1 / 0\n"),
        "faulty",
        "qbitrr_health_check: ZeroDivisionError: division by zero",
    ),
    "leaver": Bad(
        asked("def qbitrr_action(self): sys.exit('enough')\n"), "faulty", "qbitrr_action: SystemExit: enough"
    ),
}


def write(name: str, folder: Path) -> Path:
    """Write the distribution of one of them into a folder of its own: the good one's, with other names."""
    written = folder / name
    package = written / f"qbitrr_{name}"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(BAD[name].source)
    described = (HERE / "good" / "pyproject.toml").read_text().replace(":Patience", ":Plugin")
    (written / "pyproject.toml").write_text(described.replace("patience", name))
    return written
