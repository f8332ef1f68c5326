"""What is to be done about a torrent's files, once it is known which of them are excluded. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from qbitrr import HealthReport, Patience, TorrentFile, Verdict

from ..common.words import shown
from .file_options import FileOptions, Judgement, WithMedia
from .kinds import BESIDE, Kind
from .sieve import Sifted

PATIENCE = Patience(strikes=2, apart=timedelta(minutes=1))
"""Whoever added it may still be choosing its files."""

SHOWN = 20
"""So many excluded files are named as evidence."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """The opinion of a torrent, what is to be left out of it now, and what is left out and is to be remembered."""

    report: HealthReport
    unwanted: frozenset[int] = frozenset()
    settled: frozenset[int] = frozenset()


def weigh(
    files: tuple[TorrentFile, ...], sifted: Sifted, left_out: frozenset[int], config: FileOptions, *, library: bool
) -> Weighed | None:
    """None where nothing is selected, or the list is not clear. What was left out once is a person's choice."""
    choice = Choice(
        {file.index: file for file in files},
        sifted.kinds,
        {index: why for index, why in sifted.excluded.items() if index not in left_out},
        frozenset(file.index for file in files if file.wanted),
    )
    if not choice.wanted or len(choice.files) != len(files):
        return None
    evidence = _evidence(choice, config)
    fake = _fake(choice, sifted.disguised, config) if library else ""
    if why := fake or ("nothing is left to load: its files are excluded" if choice.hopeless else ""):
        return Weighed(HealthReport(Verdict.FAILED, why, evidence, patience=PATIENCE))
    unwanted = choice.unwanted
    said = f"{len(unwanted)} of its {len(files)} files are not wanted" if unwanted else "its files may be loaded"
    settled = frozenset(choice.excluded) if choice.wanted.isdisjoint(choice.excluded) else frozenset()
    return Weighed(HealthReport(Verdict.HEALTHY, said, evidence), unwanted, settled)


@dataclass(frozen=True, slots=True)
class Choice:
    """A torrent's files by index: their kinds, which the options exclude and why, and which are selected now."""

    files: Mapping[int, TorrentFile]
    kinds: Mapping[int, Kind]
    excluded: Mapping[int, str]
    wanted: frozenset[int]

    @property
    def unwanted(self) -> frozenset[int]:
        """What is to be left out now. Nothing where a person has selected only such files."""
        chosen = self.wanted.intersection(self.excluded)
        kept = self.wanted - chosen
        return chosen if self._main(kept) or (kept and not self._main(self.wanted)) else frozenset()

    @property
    def main(self) -> frozenset[int]:
        """The files that the release is about, selected or not."""
        return self._main(self.files)

    @property
    def hopeless(self) -> bool:
        """Whether all that the release is about is excluded, whatever is selected of it."""
        return (self.main or frozenset(self.files)) <= self.excluded.keys()

    def named(self, index: int) -> str:
        return shown(self.files[index].path.rpartition("/")[2])

    def _main(self, files: Collection[int]) -> frozenset[int]:
        return frozenset(one for one in files if self.kinds[one] not in BESIDE)


def _fake(choice: Choice, disguised: Mapping[int, str], config: FileOptions) -> str:
    """Why it is a fake, or an empty string."""
    if hidden := sorted(choice.wanted.intersection(disguised)):
        return f"{choice.named(hidden[0])} is an executable: {disguised[hidden[0]]}"
    brought = {choice.kinds[one] for one in choice.main}
    if brought == {Kind.EXECUTABLE}:
        return f"it brings nothing but executables, such as {choice.named(min(choice.main))}"
    if brought == {Kind.ARCHIVE} and config.archives_only is Judgement.FLAG:
        return f"it brings nothing but archives, such as {choice.named(min(choice.main))}"
    if Kind.EXECUTABLE in brought and config.executables_with_media is WithMedia.FLAG:
        first = min(one for one in choice.main if choice.kinds[one] is Kind.EXECUTABLE)
        return f"it brings the executable {choice.named(first)}"
    return ""


def _evidence(choice: Choice, config: FileOptions) -> dict[str, object]:
    """What would be left out and why, as far as it is short, and which options are not used."""
    excluded = sorted(choice.excluded)
    evidence: dict[str, object] = {"files": len(choice.files), "excluded": len(excluded)}
    if excluded:
        evidence["why"] = {shown(choice.files[one].path): choice.excluded[one] for one in excluded[:SHOWN]}
    if unusable := [f"{key} {value}: {why}" for key, value, why in config.doubts()]:
        evidence["unusable"] = unusable
    return evidence
