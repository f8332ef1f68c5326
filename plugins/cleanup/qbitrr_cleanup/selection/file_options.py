"""The options of the rule ``files``: by default nothing is excluded, and only what is plainly a fake has failed."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from pydantic import Field

from qbitrr import PluginConfig, Size

from ..common.patterns import faults
from .kinds import Kind, extension

EXECUTABLES = (
    *(".apk", ".bat", ".cmd", ".cpl", ".dmg", ".exe", ".hta", ".jar", ".jse", ".lnk", ".msi", ".pif", ".ps1", ".reg"),
    *(".scr", ".vbe", ".vbs", ".wsf", ".wsh"),
)
NO_EXTENSION = "it is no extension such as .mkv, so nobody knows what else is allowed: no file is excluded by the list"


class Judgement(StrEnum):
    """What releases of a kind are."""

    ALLOW = "allow"
    FLAG = "flag"


class WithMedia(StrEnum):
    """What becomes of an executable that comes with media."""

    ALLOW = "allow"
    EXCLUDE = "exclude"
    FLAG = "flag"


class FileOptions(PluginConfig):
    """Which files of a download are not loaded, and which downloads are fakes."""

    file_extension_allowlist: tuple[str, ...] = Field(
        default=(), description="Only files with these extensions, such as .mkv, are loaded. Empty: all."
    )
    always_load: tuple[Kind, ...] = Field(
        default=(Kind.ARCHIVE, Kind.AUDIO, Kind.BOOK, Kind.SUBTITLE, Kind.COMPANION),
        description="Kinds that the allowlist does not exclude: archive, audio, book, subtitle, video, companion (cue, "
        "log, nfo, pictures …), executable, other.",
    )
    folder_exclusion_regex: tuple[str, ...] = Field(
        default=(),
        description="Files below a folder in whose name one of these regular expressions is found are not loaded. "
        "The folder that holds all files is not asked.",
    )
    file_name_exclusion_regex: tuple[str, ...] = Field(
        default=(),
        description="Files in whose name and extension one of these regular expressions is found are not loaded.",
    )
    case_sensitive_matches: bool = Field(default=False, description="Whether capital letters count in these two lists.")
    sample_below: Size | None = Field(
        default=None,
        description="A video smaller than this and than SampleShare of the largest one is a sample, whatever its name: "
        "it is not loaded. -1 switches this off.",
    )
    sample_share: float = Field(
        default=0.1, gt=0, le=1, description="The share (0 to 1) of the largest video that a sample stays below."
    )
    executables: tuple[str, ...] = Field(
        default=EXECUTABLES,
        description="Extensions of executables. A release of executables alone, or with one that calls itself a film "
        "(film.mkv.exe), has failed.",
    )
    executables_with_media: WithMedia = Field(
        default=WithMedia.ALLOW,
        description="An executable that comes with media: allow it, exclude it, or flag the download as failed.",
    )
    archives_only: Judgement = Field(
        default=Judgement.ALLOW,
        description="A release of archives alone: allow it, as scene releases come so, or flag it as failed.",
    )

    def doubts(self) -> Iterator[tuple[str, str, str]]:
        for key, written in (
            ("FolderExclusionRegex", self.folder_exclusion_regex),
            ("FileNameExclusionRegex", self.file_name_exclusion_regex),
        ):
            yield from ((key, one, why) for one, why in faults(written))
        for one in self.file_extension_allowlist:
            if not extension(one):
                yield "FileExtensionAllowlist", one, NO_EXTENSION
        for one in self.executables:
            if not extension(one):
                yield "Executables", one, "it is no extension such as .exe"
