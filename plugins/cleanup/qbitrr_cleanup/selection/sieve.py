"""Which files of a torrent its options exclude, and what kind each of them is. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qbitrr import TorrentFile

from ..common.patterns import Patterns
from ..common.words import amount, shown
from .file_options import FileOptions, WithMedia
from .kinds import Kind, disguise_of, extension, kind_of, plain


@dataclass(frozen=True, slots=True)
class Sifted:
    """What was made of a torrent's files, by their index: why each excluded one is, its kind, and its disguise.

    The folder that holds everything is the release itself: it excludes nothing.
    """

    of: tuple[tuple[str, int], ...]
    excluded: Mapping[int, str]
    kinds: Mapping[int, Kind]
    disguised: Mapping[int, str]


def identity(files: tuple[TorrentFile, ...]) -> tuple[tuple[str, int], ...]:
    """What of a torrent's files never changes."""
    return tuple((file.path, file.size) for file in files)


class Sieve:
    """The options, ready to be applied. What no option names is never excluded."""

    def __init__(self, config: FileOptions) -> None:
        self._config = config
        case = config.case_sensitive_matches
        self._folders = Patterns(config.folder_exclusion_regex, case_sensitive=case)
        self._names = Patterns(config.file_name_exclusion_regex, case_sensitive=case)
        self._executables = frozenset(filter(None, map(extension, config.executables)))
        self._allowed = tuple(f".{extension(one)}" for one in config.file_extension_allowlist)
        if "." in self._allowed:
            self._allowed = ()

    def sift(self, files: tuple[TorrentFile, ...]) -> Sifted:
        """Judge every file, each folder and each name once."""
        names = {file.index: plain(_name(file)) for file in files}
        kinds = {index: kind_of(name, self._executables) for index, name in names.items()}
        largest = max((file.size for file in files if kinds[file.index] is Kind.VIDEO), default=0)
        depth = 1 if _have_one_folder(files) else 0
        folders = {folder for file in files for folder in file.path.split("/")[depth:-1]}
        shut = {folder: found for folder in folders if (found := self._folders.found_in(folder))}
        excluded: dict[int, str] = {}
        for file in files:
            reasons = self._reasons(file, names[file.index], kinds[file.index], largest)
            inside = [folder for folder in file.path.split("/")[depth:-1] if folder in shut] if shut else []
            if why := _folder(inside[0], shut) if inside else next(reasons, ""):
                excluded[file.index] = why
        return Sifted(
            of=identity(files),
            excluded=excluded,
            kinds=kinds,
            disguised={
                file.index: how
                for file in files
                if kinds[file.index] is Kind.EXECUTABLE and (how := disguise_of(_name(file)))
            },
        )

    def _reasons(self, file: TorrentFile, name: str, kind: Kind, largest: int) -> Iterator[str]:
        """Why a file is excluded for its own sake."""
        if found := self._names.found_in(_name(file)):
            yield f"its name matches {found}"
        if self._allowed and kind not in self._config.always_load and not name.endswith(self._allowed):
            yield "its extension is not allowed"
        if kind is Kind.EXECUTABLE and self._config.executables_with_media is WithMedia.EXCLUDE:
            yield "it is an executable"
        if kind is Kind.VIDEO and self._is_sample(file.size, largest):
            yield f"it is a sample: {amount(file.size)} where the largest has {amount(largest)}"

    def _is_sample(self, size: int, largest: int) -> bool:
        limit = self._config.sample_below
        return limit is not None and size < limit and size < largest * self._config.sample_share


def _name(file: TorrentFile) -> str:
    return file.path.rpartition("/")[2]


def _folder(folder: str, shut: Mapping[str, str]) -> str:
    return f"its folder {shown(folder)} matches {shut[folder]}"


def _have_one_folder(files: tuple[TorrentFile, ...]) -> bool:
    return all("/" in file.path for file in files) and len({file.path.partition("/")[0] for file in files}) == 1
