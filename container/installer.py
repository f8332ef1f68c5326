"""Runs pip: into a folder, beside the image's own packages, held at their versions."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path

from .layout import Layout
from .wanted import Wanted

PATIENCE = 300
"""Seconds that one call of pip may take."""

OPTIONS = (
    "--no-cache-dir",
    "--disable-pip-version-check",
    "--no-input",
    "--no-warn-script-location",
    "--prefer-binary",
    "--progress-bar=off",
    "--retries=2",
    "--timeout=15",
)


class Installer:
    """pip, as a Python sees it that has the image's packages and none of the volume's."""

    def __init__(self, layout: Layout, environ: Mapping[str, str]) -> None:
        self._layout = layout
        self._environ = environ

    def constraints(self) -> tuple[str, ...]:
        """The image's own packages, each held at its version."""
        found = distributions(path=[str(self._layout.own_packages)])
        return tuple(sorted(f"{one.name}=={one.version}" for one in found))

    def install(self, asked: Wanted, target: Path) -> dict[str, str]:
        """Install what can be installed; why not, for each requirement that cannot."""
        if not self._pip(asked.requirements, asked.options, target):
            return {}
        good: list[str] = []
        failures: dict[str, str] = {}
        for one in asked.requirements:
            if reason := self._pip([*good, one], asked.options, target, dry=True):
                failures[one] = reason
            else:
                good.append(one)
        if good and (reason := self._pip(good, asked.options, target)):
            return dict.fromkeys(asked.requirements, reason)
        return failures

    def why_not(self, requirement: str, asked: Wanted) -> str:
        """Why one of what is asked for cannot be installed; empty when it can. Installs nothing."""
        return self._pip([requirement], asked.options, self._layout.environment, dry=True)

    def _pip(self, requirements: Iterable[str], options: Iterable[str], target: Path, *, dry: bool = False) -> str:
        """Why it failed; empty when it did not."""
        with self._files(requirements, options) as (wanted, constraints, scratch):
            command = [self._layout.resolver / "bin" / "python", "-I", self._layout.pip, "install", *OPTIONS]
            command += ["--prefix", target, "-c", constraints, "-r", wanted, *(["--dry-run"] if dry else [])]
            environ = {**self._environ, "TMPDIR": str(scratch), "HOME": str(scratch)}
            try:
                done = subprocess.run(  # noqa: S603 -- pip, on what the container's owner wrote
                    [str(word) for word in command],
                    cwd=self._layout.volume,
                    env=environ,
                    stdin=subprocess.DEVNULL,
                    capture_output=True,
                    text=True,
                    errors="replace",
                    timeout=PATIENCE,
                    check=False,
                )
            except subprocess.TimeoutExpired:
                return f"it took longer than {PATIENCE} s"
        return "" if done.returncode == 0 else reason_in(done.stdout + done.stderr)

    @contextmanager
    def _files(self, requirements: Iterable[str], options: Iterable[str]) -> Iterator[tuple[Path, Path, Path]]:
        """The two files that pip reads, on the volume, for nothing else can be written with ``--read-only``."""
        volume = self._layout.volume
        with (
            tempfile.TemporaryDirectory(dir=self._layout.plugins, prefix=".pip-") as scratch,
            tempfile.NamedTemporaryFile("w", dir=volume, prefix=".wanted-", suffix=".txt", encoding="utf-8") as wanted,
        ):
            wanted.write("\n".join((*options, *requirements, "")))  # in the volume itself: paths in it are from there
            wanted.flush()
            constraints = Path(scratch) / "constraints.txt"
            constraints.write_text("\n".join((*self.constraints(), "")), encoding="utf-8")
            yield Path(wanted.name), constraints, Path(scratch)


def reason_in(said: str) -> str:
    """The sentence of pip that says most, without the logins that addresses may have in them."""
    lines = [re.sub(r"://[^/@\s]*@", "://…@", line).strip() for line in said.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR:").strip() for line in lines if line.startswith("ERROR:")]
    conflicts = [line for line in lines if line.startswith("The user requested (constraint)")]
    if conflicts:
        return f"it wants another version of what is part of the image ({conflicts[0].rpartition(' ')[2]})"
    return (errors[0] if errors else lines[-1] if lines else "pip says nothing")[:300].rstrip(".")
