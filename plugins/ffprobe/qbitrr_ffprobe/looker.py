"""Answers the questions of the hooks, in the background: opens the files, and remembers what it has seen."""

from __future__ import annotations

import logging

from .asking import Prober
from .background import Question
from .choosing import MediaFile
from .errors import NoTool
from .findings import Cause, Look
from .looking import begins_as, look_at
from .opening import CannotLook, Opened, opened
from .options import Options, Unknown
from .remembered import Remembered
from .running import Limits, Runner
from .tool import Tool

log = logging.getLogger(__name__)


class Looker:
    """Looks at each file of a question; of one that cannot be looked at nothing is known."""

    def __init__(self, tool: Tool, remembered: Remembered, config: Options) -> None:
        self._tool = tool
        self._remembered = remembered
        self._unknown = config.unknown
        self._runner = Runner(Limits(config.time_limit.total_seconds(), config.memory_limit))

    def begin(self) -> None:
        """Say once how it is without ffprobe; where it may be downloaded, that begins."""
        try:
            self._tool.find()
        except NoTool as error:
            then = "waits for a person" if self._unknown is Unknown.WAIT else "is imported all the same"
            log.log(
                logging.INFO if error.coming else logging.WARNING,
                "No ffprobe: %s. Until there is one, what is not certainly bad is unknown, and %s.",
                error,
                then,
            )

    def look(self, question: Question) -> tuple[Look, ...]:
        return tuple(self._one(question, file) for file in question.files)

    def stop(self) -> None:
        """End what runs, from another thread."""
        self._runner.stop()
        self._tool.stop()

    def _one(self, question: Question, file: MediaFile) -> Look:
        try:
            with opened(question.folders, file.path, unfinished=question.early) as there:
                return _beginning(there) if question.early else self._whole(there, file)
        except (CannotLook, OSError) as error:
            return Look(unknown=str(error), cause=Cause.NO_ACCESS)

    def _whole(self, there: Opened, file: MediaFile) -> Look:
        if known := self._remembered.get(there.identity):
            return known
        look = look_at(there.content, there.identity.size, file.size, self._prober)
        self._remembered.put(there.identity, look)
        return look

    def _prober(self) -> Prober | Look:
        try:
            return Prober(self._tool.find(), self._runner)
        except NoTool as error:
            return Look(unknown=f"no ffprobe: {error}", cause=Cause.COMING if error.coming else Cause.NO_TOOL)


def _beginning(there: Opened) -> Look:
    """Only what is certainly no media is said of an unfinished file. Zeros stand where nothing has come yet."""
    what = begins_as(there.content)
    if what:
        return Look(broken=f"it is {what}")
    there.content.seek(0)
    if not any(there.content.read(512)):
        return Look(unknown="its beginning is not here yet", cause=Cause.LATE)
    return Look()
