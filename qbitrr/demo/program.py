"""qbitrr itself, as a person would run it: ``qbitrr run`` on a data folder, and the commands beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from .. import page
from ..processes import running
from .interrupts import uninterrupted

POLITE = 1.2
"""Seconds to end when asked. An idle qbitrr ends in less."""


class Program:
    """The processes of one data folder. What it starts it ends, each by its own id."""

    def __init__(self, folder: Path, *, width: int) -> None:
        self.folder = folder
        self.pids: set[int] = set()
        self._environ = {name: value for name, value in os.environ.items() if not name.startswith("QBITRR_")}
        self._environ |= {"COLUMNS": str(width), "NO_COLOR": "1"}
        self._environ.pop("FORCE_COLOR", None)
        self._console = folder / "console.txt"
        self._run: subprocess.Popen[bytes] | None = None
        self._answer: Answer | None = None
        self._read = 0

    @property
    def database(self) -> Path:
        return self.folder / "qbitrr.db"

    @property
    def page(self) -> str:
        """The address of its page; empty while it has none."""
        file = page.address_file(self.folder / "run")
        return file.read_text(encoding="utf-8").strip() if file.exists() else ""

    def start(self) -> None:
        with uninterrupted(), self._console.open("ab") as console:
            self._run = self._begin("run", output=console)

    def answer(self, *words: str) -> Answer:
        """Begin a command; what it prints is there when it has ended."""
        with uninterrupted():
            output = TemporaryFile()  # noqa: SIM115 -- the answer closes it
            self._answer = Answer(self._begin(*words, output=output), output)
        return self._answer

    def ended(self) -> bool:
        """``qbitrr run`` has ended, which it should not by itself."""
        return self._run is not None and self._run.poll() is not None

    def said(self) -> Iterator[str]:
        """The lines that ``qbitrr run`` has written since the last call, without their time, level and process."""
        if not self._console.exists():
            return
        with self._console.open("rb") as console:
            console.seek(self._read)
            whole, end, _ = console.read().rpartition(b"\n")
        self._read += len(whole + end)
        for line in whole.decode(errors="replace").splitlines():
            parts = line.split(maxsplit=2)
            yield parts[2].partition("  ")[2] or parts[2] if len(parts) == 3 else line

    def console(self, lines: int = 15) -> str:
        """The last of what ``qbitrr run`` has written."""
        text = self._console.read_text(errors="replace") if self._console.exists() else ""
        return "\n".join(text.splitlines()[-lines:])

    def notice_processes(self) -> None:
        """Remember who runs, so that it can be seen that nobody is left."""
        runtime = running.read(self.folder / "run")
        self.pids |= {child.pid for child in (runtime.children if runtime else ()) if child.pid}

    def stop(self) -> None:
        """End it: politely, and if that takes too long, with everything that it has started."""
        if self._answer is not None:
            self._answer.end()
        if self._run is None:
            return
        self.notice_processes()
        self._run.send_signal(signal.SIGTERM)
        try:
            self._run.wait(POLITE)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(self._run.pid, signal.SIGKILL)  # a session of its own: nobody else is in it
            self._run.wait()

    def left(self, seconds: float = 2.0) -> set[int]:
        """Which of its processes still run, when they have had so long to end."""
        deadline = time.monotonic() + seconds
        while (alive := set(filter(_alive, self.pids))) and time.monotonic() < deadline:
            time.sleep(0.02)
        return alive

    def _begin(self, *words: str, output: IO[bytes]) -> subprocess.Popen[bytes]:
        begun = subprocess.Popen(  # noqa: S603 -- ourselves
            [sys.executable, "-m", "qbitrr", *words, "--data", str(self.folder)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=self._environ,
            start_new_session=True,  # Ctrl-C is for the demonstration, which then ends them all
        )
        self.pids.add(begun.pid)
        return begun


class Answer:
    """A command that was begun. Use it as a context manager."""

    def __init__(self, command: subprocess.Popen[bytes], output: IO[bytes]) -> None:
        self._command, self._output = command, output

    @property
    def ready(self) -> bool:
        return self._command.poll() is not None

    @property
    def status(self) -> int:
        return self._command.wait()

    def text(self) -> str:
        self._output.seek(0)
        return self._output.read().decode(errors="replace").rstrip()

    def __enter__(self) -> Answer:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        if self._command.poll() is None:
            self._command.kill()
            self._command.wait()
        self._output.close()


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
