"""What a section's worker answers to those who look on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from ..pipeline import Cycle
from ..plugins import PluginRecord
from ..section import Section
from .messages import Answer, AskThoughts, AskWhy, Told
from .opinions import opinions
from .thoughts import Recollection


class Answers:
    """Knows a section's last decisions, and which of them are news to whoever asks."""

    def __init__(
        self, section: Section, records: Callable[[], Iterable[PluginRecord]], clock: Callable[[], datetime]
    ) -> None:
        self._section = section
        self._records = records
        self._clock = clock
        self._recollection = Recollection()

    def note(self, cycle: Cycle, now: datetime) -> None:
        """A cycle has ended."""
        self._recollection.note(cycle.decisions, (gone.key for gone in cycle.gone), now)

    def answer(self, question: AskThoughts | AskWhy) -> Answer:
        settings, pipeline = self._section.settings, self._section.pipeline
        if isinstance(question, AskThoughts):
            return self._recollection.since(
                question.since, pipeline, settings.quarantine_for, self._clock(), dry_run=settings.dry_run
            )
        decision = pipeline.latest.get((question.client, question.hash))
        said = opinions(self._records(), decision) if decision and decision.classification else ()
        return Told(decision=decision, opinions=tuple(said), dry_run=settings.dry_run)
