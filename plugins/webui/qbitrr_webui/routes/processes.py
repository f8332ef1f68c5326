"""The processes: how they are, start them anew, read the configuration again, allow removals that were frozen."""

from __future__ import annotations

from importlib.metadata import version

from flask import Blueprint

from qbitrr.control import requests
from qbitrr.control.commands import answer

from ..access.guard import needs
from ..context import web
from ..document import answers, document
from ..errors import NotFound
from ..reading.parts import Answers
from ..reading.processes import processes_of
from ..shapes.access import Scope
from ..shapes.base import Done
from ..shapes.state import Processes, Unfreeze

processes = Blueprint("processes", __name__, url_prefix="/api")


@processes.get("/processes")
@needs(Scope.READ)
@document.validate(resp=answers(Processes), tags=["state"])
def listed() -> Processes:
    """Every process, its state and its memory."""
    return processes_of(web().place.runtime(), version("qbitrr-core"))


@processes.post("/processes/<name>/restart")
@needs(Scope.ACT)
@document.validate(resp=answers(Done), tags=["state"])
def restart(name: str) -> Done:
    """Start one process anew. What is under way is taken up again."""
    runtime = web().place.runtime()
    if runtime is None or name not in {child.name for child in runtime.children}:
        raise NotFound("No process of this name runs here.")
    requests.restart(web().place, name)
    return Done(done=(f"{name} is started anew.",))


@processes.post("/processes/restart")
@needs(Scope.ACT)
@document.validate(resp=answers(Done), tags=["state"])
def restart_all() -> Done:
    """Start all processes anew but the supervisor, this page too."""
    names = requests.restart(web().place)
    return Done(done=(f"{len(names)} processes are started anew.",))


@processes.post("/reload")
@needs(Scope.ACT)
@document.validate(resp=answers(Done), tags=["state"])
def reload() -> Done:
    """Read the configuration again; only what differs is started anew."""
    requests.reload(web().place)
    return Done(done=("The configuration is read again; what differs is started anew.",))


@processes.post("/sections/<name>/unfreeze")
@needs(Scope.ACT)
@document.validate(resp=answers(Unfreeze), tags=["state"])
def unfreeze(name: str) -> Unfreeze:
    """Allow removals in a section for an hour, however many there are."""
    page = web()
    told = answer(page.place.folder, "unfreeze", "--", name)
    page.part(Answers).forget()
    if not isinstance(told, list) or not told:
        raise NotFound("Nothing is frozen there.")
    return Unfreeze.model_validate(told[0])
