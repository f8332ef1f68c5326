"""The endpoints of a simulated Arr that tell how it is set up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ..http import Reply
from .downloads import Downloads
from .quality import profile
from .routes import Call, Route, status_only
from .wire import ApiError, Json, bad_request, invalid, json_reply, model_not_found

HIDDEN = "********"


@dataclass(slots=True)
class Configuration:
    """``media`` is the word that category fields begin with; ``in_use`` says whether a tag is used."""

    downloads: Downloads
    media: str
    in_use: Callable[[int], bool]
    indexers: list[str] = field(default_factory=lambda: ["Indexer"])
    profiles: list[dict[str, object]] = field(default_factory=lambda: [profile(1)])
    tags: dict[int, str] = field(default_factory=dict)
    _tags_given: int = 0

    def routes(self) -> list[Route]:
        return [
            ("GET", "qualityprofile", lambda _call: json_reply(self.profiles)),
            ("GET", "tag", self.list_tags),
            ("POST", "tag", self.add_tag),
            ("DELETE", "tag/{id}", self.delete_tag),
            ("GET", "downloadclient", lambda _call: json_reply([self.client()])),
            ("POST", "downloadclient/test", self.check),
            ("POST", "downloadclient/testall", self.check_all),
            ("GET", "config/downloadclient", lambda _call: json_reply(self.handling())),
            ("GET", "remotepathmapping", lambda _call: json_reply(self.mappings())),
            ("GET", "indexer", lambda _call: json_reply(self.indexer_list())),
            ("GET", "health", self.health),
        ]

    def client(self) -> Json:
        client, settings = self.downloads.client, self.downloads.settings
        values = {
            "host": client.host,
            "port": client.port,
            "useSsl": False,
            "username": client.username or None,
            "password": HIDDEN if client.password else None,
            f"{self.media}Category": client.category or None,
            f"{self.media}ImportedCategory": client.imported_category or None,
            "initialState": 0,
        }
        fields = [{"order": order, "name": name, "value": value} for order, (name, value) in enumerate(values.items())]
        return {
            "id": 1,
            "name": "qBittorrent",
            "enable": True,
            "protocol": "torrent",
            "priority": 1,
            "implementation": "QBittorrent",
            "implementationName": "qBittorrent",
            "configContract": "QBittorrentSettings",
            "fields": fields,
            "tags": [],
            "removeCompletedDownloads": settings.remove_completed,
            "removeFailedDownloads": settings.remove_failed,
        }

    def handling(self) -> Json:
        settings = self.downloads.settings
        return {
            "id": 1,
            "enableCompletedDownloadHandling": settings.completed_handling,
            "autoRedownloadFailed": settings.auto_redownload_failed,
            "autoRedownloadFailedFromInteractiveSearch": settings.auto_redownload_from_interactive,
            "checkForFinishedDownloadInterval": 1,
            "downloadClientWorkingFolders": "_UNPACK_|_FAILED_",
        }

    def mappings(self) -> list[Json]:
        return [
            {"id": number, "host": mapping.host, "remotePath": mapping.remote, "localPath": mapping.local}
            for number, mapping in enumerate(self.downloads.settings.path_mappings, 1)
        ]

    def indexer_list(self) -> list[Json]:
        return [self._indexer(number, name) for number, name in enumerate(self.indexers, 1)]

    def health(self, _call: Call) -> Reply:
        if not self.downloads.client_error:
            return json_reply([])
        paused = self.downloads.back_off.pausing(self.downloads.clock())
        complaint = {
            "source": "DownloadClientStatusCheck" if paused else "DownloadClientCheck",
            "type": "error",
            "message": f"Unable to communicate with qBittorrent. {self.downloads.client_error}",
            "wikiUrl": "https://wiki.invalid/system#download-clients",
        }
        return json_reply([complaint])

    def check(self, call: Call) -> Reply:
        call.fields()
        complaint = self.downloads.check_client()
        if complaint:
            raise invalid("Host", complaint, self.downloads.client.host)
        return json_reply({})

    def check_all(self, _call: Call) -> Reply:
        complaint = self.downloads.check_client()
        failures = [{"propertyName": "Host", "errorMessage": complaint, "severity": "error"}] if complaint else []
        return json_reply(
            [{"id": 1, "isValid": not complaint, "validationFailures": failures}], 400 if complaint else 200
        )

    def list_tags(self, _call: Call) -> Reply:
        return json_reply([{"id": number, "label": label} for number, label in self.tags.items()])

    def add_tag(self, call: Call) -> Reply:
        """An existing label is given back as it is."""
        label = call.fields().get("label")
        if not isinstance(label, str):
            raise bad_request("label", "The JSON value could not be converted.")
        if not re.fullmatch(r"[a-z0-9-]+", label.lower()):
            raise invalid("Label", "Allowed characters a-z, 0-9 and -", label)
        known = next((number for number, known in self.tags.items() if known == label.lower()), None)
        if known is None:
            self._tags_given += 1
            known = self._tags_given
            self.tags[known] = label.lower()
        return json_reply({"id": known, "label": label.lower()}, 201)

    def delete_tag(self, call: Call) -> Reply:
        if call.id not in self.tags:
            raise model_not_found("Tag", call.id)
        if self.in_use(call.id):
            message = f"'{self.tags[call.id]}' cannot be deleted since it's still in use"
            raise ApiError(json_reply({"message": message, "description": message}, 409))
        del self.tags[call.id]
        return status_only(200)

    @staticmethod
    def _indexer(number: int, name: str) -> Json:
        fields = [{"order": 0, "name": "minimumSeeders", "value": 1}]
        return {
            "id": number,
            "name": name,
            "implementation": "Torznab",
            "implementationName": "Torznab",
            "configContract": "TorznabSettings",
            "protocol": "torrent",
            "priority": 25,
            "enableRss": True,
            "enableAutomaticSearch": True,
            "enableInteractiveSearch": True,
            "supportsRss": True,
            "supportsSearch": True,
            "downloadClientId": 0,
            "tags": [],
            "fields": fields,
        }
