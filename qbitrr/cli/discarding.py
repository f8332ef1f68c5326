"""``qbitrr discard``: a person says that a torrent may go now, though it was never imported."""

from __future__ import annotations

from collections.abc import Iterator

from .. import persons
from ..control import words
from ..control.candidates import Candidate, chosen, sought
from ..control.place import Place
from ..control.rejected import is_complete
from ..control.stores import opened
from ..control.trouble import Trouble
from ..control.waking import wake
from ..lifecycle import Stage
from ..store.quarantine import Held
from ..store.store import Store
from .confirming import confirm
from .output import emit, say
from .protecting import record


def discard(place: Place, text: str, typed: str | None, *, json: bool) -> None:
    """Let it go through the same gate as every removal. Raises StoreNotReady and Trouble."""
    with opened(place) as store:
        meant = chosen(text, _known(store, text))
        held = bool(_held(store, meant))
        complete = _complete(store, meant)
    if not held and not complete:
        raise Trouble(
            f"{meant.name} is not complete, nor in quarantine. To be rid of it, put it into the category for what is "
            "to be failed (Settings.FailedCategory), or delete it in qBittorrent."
        )
    confirm(meant, typed)
    with opened(place, read_only=False) as store, store.transaction():
        sentence = _end(store, meant) if held or _held(store, meant) else _tell(store, meant)
        record(store, meant, "discard", "a person said that it may go", sentence)
    wake(place.folder)
    if json:
        emit({"hash": meant.hash, "name": meant.name, "client": meant.client, "done": sentence})
    else:
        say(f"{meant.name}: {sentence}", f"Whether anything still speaks against it: qbitrr why {meant.hash}")


def _end(store: Store, meant: Candidate) -> str:
    """Let go what is held now. Raises Trouble when it left the quarantine while its hash was typed."""
    let_go = [store.quarantine.let_go(one.id, words.now()) for one in _held(store, meant)]
    if not any(let_go):
        raise Trouble(f"{meant.name} is no longer in quarantine: nothing was changed. See qbitrr why {meant.hash}")
    return "its quarantine ends now; its data is deleted unless something still speaks against it."


def _tell(store: Store, meant: Candidate) -> str:
    persons.say(store, persons.TOLD, (meant.client, meant.hash), "", words.now())
    return "it is removed unless something still speaks against it."


def _known(store: Store, text: str) -> Iterator[Candidate]:
    """What is in quarantine, and what is in the clients as far as qbitrr has seen it."""
    for held in store.quarantine.held():
        yield Candidate(held.client, held.hash, held.name, "in quarantine of")
    for download in store.downloads.find(sought(text)):
        if download.stage is not Stage.DELETED:
            yield Candidate(download.client, download.hash, download.name, "in")


def _held(store: Store, meant: Candidate) -> tuple[Held, ...]:
    return tuple(one for one in store.quarantine.held() if (one.client, one.hash) == (meant.client, meant.hash))


def _complete(store: Store, meant: Candidate) -> bool:
    return any(is_complete(one) for one in store.downloads.find(meant.hash) if one.client == meant.client)
