"""The queue of the torrents that are not complete: each one's place, from 1 on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .call import Answer, Call, Refused
from .client import SimulatedClient
from .torrents import SimulatedTorrent

type Move = Callable[[list[str], set[str]], list[str]]
"""A new order of the queue, of which some were chosen."""


def _to_top(queue: list[str], chosen: set[str]) -> list[str]:
    return sorted(queue, key=lambda name: name not in chosen)


def _to_bottom(queue: list[str], chosen: set[str]) -> list[str]:
    return sorted(queue, key=lambda name: name in chosen)


def _up(queue: list[str], chosen: set[str]) -> list[str]:
    moved = list(queue)
    for place in range(1, len(moved)):
        if moved[place] in chosen and moved[place - 1] not in chosen:
            moved[place - 1], moved[place] = moved[place], moved[place - 1]
    return moved


def _down(queue: list[str], chosen: set[str]) -> list[str]:
    return _up(queue[::-1], chosen)[::-1]


MOVES: Mapping[str, Move] = {"topPrio": _to_top, "bottomPrio": _to_bottom, "increasePrio": _up, "decreasePrio": _down}


def queue_move(move: Move) -> Answer:
    def answer(call: Call) -> None:
        call.need("hashes")
        if not call.client.preferences["queueing_enabled"]:
            raise Refused(409, "Torrent queueing must be enabled")
        put_in_order(call.client, move(_queue(call.client), {torrent.hash for torrent in call.torrents()}))

    return answer


def renumber(client: SimulatedClient) -> None:
    """Give each a place, or none where queueing is off."""
    put_in_order(client, _queue(client) if client.preferences["queueing_enabled"] else [])


def put_in_order(client: SimulatedClient, queue: list[str]) -> None:
    places = {name: place for place, name in enumerate(queue, 1)}
    for torrent in client.torrents.values():
        if torrent.row["priority"] != (place := places.get(torrent.hash, 0)):
            client.change(torrent, {"priority": place})


def _queue(client: SimulatedClient) -> list[str]:
    """Those that are not complete; the ones without a place come last, as they came."""

    def place(torrent: SimulatedTorrent) -> tuple[bool, int]:
        return torrent.number("priority") == 0, torrent.number("priority")

    waiting = (torrent for torrent in client.torrents.values() if not torrent.complete)
    return [torrent.hash for torrent in sorted(waiting, key=place)]
