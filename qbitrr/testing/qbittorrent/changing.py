"""The calls that change torrents."""

from __future__ import annotations

from .call import Answer, Call, Refused, each
from .queue import MOVES, queue_move
from .torrents import NEVER, SimulatedTorrent


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

    return each(change)


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


def _super_seed(call: Call, torrent: SimulatedTorrent) -> None:
    call.need("value")
    call.client.change(torrent, {"super_seeding": bool(call.flag("value"))})


CHANGING: dict[str, Answer] = {
    "torrents/delete": delete,
    "torrents/recheck": each(recheck),
    "torrents/reannounce": each(lambda call, torrent: call.client.touch(torrent)),
    "torrents/setForceStart": each(_force_start),
    "torrents/setShareLimits": set_share_limits,
    "torrents/setDownloadLimit": _limit("dl_limit"),
    "torrents/setUploadLimit": _limit("up_limit"),
    "torrents/setLocation": set_location,
    "torrents/setAutoManagement": each(_auto_management),
    "torrents/filePrio": file_priority,
    "torrents/setSuperSeeding": each(_super_seed),
    **{f"torrents/{name}": queue_move(move) for name, move in MOVES.items()},
}

STOP: Answer = each(lambda call, torrent: call.client.stop(torrent))
START: Answer = each(lambda call, torrent: call.client.start(torrent))
