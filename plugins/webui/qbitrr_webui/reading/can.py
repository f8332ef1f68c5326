"""What a person can do about one torrent now. Pure."""

from __future__ import annotations

from qbitrr.actions import Keep
from qbitrr.control.rejected import is_complete
from qbitrr.domain import Decision

from ..shapes.downloads import Can
from .known import Known
from .quarantine import LOST


def can_of(known: Known, decision: Decision | None, *, listed: bool) -> Can:
    """Only what the commands would do: they know what qbitrr has seen and what is in quarantine.

    ``listed``: its client has it now, so that what was lost of it cannot be put back.
    """
    held, download = known.held, known.download
    complete = download is not None and is_complete(download)
    return Can(
        protect=known.there and not known.protected and not known.in_quarantine,
        unprotect=known.there and known.protected,
        restore=known.in_quarantine or (held is not None and held.state in LOST and not listed),
        release=known.there and not known.released and owes(decision),
        discard=not known.told and (known.in_quarantine or (complete and not _imported(known))),
    )


def owes(decision: Decision | None) -> bool:
    """Whether a rule says that it still owes something."""
    return any(isinstance(said, Keep) and said.obligation for _, said in (decision.proposals if decision else ()))


def _imported(known: Known) -> bool:
    return known.download is not None and known.download.imported_at is not None
