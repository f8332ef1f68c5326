"""The steps that change a torrent in its client and can be undone: each does one thing and says what it did."""

from __future__ import annotations

from .actions import Categorize, Deselect, EditTrackers, Limit, SuperSeed, Tag
from .similar import stopped_for_space_elsewhere
from .work import STOPPED_BY_US, NotDone, Sentence, Step, Work, changed


def start(work: Work) -> Sentence:
    note = "/".join(work.torrent.key)
    ours = work.store.notes(STOPPED_BY_US).get(note) is not None
    if not ours and not stopped_for_space_elsewhere(work.torrent):
        raise NotDone("it was not stopped by qbitrr")
    changed(lambda: work.client.start(work.torrent.hash))
    work.store.notes(STOPPED_BY_US).put(note, None)
    return "started"


def recheck(work: Work) -> Sentence:
    changed(lambda: work.client.recheck(work.torrent.hash))
    return "checked again"


def tag(work: Work) -> Sentence:
    if not isinstance(work.action, Tag):
        raise NotDone("this action has no tags")
    added, removed = work.action.add, work.action.remove
    if added:
        changed(lambda: work.client.add_tags(work.torrent.hash, added))
    if removed:
        changed(lambda: work.client.remove_tags(work.torrent.hash, removed))
    return "tagged"


def categorize(work: Work) -> Sentence:
    if not isinstance(work.action, Categorize):
        raise NotDone("this action has no category")
    category = work.action.category
    changed(lambda: work.client.set_category(work.torrent.hash, category))
    return f"moved to the category {category!r}"


def deselect(work: Work) -> Sentence:
    if not isinstance(work.action, Deselect) or not work.action.files:
        raise NotDone("this action has no files")
    files = work.action.files
    changed(lambda: work.client.deselect(work.torrent.hash, files))
    return f"{len(files)} of its files are not loaded"


def limit(work: Work) -> Sentence:
    if not isinstance(work.action, Limit):
        raise NotDone("this action has no limits")
    download, upload = work.action.download, work.action.upload
    changed(lambda: work.client.set_speed(work.torrent.hash, download=download, upload=upload))
    return "its speed limits are set"


def super_seed(work: Work) -> Sentence:
    if not isinstance(work.action, SuperSeed):
        raise NotDone("this action says neither on nor off")
    on = work.action.on
    changed(lambda: work.client.super_seed(work.torrent.hash, on=on))
    return f"its super-seeding is {'on' if on else 'off'}"


def edit_trackers(work: Work) -> Sentence:
    if not isinstance(work.action, EditTrackers):
        raise NotDone("this action has no trackers")
    add, remove = work.action.add, work.action.remove
    if add:
        changed(lambda: work.client.add_trackers(work.torrent.hash, add))
    if remove:
        changed(lambda: work.client.remove_trackers(work.torrent.hash, remove))
    return f"trackers: {len(add)} added, {len(remove)} taken away"


def reannounce(work: Work) -> Sentence:
    changed(lambda: work.client.reannounce(work.torrent.hash))
    return "its trackers are asked again"


def promote(work: Work) -> Sentence:
    changed(lambda: work.client.promote(work.torrent.hash))
    return "at the top of the queue"


CHANGES: dict[str, Step] = {
    "start": start,
    "recheck": recheck,
    "tag": tag,
    "categorize": categorize,
    "deselect": deselect,
    "limit": limit,
    "superseed": super_seed,
    "edittrackers": edit_trackers,
    "reannounce": reannounce,
    "promote": promote,
}
