"""What a section's worker answers to those who look on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from ..domain import Decision
from ..pipeline import Cycle, Key
from ..plugins import PluginRecord
from ..section import Section
from .messages import Answer, AskThoughts, AskWhy, Thought, Told
from .opinions import opinions
from .thoughts import Recollection, thought_of, with_action


class Answers:
    """Knows a section's last decisions, and which of them are news to whoever asks."""

    def __init__(
        self, section: Section, records: Callable[[], Iterable[PluginRecord]], clock: Callable[[], datetime]
    ) -> None:
        self._section = section
        self._records = records
        self._clock = clock
        self._recollection = Recollection()
        self._of_client: Mapping[Key, Decision] = {}

    def note(self, cycle: Cycle, now: datetime) -> None:
        """A cycle has ended."""
        judged = (decision.torrent.key for decision in cycle.decisions)
        gone = (download.key for download in cycle.gone)
        self._recollection.note((*judged, *gone, *self._note_of_client(cycle)), now)

    def _note_of_client(self, cycle: Cycle) -> frozenset[Key]:
        """In a dry run what was decided of the client as a whole stays to be done; else it is. Returns what is new."""
        wanted = cycle.of_client if self._section.settings.dry_run else ()
        before, self._of_client = self._of_client, {decision.torrent.key: decision for decision in wanted}
        old, new = ({(key, decision.action) for key, decision in some.items()} for some in (before, self._of_client))
        return frozenset(key for key, _ in old ^ new)

    def answer(self, question: AskThoughts | AskWhy) -> Answer:
        settings, pipeline = self._section.settings, self._section.pipeline
        if isinstance(question, AskThoughts):
            return self._recollection.since(
                question.since, pipeline.latest, self._think, self._clock(), dry_run=settings.dry_run
            )
        decision = pipeline.latest.get((question.client, question.hash))
        said = opinions(self._records(), decision) if decision and decision.classification else ()
        return Told(decision=decision, opinions=tuple(said), dry_run=settings.dry_run)

    def _think(self, key: Key) -> Thought | None:
        pipeline, retention = self._section.pipeline, self._section.settings.quarantine_for
        if (decision := pipeline.latest.get(key)) is None:
            return None
        thought = thought_of(decision, pipeline.downloads.get(key), retention)
        return with_action(thought, self._of_client.get(key), retention)
