"""The calls that change torrents, categories and tags."""

from __future__ import annotations

from collections.abc import Callable

from .simulated_call import Answer, Call, Refused
from .simulated_torrents import NEVER, SimulatedTorrent


def _each(change: Callable[[Call, SimulatedTorrent], None]) -> Answer:
    """The same for every torrent that is named."""

    def answer(call: Call) -> None:
        for torrent in list(call.torrents()):
            change(call, torrent)

    return answer


def delete(call: Call) -> None:
    call.need("hashes", "deleteFiles")
    for torrent in list(call.torrents()):
        call.client.remove(torrent.hash, delete_files=bool(call.flag("deleteFiles")))


def recheck(call: Call, torrent: SimulatedTorrent) -> None:
    """Read everything again. On 4.5 a torrent with missing files hangs in checkingUP until it is started."""
    client, before = call.client, dict(torrent.row)
    client.evolution.end(torrent.hash)
    client.touch(torrent)
    state = "checkingUP" if before["completion_on"] != client.dialect.unfinished else "checkingDL"
    nothing = {"progress": 0, "completed": 0, "amount_left": before["size"], "dlspeed": 0, "upspeed": 0, "eta": NEVER}
    client.change(torrent, nothing | {"state": state})
    if client.dialect.generation < 5 and before["state"] == "missingFiles":
        return
    stopped = str(before["state"]).startswith(("paused", "stopped"))

    def outcome(checked: SimulatedTorrent, due: float) -> dict[str, object]:  # noqa: ARG001
        there = client.disk.present(checked) and (client.disk.folder or before["progress"] == 1)
        progress = 1 if there else 0 if client.disk.folder else float(str(before["progress"]))
        client.change(checked, {"progress": progress})
        return {"state": checked.stopped_state(client.dialect) if stopped else checked.running_state()}

    client.evolution.begin(torrent.hash, [(client.checking_seconds, outcome)], client.clock())


def set_category(call: Call) -> None:
    call.need("hashes", "category")
    category = call.text("category")
    if category and category not in call.client.ledger.tables["categories"]:
        raise Refused(409, "Incorrect category name")
    for torrent in list(call.torrents()):
        call.client.touch(torrent)
        call.client.change(torrent, {"category": category})
        if torrent.row["auto_tmm"]:
            call.client.move(torrent, call.client.category_path(category))


def create_category(call: Call) -> None:
    call.need("category")
    name = call.text("category")
    if not name:
        raise Refused(400, "Category cannot be empty")
    if "\\" in name or "//" in name or name.startswith("/") or name.endswith("/"):
        raise Refused(409, "Incorrect category name")
    if name in call.client.ledger.tables["categories"]:
        raise Refused(409, "Unable to create category")
    call.client.make_category(name, savePath=call.text("savePath"))


def edit_category(call: Call) -> None:
    newest = call.client.dialect.newest
    call.need("category", *(() if newest else ("savePath",)))
    if call.text("category") not in call.client.ledger.tables["categories"]:
        raise Refused(404, "Category does not exist") if newest else Refused(409, "Unable to edit category")
    call.client.ledger.change("categories", call.text("category"), {"savePath": call.text("savePath")})


def remove_categories(call: Call) -> None:
    call.need("categories")
    client = call.client
    gone = set(call.words("categories", "\n")) & set(client.ledger.tables["categories"])
    for torrent in client.torrents.values():
        if torrent.row["category"] in gone:
            client.change(torrent, {"category": ""})
    for name in gone:
        client.ledger.drop("categories", name)


def create_tags(call: Call) -> None:
    call.need("tags")
    call.client.make_tags(call.words("tags", ","))


def delete_tags(call: Call) -> None:
    call.need("tags")
    client = call.client
    gone = set(call.words("tags", ",")) & set(client.ledger.tables["tags"])
    for torrent in client.torrents.values():
        if gone & set(torrent.tags):
            client.change(torrent, {"tags": set(torrent.tags) - gone})
    for tag in gone:
        client.ledger.drop("tags", tag)


def _add_tags(call: Call, torrent: SimulatedTorrent) -> None:
    call.need("tags")
    call.client.touch(torrent)
    call.client.change(torrent, {"tags": {*torrent.tags, *call.words("tags", ",")}})


def _remove_tags(call: Call, torrent: SimulatedTorrent) -> None:
    gone = set(call.words("tags", ",")) or set(torrent.tags)
    call.client.touch(torrent)
    call.client.change(torrent, {"tags": set(torrent.tags) - gone})


def _force_start(call: Call, torrent: SimulatedTorrent) -> None:
    if call.flag("value"):
        call.client.start(torrent, forced=True)
    elif torrent.row["force_start"]:
        call.client.change(torrent, {"force_start": False})
        if not torrent.halted:
            call.client.change(torrent, {"state": torrent.running_state()})


def set_share_limits(call: Call) -> None:
    call.need(*call.client.dialect.share_limits)
    ratio, seeding = call.decimal("ratioLimit", -2), call.whole("seedingTimeLimit", -2)
    inactive = call.whole("inactiveSeedingTimeLimit", -2)
    said: dict[str, object] = {
        "ratio_limit": ratio,
        "seeding_time_limit": seeding,
        "inactive_seeding_time_limit": inactive,
        "max_ratio": max(ratio, -1),
        "max_seeding_time": max(seeding, -1),
        "max_inactive_seeding_time": max(inactive, -1),
        "share_limit_action": call.text("shareLimitAction"),
        "share_limits_mode": call.text("shareLimitsMode"),
    }
    for torrent in list(call.torrents()):
        call.client.touch(torrent)
        call.client.change(torrent, said)


def _limit(name: str) -> Answer:
    def change(call: Call, torrent: SimulatedTorrent) -> None:
        call.need("limit")
        call.client.change(torrent, {name: max(0, call.whole("limit"))})

    return _each(change)


def set_location(call: Call) -> None:
    call.need("hashes", "location")
    location = call.text("location").strip().rstrip("/")
    if not location:
        raise Refused(400, "Save path cannot be empty")
    for torrent in list(call.torrents()):
        call.client.change(torrent, {"auto_tmm": False})
        call.client.move(torrent, location)


def _auto_management(call: Call, torrent: SimulatedTorrent) -> None:
    call.need("enable")
    enable = bool(call.flag("enable"))
    call.client.change(torrent, {"auto_tmm": enable})
    if enable:
        call.client.move(torrent, call.client.category_path(torrent.text("category")))


def file_priority(call: Call) -> None:
    call.need("hash", "id", "priority")
    if call.text("priority") not in ("0", "1", "4", "6", "7"):
        raise Refused(400, "Priority is not valid")
    torrent = call.torrent()
    if not torrent.has_metadata:
        raise Refused(409, "Torrent's metadata has not yet downloaded")
    try:
        chosen = [int(index) for index in call.words("id", "|")]
    except ValueError as reason:
        raise Refused(400, "File IDs must be integers") from reason
    if not all(0 <= index < len(torrent.files) for index in chosen):
        raise Refused(409, "File ID is not valid")
    for index in chosen:
        torrent.files[index].priority = call.whole("priority")
    _count_wanted(call, torrent)


def _count_wanted(call: Call, torrent: SimulatedTorrent) -> None:
    """A torrent of which nothing is wanted has size 0, nothing left, and progress 0."""
    wanted = sum(file.size for file in torrent.files if file.priority)
    progress = float(str(torrent.row["progress"])) if wanted else 0
    call.client.change(torrent, {"size": wanted})
    call.client.change(torrent, {"progress": progress})
    if torrent.stopped:
        call.client.change(torrent, {"state": torrent.stopped_state(call.client.dialect)})
    elif not torrent.halted:
        call.client.change(torrent, {"state": torrent.running_state()})


def _queue(call: Call) -> None:
    call.need("hashes")
    if not call.client.preferences["queueing_enabled"]:
        raise Refused(409, "Torrent queueing must be enabled")


CHANGING: dict[str, Answer] = {
    "torrents/delete": delete,
    "torrents/recheck": _each(recheck),
    "torrents/reannounce": _each(lambda call, torrent: call.client.touch(torrent)),
    "torrents/setCategory": set_category,
    "torrents/createCategory": create_category,
    "torrents/editCategory": edit_category,
    "torrents/removeCategories": remove_categories,
    "torrents/createTags": create_tags,
    "torrents/deleteTags": delete_tags,
    "torrents/addTags": _each(_add_tags),
    "torrents/removeTags": _each(_remove_tags),
    "torrents/setForceStart": _each(_force_start),
    "torrents/setShareLimits": set_share_limits,
    "torrents/setDownloadLimit": _limit("dl_limit"),
    "torrents/setUploadLimit": _limit("up_limit"),
    "torrents/setLocation": set_location,
    "torrents/setAutoManagement": _each(_auto_management),
    "torrents/filePrio": file_priority,
    "torrents/topPrio": _queue,
    "torrents/bottomPrio": _queue,
    "torrents/increasePrio": _queue,
    "torrents/decreasePrio": _queue,
}

STOP: Answer = _each(lambda call, torrent: call.client.stop(torrent))
START: Answer = _each(lambda call, torrent: call.client.start(torrent))
