"""A person's word about one torrent as a command, and what the command says as sentences. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from qbitrr.control.candidates import WHOLE

from ..errors import Invalid, NotFound
from ..shapes.base import Done, Problem
from ..shapes.downloads import Act
from .plain import said

ACTS: Mapping[str, str] = {
    "protect": "It is protected: it is imported, and otherwise left alone.",
    "unprotect": "It is not protected any longer: it is judged like any other.",
    "release": "It is released: no obligation keeps it any longer.",
    "discard": "It is removed unless something still speaks against it.",
    "restore": "It is restored.",
}
"""What can be done, and what that comes to where the command does not say it in words of its own."""

CONFIRMED = frozenset({"release", "discard"})
"""For these the hash is typed again."""


def words_for(act: str, client: str, torrent: str, given: Act) -> tuple[str, ...]:
    """The command. Raises NotFound for an act that there is none of, and Invalid without a confirmation.

    Only a whole hash names one torrent: the command would look for anything else in names, which anybody may choose.
    """
    if act not in ACTS:
        raise NotFound(f"There is nothing of this name to do. There is: {', '.join(ACTS)}.")
    if not WHOLE.fullmatch(torrent):
        raise Invalid("That is not the whole hash of a torrent.")
    options: tuple[str, ...] = ()
    if act in CONFIRMED:
        if given.confirm.strip().lower() != torrent:
            wrong = Problem(key="confirm", expected="the hash of this torrent")
            raise Invalid("This cannot be undone: confirm it with the whole hash of the torrent.", (wrong,))
        options = ("--confirm", torrent)
    if act == "protect" and given.reason:
        options = (f"--reason={given.reason}",)
    return (act, *options, "--", f"{client}/{torrent}")


def done_in(act: str, told: object) -> Done:
    """What was done, in the command's words where it has any."""
    answer = told if isinstance(told, Mapping) else {}
    parts = answer.get("done") or ()
    lines = [parts] if isinstance(parts, str) else [str(part) for part in parts]
    sentences = [line[:1].upper() + line[1:] for line in lines if line] or [ACTS[act]]
    return Done(done=tuple(said(sentence) for sentence in (*sentences, *(answer.get("owed") or ()))))
