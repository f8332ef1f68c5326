"""Leave out files that nobody wants, and call a download failed of which nothing worth loading is left."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from qbitrr import (
    HOOK_API,
    Action,
    Classification,
    Deselect,
    Download,
    Facts,
    HealthReport,
    Host,
    Outcome,
    Patience,
    State,
    Torrent,
    TorrentFile,
    Verdict,
    hookimpl,
)

from .chosen import LeftOut
from .file_options import FileOptions, Judgement, WithMedia
from .kinds import BESIDE, Kind
from .observing import Memory
from .sieve import Sieve, Sifted, identity
from .words import shown

JUDGED = frozenset({State.DOWNLOADING, State.STALLED, State.QUEUED})
"""States in which a torrent waits for nothing but its data."""

PATIENCE = Patience(strikes=2, apart=timedelta(minutes=1))
"""Whoever added it may still be choosing its files."""

SHOWN = 20
"""So many excluded files are named as evidence."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the options make of a torrent's files, by index: which are excluded, and which are selected now."""

    files: Mapping[int, TorrentFile]
    sifted: Sifted
    excluded: Mapping[int, str]
    wanted: frozenset[int]

    @property
    def unwanted(self) -> frozenset[int]:
        """What is to be left out now. Nothing where a person has selected only such files."""
        chosen = self.wanted.intersection(self.excluded)
        return chosen if self._main(self.wanted - chosen) or not self._main(self.wanted) else frozenset()

    @property
    def main(self) -> frozenset[int]:
        """The files that the release is about, selected or not."""
        return self._main(self.files.keys())

    @property
    def hopeless(self) -> bool:
        """Whether all that the release is about is excluded, whatever is selected of it."""
        return not (self.main or self.files.keys()) - self.excluded.keys()

    def _main(self, files: Collection[int]) -> frozenset[int]:
        return frozenset(one for one in files if self.sifted.kinds[one] not in BESIDE)


class Files:
    """Looks only at downloads that are not complete, whose files are known, and that nobody has protected."""

    hook_api = HOOK_API
    Config = FileOptions
    needs = frozenset({"files"})

    def __init__(self, config: FileOptions) -> None:
        self.config = config
        self._sieve = Sieve(config)
        self._sifted: Memory[Sifted] = Memory()
        self._left_out: LeftOut | None = None
        self._proposed: dict[tuple[str, str], Deselect] = {}
        self._facts = Facts()
        self._unusable = [f"{key} {value}: {why}" for key, value, why in config.doubts()]

    @hookimpl
    def qbitrr_worker_start(self, host: Host) -> None:
        self._left_out = LeftOut(host.notes)

    @hookimpl
    def qbitrr_health_check(
        self, torrent: Torrent, classification: Classification, download: Download, now: datetime
    ) -> HealthReport | None:
        choice = self._choice(torrent, download, now)
        if choice is None:
            return None
        evidence = self._evidence(choice)
        if why := self._failed(choice, classification):
            return HealthReport(Verdict.FAILED, why, evidence, patience=PATIENCE)
        return HealthReport(Verdict.HEALTHY, _said(choice), evidence)

    @hookimpl
    def qbitrr_action(
        self, torrent: Torrent, classification: Classification, download: Download, facts: Facts, now: datetime
    ) -> Action | None:
        self._facts = facts
        choice = self._choice(torrent, download, now)
        if choice is None or self._left_out is None or self._failed(choice, classification):
            return None
        if choice.excluded and choice.wanted.isdisjoint(choice.excluded):
            # It is done, by whomever: from now on the choice is a person's.
            self._left_out.add(torrent.key, frozenset(choice.excluded), facts)
        if not choice.unwanted:
            return None
        proposed = Deselect(_said(choice), choice.unwanted)
        self._proposed[torrent.key] = proposed
        return proposed

    @hookimpl
    def qbitrr_cycle_start(self) -> None:
        """What was proposed is carried out in the same cycle, or decided anew."""
        self._proposed.clear()

    @hookimpl
    def qbitrr_post_action(self, outcome: Outcome, torrent: Torrent) -> None:
        proposed = self._proposed.get(torrent.key)
        if self._left_out and outcome.ok and proposed is not None and outcome.action == proposed:
            self._left_out.add(torrent.key, proposed.files, self._facts)

    def _choice(self, torrent: Torrent, download: Download, now: datetime) -> Choice | None:
        """What the options make of a torrent's files, or None where they are not asked."""
        if torrent.complete or torrent.forced or torrent.state not in JUDGED or download.protected or not torrent.files:
            return None
        files = {file.index: file for file in torrent.files}
        wanted = frozenset(file.index for file in torrent.files if file.wanted)
        if not wanted or len(files) != len(torrent.files):
            return None
        sifted = self._sift(torrent.key, torrent.files, now)
        left_out = self._left_out.get(torrent.key) if self._left_out else frozenset()
        excluded = {index: why for index, why in sifted.excluded.items() if index not in left_out}
        return Choice(files, sifted, excluded, wanted)

    def _sift(self, key: tuple[str, str], files: tuple[TorrentFile, ...], now: datetime) -> Sifted:
        """Every name is matched once: it never changes."""
        known = self._sifted.get(key, now)
        sifted = known if known is not None and known.of == identity(files) else self._sieve.sift(files)
        self._sifted.put(key, sifted, now)
        return sifted

    def _failed(self, choice: Choice, classification: Classification) -> str:
        """Why a download is not worth loading, or an empty string. Only a library's downloads can be fakes."""
        fake = self._fake(choice) if classification.library else ""
        return fake or ("nothing is left to load: its files are excluded" if choice.hopeless else "")

    def _fake(self, choice: Choice) -> str:
        kinds = choice.sifted.kinds
        disguised = sorted(choice.wanted & choice.sifted.disguised.keys())
        if disguised:
            return f"{_named(choice, disguised[0])} is an executable: {choice.sifted.disguised[disguised[0]]}"
        brought = {kinds[one] for one in choice.main}
        if brought == {Kind.EXECUTABLE}:
            return f"it brings nothing but executables, such as {_named(choice, min(choice.main))}"
        if brought == {Kind.ARCHIVE} and self.config.archives_only is Judgement.FLAG:
            return f"it brings nothing but archives, such as {_named(choice, min(choice.main))}"
        executables = sorted(one for one in choice.wanted if kinds[one] is Kind.EXECUTABLE)
        if executables and self.config.executables_with_media is WithMedia.FLAG:
            return f"it brings the executable {_named(choice, executables[0])}"
        return ""

    def _evidence(self, choice: Choice) -> dict[str, object]:
        """What would be left out and why, as far as it is short, and which options are not used."""
        excluded = sorted(choice.excluded)
        evidence: dict[str, object] = {"files": len(choice.files), "excluded": len(excluded)}
        if excluded:
            evidence["why"] = {shown(choice.files[one].path): choice.excluded[one] for one in excluded[:SHOWN]}
        if self._unusable:
            evidence["unusable"] = self._unusable
        return evidence


def _said(choice: Choice) -> str:
    number = len(choice.unwanted)
    return f"{number} of its {len(choice.files)} files are not wanted" if number else "its files may be loaded"


def _named(choice: Choice, index: int) -> str:
    return shown(choice.files[index].path.rpartition("/")[2])
