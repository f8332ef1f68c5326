"""What one worker has told so far of its torrents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from qbitrr.control.sections import Thought, Thoughts

from .rows import Key


class Told(Protocol):
    """What a worker has said since it was last taken, as ``Asking`` has it."""

    def take(self) -> list[Thoughts | str]: ...
    def close(self) -> None: ...


@dataclass(slots=True)
class Section:
    """One worker, and what it has told so far."""

    asking: Told
    thoughts: dict[Key, Thought] = field(default_factory=dict)
    dry_run: bool = False
    silent: str = ""
    heard: bool = False


def heard(section: Section, said: Thoughts | str) -> set[Key]:
    """Take in what a worker has said; the torrents of which it thinks otherwise now."""
    section.heard = True
    if isinstance(said, str):
        section.silent = said
        return set()
    touched = set(said.gone)
    if said.afresh:
        touched |= section.thoughts.keys()
        section.thoughts.clear()
    fresh = {(thought.client, thought.hash): thought for thought in said.fresh}
    section.thoughts |= fresh
    for key in said.gone:
        section.thoughts.pop(key, None)
    section.dry_run, section.silent = said.dry_run, ""
    return touched | fresh.keys()
