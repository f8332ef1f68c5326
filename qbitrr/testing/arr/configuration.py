"""The endpoints of a simulated Arr that tell how it is set up."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..http import Reply
from .downloads import Downloads
from .indexers import Indexers
from .profiles import Profiles
from .routes import Call, Route, status_only
from .wire import ApiError, Json, bad_request, invalid, json_reply, model_not_found, no_such_row

HIDDEN = "********"


@dataclass(slots=True)
class Configuration:
    downloads: Downloads
    profiles: Profiles
    indexers: Indexers
    tags: dict[int, str] = field(default_factory=dict)
    _tags_given: int = 0

    def routes(self) -> list[Route]:
        return [
            ("GET", "qualityprofile", self.list_profiles),
            ("GET", "qualityprofile/{id}", self.get_profile),
            ("GET", "tag", self.list_tags),
            ("POST", "tag", self.add_tag),
            ("DELETE", "tag/{id}", self.delete_tag),
            ("GET", "downloadclient", lambda _call: json_reply([self.client()])),
            ("POST", "downloadclient/test", self.check),
            ("POST", "downloadclient/testall", self.check_all),
            ("GET", "config/downloadclient", lambda _call: json_reply(self.handling())),
            ("GET", "remotepathmapping", lambda _call: json_reply(self.mappings())),
            ("GET", "health", self.health),
            *self.indexers.routes(),
        ]

    def client(self) -> Json:
        client, settings, media = self.downloads.client, self.downloads.settings, self.downloads.app.media
        values = {
            "host": client.host,
            "port": client.port,
            "useSsl": False,
            "username": client.username or None,
            "password": HIDDEN if client.password else None,
            f"{media}Category": client.category or None,
            f"{media}ImportedCategory": client.imported_category or None,
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
        handling = {
            "id": 1,
            "enableCompletedDownloadHandling": settings.completed_handling,
            "autoRedownloadFailed": settings.auto_redownload_failed,
            "autoRedownloadFailedFromInteractiveSearch": settings.auto_redownload_from_interactive,
            "checkForFinishedDownloadInterval": 1,
            "downloadClientWorkingFolders": "_UNPACK_|_FAILED_",
        }
        return {key: value for key, value in handling.items() if key not in self.downloads.app.handling_lacks}

    def mappings(self) -> list[Json]:
        return [
            {"id": number, "host": mapping.host, "remotePath": mapping.remote, "localPath": mapping.local}
            for number, mapping in enumerate(self.downloads.settings.path_mappings, 1)
        ]

    def list_profiles(self, _call: Call) -> Reply:
        return json_reply([self.profiles.resource(profile) for profile in self.profiles.by_id.values()])

    def get_profile(self, call: Call) -> Reply:
        profile = self.profiles.by_id.get(call.id)
        if profile is None:
            raise no_such_row()
        return json_reply(self.profiles.resource(profile))

    def health(self, _call: Call) -> Reply:
        complaints = (self._client_complaint(), self.indexers.complaint())
        return json_reply([complaint for complaint in complaints if complaint])

    def _client_complaint(self) -> Json | None:
        if not self.downloads.client_error:
            return None
        paused = self.downloads.back_off.pausing(self.downloads.clock())
        return {
            "source": "DownloadClientStatusCheck" if paused else "DownloadClientCheck",
            "type": "error",
            "message": f"Unable to communicate with qBittorrent. {self.downloads.client_error}",
            "wikiUrl": "https://wiki.invalid/system#download-clients",
        }

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
        if self.downloads.library.uses_tag(call.id):
            message = f"'{self.tags[call.id]}' cannot be deleted since it's still in use"
            raise ApiError(json_reply({"message": message, "description": message}, 409))
        del self.tags[call.id]
        return status_only(200)
