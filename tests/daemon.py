"""``qbitrr run`` on a data folder, seen from outside."""

import os
import signal
import subprocess
import sys
import time

from qbitrr.processes import running
from qbitrr.reporting import reports
from qbitrr.store.database import open_store
from qbitrr.store.schema import NoStore


class Daemon:
    """The whole program: the supervisor with its processes. Write a configuration into ``folder``, then start it."""

    def __init__(self, folder):
        folder.mkdir()
        self.folder = folder
        self.database = folder / "qbitrr.db"
        self.process = None
        self.pids = set()

    def start(self):
        with (self.folder.parent / "console.txt").open("a") as console:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "qbitrr", "run"],
                stdout=console,
                stderr=console,
                stdin=subprocess.DEVNULL,
                env=self._environment(),
            )
        self.until(lambda: self.child("qBit") and self.child("qBit").pid)
        return self

    def command(self, *words):
        """A command on the same folder, carried out; its output is text."""
        words = [sys.executable, "-m", "qbitrr", *words]
        return subprocess.run(words, env=self._environment(), capture_output=True, text=True, timeout=120, check=False)

    def _environment(self):
        ours = {"QBITRR_OVERRIDES_DATA_PATH": str(self.folder)}
        return {key: value for key, value in os.environ.items() if not key.startswith("QBITRR")} | ours

    def child(self, name):
        runtime = running.read(self.folder / "run")
        found = {child.name: child for child in runtime.children} if runtime else {}
        self.pids |= {child.pid for child in found.values() if child.pid}
        return found.get(name)

    def kill(self, name):
        before = self.child(name).pid
        os.kill(before, signal.SIGKILL)
        self.until(lambda: (child := self.child(name)) and child.pid and child.pid != before)

    def stop(self):
        """It ends with status 0, and no child has to be killed for that."""
        self.child("qBit")
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(120) == 0
        assert "it is killed" not in self.console()

    def left(self):
        """Which of the processes that it was seen with still run."""
        return set(filter(_alive, self.pids))

    def until(self, condition, seconds=120.0):
        """The first true answer, and how long it took to come."""
        begun = time.monotonic()
        while time.monotonic() < begun + seconds:
            if condition():
                return time.monotonic() - begun
            time.sleep(0.02)
        raise AssertionError(f"it did not come to that in {seconds:.0f} s:\n{self.console()}")

    def console(self):
        return (self.folder.parent / "console.txt").read_text()

    def ready(self, owner="Radarr"):
        """Wait until a section knows everything that it needs."""
        self.until(
            lambda: self.asked(lambda store: any(one.name == owner and not one.missing for one in reports(store)))
        )

    def asked(self, question):
        """What the store says, or None while there is none."""
        try:
            with open_store(self.database, read_only=True) as store:
                return question(store)
        except NoStore:
            return None

    def end(self):
        """Leave nothing running, whatever has happened."""
        if self.process and self.process.poll() is None:
            self.child("qBit")
            self.process.kill()
            self.process.wait()
            for pid in self.left():
                os.kill(pid, signal.SIGKILL)


def _alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
