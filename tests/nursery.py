"""A supervisor in a process of its own, the children it can be given, and what the tests ask about them."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from qbitrr import logs
from qbitrr.processes import running
from qbitrr.processes.children import ChildSpec, LeftOut, Plan, PlanError, Timeouts
from qbitrr.processes.restart import RestartPolicy
from qbitrr.processes.supervisor import Supervisor

ROOT = Path(__file__).parent.parent


PATIENT = {"polite": 300.0}
"""Seconds that a child may take to end where a test says nothing else: what shall end by itself is not killed."""


def idle(life, *args):
    while True:
        life.wait(timeout=60)


def finish(life):
    life.wait(timeout=0)


def crash(life):
    raise RuntimeError("the sky falls")


def slow(life):
    time.sleep(60)


def deaf(life):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        with contextlib.suppress(SystemExit):
            life.wait(timeout=60)


def tidy(life, path):
    try:
        while True:
            life.wait(timeout=60)
    finally:
        Path(path).write_text("tidied")


def read_plan(folder):
    said = json.loads((folder / "plan.json").read_text())
    if "error" in said:
        raise PlanError(said["error"])
    return Plan(
        tuple(ChildSpec(**{**child, "args": tuple(child.get("args", ()))}) for child in said["children"]),
        left_out=tuple(LeftOut(**one) for one in said.get("left_out", ())),
        restart=RestartPolicy(**said.get("restart", {})),
        timeouts=Timeouts(**said.get("timeouts", {})),
        prepare=functools.partial(logs.configure, folder=folder / "logs"),
    )


def main(folder, method):
    logs.configure("Main", folder / "logs")
    return Supervisor(functools.partial(read_plan, folder), folder, version="1.2.3", method=method or None).run()


class Nursery:
    """A running supervisor on ``folder``, seen from outside."""

    def __init__(self, folder, method=""):
        self.folder = folder
        self.method = method
        self.process = None
        self.pids = set()

    def plan(self, *children, **rest):
        rest = {"timeouts": PATIENT, **rest}
        specs = [{"name": name, "target": f"tests.nursery:{target}"} | more for name, target, more in children]
        (self.folder / "plan.json").write_text(json.dumps({"children": specs} | rest))

    def start(self):
        with (self.folder / "console.txt").open("a") as console:
            self.process = subprocess.Popen(
                [sys.executable, "-W", "error", "-m", "tests.nursery", str(self.folder), self.method],
                cwd=ROOT,
                stderr=console,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def send(self, number):
        self.process.send_signal(number)

    def child(self, name):
        runtime = running.read(self.folder / "run")
        found = [child for child in runtime.children if child.name == name] if runtime else []
        if found and found[0].pid:
            self.pids.add(found[0].pid)
        return found[0] if found else None

    def until(self, condition, seconds=100.0):
        """Wait less than a child may take to end, and much longer than anything takes."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if answer := condition():
                return answer
            time.sleep(0.01)
        raise AssertionError(f"it did not come to that in {seconds} s:\n{self.console()}")

    def until_state(self, name, state):
        return self.until(lambda: (child := self.child(name)) and child.state == state and child)

    def console(self):
        return (self.folder / "console.txt").read_text()

    def end(self):
        """Leave nothing behind, whatever the test did."""
        if self.process:
            if self.process.poll() is None:
                for child in getattr(running.read(self.folder / "run"), "children", ()):
                    self.child(child.name)
            self.process.kill()
            self.process.wait()
        for pid in filter(alive, self.pids):
            os.kill(pid, signal.SIGKILL)


def alive(pid):
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
