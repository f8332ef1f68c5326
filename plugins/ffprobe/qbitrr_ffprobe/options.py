"""The options of [Plugins.ffprobe]."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, field_validator, model_validator

from qbitrr import Duration, PluginConfig, Size


class Expect(StrEnum):
    """What a media file must have."""

    AUTO = "auto"
    VIDEO = "video"
    AUDIO = "audio"


class Unknown(StrEnum):
    """What becomes of a download of which nobody can say whether it is good."""

    IMPORT = "import"
    WAIT = "wait"


def _in_any_case(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


class Options(PluginConfig):
    """What is looked at, with which ffprobe, and what happens when that cannot be done."""

    expect: Annotated[Expect, BeforeValidator(_in_any_case)] = Field(
        Expect.AUTO,
        description="The stream that each media file must have: video, audio, or auto, which goes by the file's "
        "extension.",
    )
    unknown: Annotated[Unknown, BeforeValidator(_in_any_case)] = Field(
        Unknown.IMPORT,
        description="What to do when nobody can say whether a download is good: import it all the same, or wait for "
        "a person.",
    )
    wait_at_most: Duration = Field(
        timedelta(minutes=5), description="An import waits at most so long to be looked at; then it counts as unknown."
    )
    runtime_share: float = Field(
        default=0.25,
        ge=0,
        le=1,
        description="The only video file must play at least this share of what its app says, where that is known: of a "
        "film, or of a single episode. 0 switches this off.",
    )
    min_duration: Duration = Field(
        timedelta(), description="The largest video file must play at least so long. 0: any length will do."
    )
    early_look: bool = Field(
        default=True,
        description="Look at the beginning of an unfinished file too: an archive or a program under the name of a "
        "film has failed.",
    )
    min_share: float = Field(
        0.1, ge=0, le=1, description="Samples and extras, smaller than this share of the largest file, are skipped."
    )
    max_files: int = Field(20, ge=1, description="At most so many files of a torrent are looked at, the largest first.")
    time_limit: Duration = Field(timedelta(seconds=30), description="How long ffprobe may take over one question.")
    memory_limit: Size = Field(2 * 1024**3, description="How much memory ffprobe may have.")
    path: str = Field(
        "",
        description="The ffprobe to use, and no other. Empty: the one on the PATH, else one that was downloaded, if "
        "allowed.",
    )
    download: bool = Field(
        default=False, description="Download ffprobe from Source when Path is empty and there is none on the PATH."
    )
    source: str = Field(
        "",
        description="The address of an ffprobe, or of a .zip, .whl or .tar file with one in it. There is no default: "
        "nobody here vouches for one.",
    )
    sha256: str = Field(
        "", description="The SHA-256 of what Source gives, in hexadecimal. Anything else is thrown away unused."
    )
    member: str = Field("", description="The file in the archive that is ffprobe. Empty: the one of that name.")
    folder: str = Field("", description="Where a downloaded ffprobe is kept. Empty: ffprobe in the data folder.")

    @field_validator("time_limit")
    @classmethod
    def _some_time(cls, length: timedelta) -> timedelta:
        if length < timedelta(seconds=1):
            raise ValueError("a duration of 1 s or more")
        return length

    @field_validator("memory_limit")
    @classmethod
    def _some_memory(cls, size: int) -> int:
        if size < 256 * 1024**2:
            raise ValueError("a size of 256M or more: with less ffprobe does not even start")
        return size

    @field_validator("source")
    @classmethod
    def _an_address(cls, source: str) -> str:
        if source and not source.startswith(("https://", "http://")):
            raise ValueError("an address that begins with https:// or http://")
        return source

    @field_validator("sha256")
    @classmethod
    def _a_checksum(cls, digest: str) -> str:
        digest = digest.strip().lower()
        if digest and (len(digest) != 64 or set(digest) - set("0123456789abcdef")):
            raise ValueError("a SHA-256: 64 hexadecimal digits")
        return digest

    @model_validator(mode="after")
    def _all_that_a_download_needs(self) -> Self:
        if self.download and not (self.source and self.sha256):
            raise ValueError("Download needs a Source and its Sha256")
        return self
