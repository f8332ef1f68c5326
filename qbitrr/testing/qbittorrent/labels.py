"""The calls about categories and tags."""

from __future__ import annotations

from .call import Answer, Call, Refused, each
from .torrents import SimulatedTorrent


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
    if "savePath" in call.parameters:
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


LABELS: dict[str, Answer] = {
    "torrents/categories": lambda call: call.client.ledger.tables["categories"],
    "torrents/tags": lambda call: sorted(call.client.ledger.tables["tags"]),
}
"""Those that read."""

LABELLING: dict[str, Answer] = {
    "torrents/setCategory": set_category,
    "torrents/createCategory": create_category,
    "torrents/editCategory": edit_category,
    "torrents/removeCategories": remove_categories,
    "torrents/createTags": create_tags,
    "torrents/deleteTags": delete_tags,
    "torrents/addTags": each(_add_tags),
    "torrents/removeTags": each(_remove_tags),
}
"""Those that change."""
