"""Makes what a plugin's panels are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..context import Web
from ..live.mirror import mirror
from ..live.rows import download_of
from ..shapes.downloads import Download
from .values import PanelHost

NAMESPACE = "webui.pages"


@dataclass(frozen=True, slots=True)
class PanelNotes:
    """Notes in a store that is opened for each look."""

    page: Web
    namespace: str

    def get(self, key: str) -> object:
        with self.page.store() as store:
            return store.notes(self.namespace).get(key)

    def names(self) -> frozenset[str]:
        with self.page.store() as store:
            return store.notes(self.namespace).names()

    def all(self) -> Mapping[str, object]:
        with self.page.store() as store:
            return store.notes(self.namespace).all()

    def put(self, key: str, value: object) -> None:
        with self.page.store(read_only=False) as store:
            store.notes(self.namespace).put(key, value)


def host_of(page: Web, name: str) -> PanelHost:
    """The host of one plugin. Nothing is asked before the plugin asks."""

    def downloads() -> tuple[Download, ...]:
        return tuple(map(download_of, page.part(mirror).look().rows.values()))

    return PanelHost(name=name, notes=PanelNotes(page, f"{NAMESPACE}/{name}"), downloads=downloads)
