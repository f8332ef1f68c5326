"""``qbitrr release``: the one way past an obligation, for one torrent, typed by a person."""

from __future__ import annotations

from .. import persons
from ..actions import Keep
from ..config.problems import ConfigError
from ..control import words
from ..control.candidates import Candidate, chosen
from ..control.place import Place
from ..control.stores import opened
from ..control.trouble import Trouble
from ..control.waking import wake
from .confirming import confirm
from .looking import looked
from .output import emit, say
from .protecting import known, record
from .sentences import warn

UNKNOWN = "What it still owes is not known now."


def release(place: Place, text: str, typed: str | None, *, json: bool) -> None:
    """Let it go in spite of what it owes to its tracker. Raises StoreNotReady and Trouble."""
    meant = _meant(place, text)
    owed = _owed(place, meant)
    for sentence in owed:
        warn(sentence)
    confirm(meant, typed)
    with opened(place, read_only=False) as store, store.transaction():
        persons.say(store, persons.RELEASED, (meant.client, meant.hash), "; ".join(owed), words.now())
        record(store, meant, "release", "a person released it from its obligations", "; ".join(owed))
    wake(place.folder)
    _answer(meant, f"{meant.name} is released: no obligation keeps it any longer.", owed, json=json)


def undo(place: Place, text: str, *, json: bool) -> None:
    """Let its obligations bind again. Raises StoreNotReady and Trouble."""
    meant = _meant(place, text)
    with opened(place, read_only=False) as store, store.transaction():
        if not persons.take_back(store, persons.RELEASED, (meant.client, meant.hash)):
            raise Trouble(f"{meant.name} was not released, so its obligations bind.")
        record(store, meant, "bind", "a person let its obligations bind again")
    wake(place.folder)
    _answer(meant, f"The obligations of {meant.name} bind again.", (), json=json)


def _meant(place: Place, text: str) -> Candidate:
    with opened(place) as store:
        return chosen(text, known(store, text))


def _owed(place: Place, meant: Candidate) -> tuple[str, ...]:
    """What it would break, as sentences, by the decision of now."""
    try:
        with looked(place) as look:
            decisions = [
                decision
                for one in look.sections
                for decision in one.cycle.decisions
                if decision.torrent.key == (meant.client, meant.hash)
            ]
            known_now = bool(decisions)
            owed = tuple(
                f"This would break an obligation: {plugin} keeps it: {said.reason}."
                for decision in decisions
                for plugin, said in decision.proposals
                if isinstance(said, Keep) and said.obligation
            )
    except (ConfigError, Trouble) as error:
        return (f"{UNKNOWN} {error}",)
    return owed or (("No rule says now that it owes anything.",) if known_now else (UNKNOWN,))


def _answer(meant: Candidate, sentence: str, owed: tuple[str, ...], *, json: bool) -> None:
    if json:
        emit({"hash": meant.hash, "name": meant.name, "client": meant.client, "owed": owed})
    else:
        say(sentence)
