"""Which torrents belong to an instance, and which of its media they are."""

from __future__ import annotations

from collections.abc import Collection

from qbitrr import Classification, Facts, Torrent

from .past import HistoryView
from .queue import QueueView
from .settings import Settings


def queue_of(name: str, facts: Facts) -> QueueView | None:
    seen = facts.get("queue", name)
    return seen.value if seen and isinstance(seen.value, QueueView) else None


def history_of(name: str, facts: Facts) -> HistoryView | None:
    seen = facts.get("history", name)
    return seen.value if seen and isinstance(seen.value, HistoryView) else None


def settings_of(name: str, facts: Facts) -> Settings | None:
    seen = facts.get("settings", name)
    return seen.value if seen and isinstance(seen.value, Settings) else None


def claim(
    name: str, category: str, torrent: Torrent, facts: Facts, special: Collection[str] = ()
) -> Classification | None:
    """Claim what is in ``category``; while that is empty (neither configured nor learnt), nothing.

    An imported torrent may have been moved to the category that the app gives after an import: it stays ours. So does
    what a person has put into a ``special`` category, if the app has grabbed it.
    """
    if not torrent.category:
        return None
    past = history_of(name, facts)
    ours = torrent.category == category or _moved_on(torrent, category, settings_of(name, facts), past)
    if not ours and not _put_aside(torrent, category, special, past):
        return None
    item = (queue_of(name, facts) or QueueView()).find(torrent.hashes)
    grab = past.grabbed(torrent.hashes) if past else None
    media = (grab.media_ids if grab else ()) or (item.media_ids if item else ())
    title = grab.title if grab else item.title if item else ""
    return Classification(name, media[0] if media else None, title, media if len(media) > 1 else ())


def may_have_moved_on(name: str, torrent: Torrent, facts: Facts, special: Collection[str] = ()) -> bool:
    """Whether it is where the app puts what it has imported, or a person any of ours: then its past is worth asking."""
    settings = settings_of(name, facts)
    return torrent.category in special or (
        settings is not None and torrent.category == settings.imported_category != ""
    )


def _moved_on(torrent: Torrent, category: str, settings: Settings | None, past: HistoryView | None) -> bool:
    if not category or settings is None or torrent.category != settings.imported_category or past is None:
        return False
    return past.imported(torrent.hashes) is not None


def _put_aside(torrent: Torrent, category: str, special: Collection[str], past: HistoryView | None) -> bool:
    if not category or torrent.category not in special or past is None:
        return False
    return past.grabbed(torrent.hashes) is not None
