"""Ask everybody once more about a torrent whose removal was decided earlier, before more of it is done."""

from __future__ import annotations

from dataclasses import dataclass

from .bench import Bench
from .decide import keeps
from .domain import Decision, Torrent
from .gate import circumstances
from .judging import judge
from .safety import objection


@dataclass(frozen=True, slots=True)
class Reconsidered:
    """How it was judged anew, and why it must stay now (empty: it need not).

    ``unsure`` says that this may pass: somebody could not answer, or objects in this cycle.
    """

    judged: Decision
    refused: str = ""
    unsure: bool = False


def reconsider(torrent: Torrent, bench: Bench, *, told: bool) -> Reconsidered:
    """Whether the removal of a torrent may go on: an obligation, an objection or a missing answer keeps it.

    ``told`` is whether a person said that it may go though it was never imported.
    """
    judged = judge(torrent, None, bench)
    owner, download = judged.classification, judged.download
    for plugin, keep in keeps(judged.proposals, released=torrent.key in bench.released):
        return Reconsidered(judged, f"{plugin} keeps it: {keep.reason}", unsure=not keep.obligation)
    for failure in judged.failures:
        return Reconsidered(judged, f"{failure.plugin} could not answer and might have objected", unsure=True)
    if owner is None or download is None:
        return Reconsidered(judged, judged.why)
    seen = circumstances(torrent, download, owner, bench, stopped_by_us=True, told=told, failed=False)
    return Reconsidered(judged, objection(torrent, download, seen), unsure=bool(seen.doubt))
