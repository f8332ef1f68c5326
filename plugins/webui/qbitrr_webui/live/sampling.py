"""Notes the free space of each client now and then, whether somebody looks or not."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from qbitrr import Unavailable
from qbitrr.clients.remote import RemoteClient
from qbitrr.control.trouble import Trouble
from qbitrr.store.schema import StoreNotReady, StoreTooNew

from ..context import Web
from ..reading.space import keep

EVERY = 600.0
FIRST_AFTER = 30.0
"""Seconds: at the start there is enough to do."""

PATIENCE = 5.0

log = logging.getLogger(__name__)


class Sampler:
    """``web().part(Sampler)`` begins it. It asks the clients' processes, which costs no call to qBittorrent."""

    def __init__(self, page: Web) -> None:
        self._page = page
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._work, name="space", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closing.set()

    def _work(self) -> None:
        rest = FIRST_AFTER
        while not self._closing.wait(rest):
            sample(self._page, self._free)
            rest = EVERY

    def _free(self) -> dict[str, int]:
        """What each client says that it has left; those that do not answer are left out."""
        runtime = self._page.place.runtime()
        names = [child.name for child in runtime.children if child.kind == "client"] if runtime else []
        found = {name: self._asked(name) for name in names}
        return {name: free for name, free in found.items() if free is not None}

    def _asked(self, name: str) -> int | None:
        client = RemoteClient(name, self._page.place.run_folder, patience=PATIENCE)
        try:
            status = client.status()
        except Unavailable:
            return None  # the overview says it
        finally:
            client.close()
        return status.server.free_space if status.connected else None


def sample(page: Web, free: Callable[[], dict[str, int]]) -> None:
    """Note one sample. A database that is busy or away costs one sample, no more."""
    found = free()
    if not found:
        return
    try:
        with page.store(read_only=False) as store:
            keep(store, found, page.clock())
    except (Trouble, StoreNotReady, StoreTooNew) as error:
        log.info("A sample of the free space is not kept: %s", error)
