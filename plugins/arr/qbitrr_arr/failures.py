"""A failed download: proposing to be rid of it, having its release blocklisted, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from qbitrr import Action, Download, Facts, HealthReport, Keep, Reject, Remove, Torrent, Unavailable, Verdict

from .app import ArrApp
from .claims import history_of, queue_of
from .errors import NotFound
from .fields import Record, number, rows, text, when
from .history import of_download
from .past import Grab, HistoryView, join
from .queue import QueueItem, read_queue
from .settings import Rules

if TYPE_CHECKING:
    from .edge import Edge

LET_GO = "a person lets it go by putting it into the failed category (Settings.RemoveRejected: the next one goes alone)"
BY_QUEUE, BY_HISTORY = "queue", "history"
SAME_MOMENT = timedelta(seconds=10)
"""The row in the history and the entry of the blocklist are written one after the other."""


def propose(
    app: ArrApp, torrent: Torrent, download: Download, reports: Sequence[HealthReport], facts: Facts
) -> Action | None:
    """Be rid of what somebody found failed, if the app can blocklist and replace it; else keep it and say why.

    What is complete was never imported: it is only rejected. A person's word lets anything go.
    """
    failed = _worst(reports)
    past = history_of(download.owner, facts)
    if failed is None:
        return None
    if not failed.told and (download.imported_at or (past and past.imported(torrent.hashes))):
        return None
    if past is None or not past.knows(torrent.hashes):
        return Keep(f"{failed.reason}, but it is not known yet whether {app.kind} has a grab record of it")
    grabbed, rejected = past.grabbed(torrent.hashes) is not None, torrent.complete and _is_rejected(past, torrent)
    if failed.told:
        return Remove(failed.reason, failed=grabbed and not rejected)
    if not grabbed:
        return Keep(f"{app.kind} has no grab record of it: it could neither blocklist nor replace it ({failed.reason})")
    if not torrent.complete:
        return Remove(failed.reason, failed=True)
    if rejected:
        return Keep(f"{app.kind} has marked it as failed and will not import it; {LET_GO}")
    if _is_importing(torrent, download, facts):
        return Keep(f"{failed.reason}, but {app.kind} is importing it")
    return Reject(failed.reason)


def _worst(reports: Sequence[HealthReport]) -> HealthReport | None:
    """The first that says failed, before all others what a person has said."""
    failed = [report for report in reports if report.verdict is Verdict.FAILED]
    return next((report for report in failed if report.told), failed[0] if failed else None)


def _is_rejected(past: HistoryView, torrent: Torrent) -> bool:
    """Whether nothing has happened to it since it was marked as failed: its release is blocklisted and replaced."""
    return past.failed(torrent.hashes) is not None


def _is_importing(torrent: Torrent, download: Download, facts: Facts) -> bool:
    queue = queue_of(download.owner, facts)
    item = queue.find(torrent.hashes) if queue else None
    return item is not None and item.tracked_state == "importing"


def past_of(edge: Edge, torrent: Torrent) -> HistoryView:
    """All that the app remembers of a torrent now."""
    return join(HistoryView(), of_download(edge, torrent.hashes), torrent.hashes)


def blocklist(edge: Edge, torrent: Torrent, rules: Rules, *, why_not_replaced: str = "") -> tuple[bool, str]:
    """Have the release of a torrent blocklisted and see that it was; the torrent itself is left alone.

    Done once however often it is called. The app may look for another release if it does so by itself, unless there
    is a reason why it should not.
    """
    kind = edge.app.kind
    before = past_of(edge, torrent)
    grab = before.grabbed(torrent.hashes)
    if grab is None:
        return False, f"{kind} has no grab record of it and cannot blocklist it"
    if _failed_since(before, torrent, grab):
        return True, f"{kind} had already blocklisted {grab.title}"
    trouble = ""
    app_searches = rules.will_search(grab)
    try:
        how = _mark_as_failed(edge, grab, app_searches=app_searches and not why_not_replaced)
    except Unavailable as error:  # it may have been done all the same
        how, trouble = "", f": {error}"
    if _failed_since(past_of(edge, torrent), torrent, grab):
        against = app_searches and why_not_replaced and how == BY_HISTORY
        warning = f"; {kind} searches for another by itself, though {why_not_replaced}" if against else ""
        return True, f"{kind} blocklisted {grab.title}{warning}"
    return False, f"{kind} did not blocklist it{trouble}"


def unblocklist(edge: Edge, torrent: Torrent) -> tuple[bool, str]:
    """Take back the newest blocklisting of a torrent's release."""
    kind = edge.app.kind
    past = past_of(edge, torrent)
    grab, last = past.grabbed(torrent.hashes), past.last(torrent.hashes)
    if grab is None or last is None or last.kind != "failed":
        return True, f"{kind} has not blocklisted it"
    entry = next(
        (
            one
            for one in _entries(edge, grab)
            if text(one, "sourceTitle") == grab.title
            and (date := when(one, "date"))
            and abs(date - last.at) <= SAME_MOMENT
        ),
        None,
    )
    if entry is None:
        return True, f"{kind} has no such entry in its blocklist any more"
    try:
        edge.delete(f"blocklist/{number(entry, 'id')}")
    except NotFound:
        return True, f"{kind} has no such entry in its blocklist any more"
    return True, f"{kind} may grab {grab.title} again; it will not import this download by itself"


def _failed_since(past: HistoryView, torrent: Torrent, grab: Grab) -> bool:
    last = past.last(torrent.hashes)
    return last is not None and last.kind == "failed" and last.id > grab.id


def _mark_as_failed(edge: Edge, grab: Grab, *, app_searches: bool) -> str:
    """Through the queue, which knows of ``skipRedownload``; else through the grab's own row.

    The queue's download must have the grab's id: of a hybrid torrent it may have another, and blocklisting by that
    does nothing and says nothing.
    """
    item = read_queue(edge).items.get(grab.download_id)
    if item:
        try:
            _leave_queue(edge, item, app_searches=app_searches)
        except NotFound:  # it left the queue just now
            pass
        else:
            return BY_QUEUE
    edge.post(f"history/failed/{grab.id}")
    return BY_HISTORY


def _leave_queue(edge: Edge, item: QueueItem, *, app_searches: bool) -> None:
    """One record stands for the whole download. Its torrent and data stay: the app would always delete both."""
    edge.delete(
        f"queue/{item.ids[0]}",
        removeFromClient=False,
        blocklist=True,
        skipRedownload=not app_searches,
        changeCategory=False,
    )


def _entries(edge: Edge, grab: Grab) -> Sequence[Record]:
    page = edge.read("blocklist", page=1, pageSize=250, sortKey="date", sortDirection="descending")
    return [one for one in rows(page, "records") if number(one, edge.app.media_key) in (*grab.media_ids, None)]
