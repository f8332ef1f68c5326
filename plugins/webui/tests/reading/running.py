"""A running qbitrr, as its supervisor's file tells of it."""

from qbitrr.processes.children import ChildState
from qbitrr.processes.running import ChildStatus, Runtime
from qbitrr.testing.builders import NOW


def child(name, kind="worker", state=ChildState.RUNNING, **fields):
    return ChildStatus(**{"name": name, "kind": kind, "state": state, "since": NOW, "pid": 7, **fields})


def runtime(*children, **fields):
    return Runtime(**{"pid": 1, "started": NOW, "version": "9", "data_folder": "/x", "children": children, **fields})
