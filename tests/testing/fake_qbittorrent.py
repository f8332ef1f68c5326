"""As little of qBittorrent as a simulated Arr needs: login, list, add, delete, categories."""

from qbitrr.testing.http import Reply, SimulatedServer

SEEDING = "uploading"


class FakeQbittorrent(SimulatedServer):
    """``torrents`` maps a hash to what ``torrents/info`` gives of it; ``removed`` are (hash, deleteFiles)."""

    def __init__(self):
        super().__init__()
        self.torrents, self.removed, self.added = {}, [], []
        self.preferences = {"max_ratio_enabled": False, "max_seeding_time_enabled": False}
        self.next_hash = ""

    def put(self, torrent_hash, name, *, state=SEEDING, path=None, category="radarr", **more):
        done = state.endswith("UP") or state == SEEDING
        self.torrents[torrent_hash.lower()] = {
            "hash": torrent_hash.lower(),
            "name": name,
            "state": state,
            "category": category,
            "size": 1000,
            "progress": 1.0 if done else 0.25,
            "eta": 8640000,
            "content_path": str(path or f"/downloads/{name}"),
            "save_path": str(path.parent if path else "/downloads"),
            "ratio": 0.0,
            "ratio_limit": -2,
            "seeding_time": 0,
            "seeding_time_limit": -2,
            **more,
        }
        return torrent_hash.upper()

    def answer(self, request):
        call = request.path.removeprefix("/api/v2/")
        if call == "auth/login":
            return Reply(200, b"Ok.", "text/plain", {"Set-Cookie": "SID=abc; HttpOnly; path=/"})
        if request.headers.get("cookie") != "SID=abc":
            return Reply(403, b"Forbidden", "text/plain")
        return getattr(self, call.replace("/", "_"))(request)

    def app_webapiVersion(self, request):
        return Reply(200, b"2.11.4", "text/plain")

    def app_preferences(self, request):
        return Reply.of(self.preferences)

    def torrents_info(self, request):
        wanted = request.query.get("category")
        rows = [row for row in self.torrents.values() if not wanted or row["category"] in wanted]
        return Reply.of(rows)

    def torrents_delete(self, request):
        for torrent_hash in request.form["hashes"][0].split("|"):
            self.removed.append((torrent_hash, request.form["deleteFiles"][0]))
            self.torrents.pop(torrent_hash, None)
        return Reply(200, b"", "text/plain")

    def torrents_setCategory(self, request):
        self.torrents[request.form["hashes"][0]]["category"] = request.form["category"][0]
        return Reply(200, b"", "text/plain")

    def torrents_add(self, request):
        self.added.append(request)
        return Reply(200, b"Ok.", "text/plain")
