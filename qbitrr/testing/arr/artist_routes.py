"""The endpoints of a simulated Lidarr that are about artists."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..http import Reply
from .artist import Artist
from .artists import Artists
from .editor import change, change_tags, check_profile
from .history import Item
from .routes import Call, Route
from .wire import crash, json_reply, no_such_row

EDITED = {
    "monitored": "monitored",
    "monitorNewItems": "monitor_new_items",
    "qualityProfileId": "quality_profile_id",
    "metadataProfileId": "metadata_profile_id",
}


class ArtistEndpoints:
    def __init__(self, artists: Artists) -> None:
        self.artists = artists

    def routes(self) -> list[Route]:
        return [
            ("GET", "artist", self.all),
            ("PUT", "artist/editor", self.edit),
            ("GET", "artist/{id}", self.get),
            ("PUT", "artist/{id}", self.put),
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
        return json_reply(self.resource(self._find(call.id)))

    def put(self, call: Call) -> Reply:
        """The whole resource."""
        artist, fields = self._find(call.id), call.fields()
        check_profile(fields, self.artists.profiles)
        change(artist, fields, EDITED)
        change_tags(artist.tags, {**fields, "applyTags": "replace"})
        if isinstance(fields.get("path"), str):
            artist.folder = Path(str(fields["path"]))
        return json_reply(self.resource(artist), 202)

    def edit(self, call: Call) -> Reply:
        """Change what is named of all of them; nobody looks whether there is such a profile."""
        artists, fields = rows_of(self.artists.by_id, call.ids("artistIds")), call.fields()
        for artist in artists:
            change(artist, fields, EDITED)
            change_tags(artist.tags, fields)
            if isinstance(fields.get("rootFolderPath"), str):
                artist.folder = Path(str(fields["rootFolderPath"])) / artist.folder.name
        return json_reply([self.resource(artist) for artist in artists], 202)

    def _find(self, number: int) -> Artist:
        artist = self.artists.by_id.get(number)
        if artist is None:
            raise no_such_row()
        return artist


def rows_of[Row](rows: Mapping[int, Row], ids: list[int]) -> list[Row]:
    """The rows of these ids; the database is asked for all at once, and one that is not there is a crash."""
    found = [rows[number] for number in dict.fromkeys(ids) if number in rows]
    if len(found) < len(set(ids)):
        message = f"Expected query to return {len(set(ids))} rows but returned {len(found)}"
        raise crash("System.ApplicationException", message)
    return found
