"""``qbitrr protect`` and ``qbitrr unprotect``: a person has a torrent left alone, or left alone no longer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .. import persons
from ..control import words
from ..control.candidates import Candidate, chosen, sought
from ..control.place import Place
from ..control.stores import opened
from ..control.trouble import Misuse, Trouble
from ..control.waking import wake
from ..lifecycle import Stage
from ..store.quarantine import HELD, RESTORED
from ..store.store import Store
from .output import SHORT, emit, lines, say, show_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """One torrent that is protected by a person's word, and that word."""

    client: str
    hash: str
    name: str
    why: str


def protect(place: Place, text: str | None, reason: str, *, only_list: bool, json: bool) -> None:
    """Keep it from everything but an import. Raises Misuse, StoreNotReady and Trouble."""
    if only_list:
        _show(place, json=json)
        return
    if not text:
        raise Misuse("Say which torrent: qbitrr protect HASH. What is protected: qbitrr protect --list")
    with opened(place, read_only=False) as store:
        meant = chosen(text, known(store, text))
        with store.transaction():
            persons.say(store, persons.PROTECTED, (meant.client, meant.hash), reason, words.now())
            record(store, meant, "protect", reason or "a person asked for it")
    wake(place.folder)
    _answer(meant, f"{meant.name} is protected: it is imported, and otherwise left alone.", json=json)


def unprotect(place: Place, text: str, *, json: bool) -> None:
    """Let it be judged like any other, also if it was restored. Raises StoreNotReady and Trouble."""
    with opened(place, read_only=False) as store:
        meant = chosen(text, known(store, text))
        key = meant.client, meant.hash
        with store.transaction():
            said = persons.take_back(store, persons.PROTECTED, key)
            restored = store.quarantine.unprotect(*key, words.now())
            if not (said or restored):
                raise Trouble(f"{meant.name} is not protected by a person's word. See why it stays: qbitrr why {text}")
            persons.take_back(store, persons.TOLD, key)  # what was said before it was taken back
            record(store, meant, "unprotect", "a person asked for it")
    wake(place.folder)
    _answer(meant, f"{meant.name} is not protected any longer: it is judged like any other.", json=json)


def known(store: Store, text: str) -> Iterator[Candidate]:
    """The torrents that qbitrr has seen and that are not gone, as far as a text fits them."""
    for download in store.downloads.find(sought(text)):
        if download.stage is not Stage.DELETED:
            yield Candidate(download.client, download.hash, download.name, "in")
    for held in store.quarantine.find(sought(text)):
        if held.state in (HELD, RESTORED):
            yield Candidate(held.client, held.hash, held.name, "in quarantine of" if held.state == HELD else "in")


def record(store: Store, meant: Candidate, action: str, reason: str, detail: str = "") -> None:
    """Write down what a person has said about a torrent."""
    download = next((one for one in store.downloads.find(meant.hash) if one.client == meant.client), None)
    store.ledger.append(
        at=words.now(),
        owner=download.owner if download else "",
        client=meant.client,
        hash=meant.hash,
        name=meant.name,
        action=action,
        reason=reason,
        outcome="done",
        detail=detail,
    )


def _show(place: Place, *, json: bool) -> None:
    with opened(place) as store:
        protected = list(_protections(store))
    if json:
        emit(protected)
    elif not protected:
        say("No torrent is protected by a person's word.")
    else:
        rows = [(lines(one.name, one.hash[:SHORT]), one.client, one.why) for one in protected]
        show_table("torrent", "client", "protected", rows=rows)


def _protections(store: Store) -> Iterator[Protection]:
    restored = {(one.client, one.hash): "restored by a person" for one in store.quarantine.restored()}
    for (client, torrent), why in sorted((restored | persons.protections(store)).items()):
        names = [one.name for one in store.downloads.find(torrent)]
        names += [one.name for one in store.quarantine.find(torrent)]
        yield Protection(client=client, hash=torrent, name=next(iter(names), torrent), why=why)


def _answer(meant: Candidate, sentence: str, *, json: bool) -> None:
    if json:
        emit({"hash": meant.hash, "name": meant.name, "client": meant.client})
    else:
        say(sentence)
