"""Which files of a torrent its options exclude, and what kind each of them is. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qbitrr import TorrentFile

from .file_options import FileOptions, WithMedia
from .kinds import Kind, disguise_of, extension, kind_of, plain
from .patterns import Patterns
from .words import amount, shown


@dataclass(frozen=True, slots=True)
class Sifted:
    """What was made of a torrent's files, by their index: why each excluded one is, its kind, and its disguise."""

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
        kinds = {file.index: kind_of(plain(_name(file)), self._executables) for file in files}
        largest = max((file.size for file in files if kinds[file.index] is Kind.VIDEO), default=0)
        depth = 1 if _have_one_folder(files) else 0
        return Sifted(
            of=identity(files),
            excluded={file.index: why for file in files if (why := self._why(file, kinds[file.index], depth, largest))},
            kinds=kinds,
            disguised={file.index: how for file in files if (how := disguise_of(_name(file), self._executables))},
        )

    def _why(self, file: TorrentFile, kind: Kind, depth: int, largest: int) -> str:
        """Why a file is excluded, or an empty string. The folder that holds everything is the release itself."""
        *folders, name = file.path.split("/")
        return next(self._reasons(folders[depth:], name, file.size, kind, largest), "")

    def _reasons(self, folders: list[str], name: str, size: int, kind: Kind, largest: int) -> Iterator[str]:
        for folder in folders:
            if found := self._folders.found_in(folder):
                yield f"its folder {shown(folder)} matches {found}"
        if found := self._names.found_in(name):
            yield f"its name matches {found}"
        if self._allowed and kind not in self._config.always_load and not plain(name).endswith(self._allowed):
            yield "its extension is not allowed"
        if kind is Kind.EXECUTABLE and self._config.executables_with_media is WithMedia.EXCLUDE:
            yield "it is an executable"
        if kind is Kind.VIDEO and self._is_sample(size, largest):
            yield f"it is a sample: {amount(size)} where the largest has {amount(largest)}"

    def _is_sample(self, size: int, largest: int) -> bool:
        limit = self._config.sample_below
        return limit is not None and size < limit and size < largest * self._config.sample_share


def _name(file: TorrentFile) -> str:
    return file.path.rpartition("/")[2]


def _have_one_folder(files: tuple[TorrentFile, ...]) -> bool:
    return all("/" in file.path for file in files) and len({file.path.partition("/")[0] for file in files}) == 1
