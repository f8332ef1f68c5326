"""The endpoints of a simulated Lidarr that are about artists."""

from __future__ import annotations

from collections.abc import Callable

from ..http import Reply
from .artist import Artist
from .artists import Artists
from .history import Item
from .routes import Call, Route
from .wire import bad_request, crash, json_reply, no_such_row

EDITABLE = {  # what the editor may set, by its name in the API: our name, and its type
    "monitored": ("monitored", bool),
    "monitorNewItems": ("monitor_new_items", str),
    "qualityProfileId": ("quality_profile_id", int),
    "metadataProfileId": ("metadata_profile_id", int),
}
APPLIED: dict[str, Callable[[list[int], list[int]], list[int]]] = {
    "add": lambda own, tags: [*own, *(tag for tag in tags if tag not in own)],
    "remove": lambda own, tags: [tag for tag in own if tag not in tags],
    "replace": lambda _own, tags: list(tags),
}


class ArtistEndpoints:
    def __init__(self, artists: Artists) -> None:
        self.artists = artists

    def routes(self) -> list[Route]:
        return [
            ("GET", "artist", self.all),
            ("GET", "artist/{id}", self.get),
            ("PUT", "artist/editor", self.edit),
        ]

    def resource(self, artist: Artist) -> dict[str, object]:
        return {**artist.resource(), "statistics": artist.statistics(self.artists.clock())}

    def embed(self, item: Item) -> dict[str, object] | None:
        artist = self.artists.by_id.get(item["artistId"])
        return artist.resource() if artist else None

    def all(self, call: Call) -> Reply:
        resources = [self.resource(artist) for artist in self.artists.by_id.values()]
        foreign = call.query.text("mbId")
        return json_reply([row for row in resources if not foreign or row["foreignArtistId"] == foreign])

    def get(self, call: Call) -> Reply:
        artist = self.artists.by_id.get(call.id)
        if artist is None:
            raise no_such_row()
        return json_reply(self.resource(artist))

    def edit(self, call: Call) -> Reply:
        """Change what is named of all of them; what is not named stays."""
        fields = call.fields()
        artists, changes = rows_of(self.artists.by_id, call.ids("artistIds")), _changes(fields)
        tags = call.ids("tags") if fields.get("tags") is not None else None
        apply = APPLIED.get(str(fields.get("applyTags", "add")).lower())
        if apply is None:
            raise bad_request("applyTags", "The JSON value could not be converted.")
        for artist in artists:
            for name, value in changes.items():
                setattr(artist, name, value)
            artist.tags = artist.tags if tags is None else apply(artist.tags, tags)
        return json_reply([self.resource(artist) for artist in artists], 202)


def rows_of[Row](rows: dict[int, Row], ids: list[int]) -> list[Row]:
    """The rows of these ids; the database is asked for all at once, and one that is not there is a crash."""
    found = [rows[number] for number in dict.fromkeys(ids) if number in rows]
    if len(found) < len(set(ids)):
        message = f"Expected query to return {len(set(ids))} rows but returned {len(found)}"
        raise crash("System.ApplicationException", message)
    return found


def _changes(fields: dict[str, object]) -> dict[str, object]:
    changes = {}
    for name, (attribute, kind) in EDITABLE.items():
        value = fields.get(name)
        if value is not None and type(value) is not kind:
            raise bad_request(name, "The JSON value could not be converted.")
        if value is not None:
            changes[attribute] = value
    return changes
