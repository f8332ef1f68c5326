"""The simulated qBittorrent, with what the tests of a simulated Arr ask about it."""

from qbitrr.testing.simulated_qbittorrent import SimulatedQbittorrent


class WatchedQbittorrent(SimulatedQbittorrent):
    """``removed`` are (hash, deleteFiles) and ``added`` the requests, as they came in."""

    def put(self, torrent_hash, name, *, state="uploading", path=None, **more):
        """List a torrent in the app's category; return its hash as the app writes it."""
        torrent_hash = torrent_hash.lower()
        done = state.endswith("UP") or state == "uploading"
        fields = {
            "category": "radarr",
            "content_path": str(path or f"/downloads/{name}"),
            "save_path": str(path.parent if path else "/downloads"),
            "progress": 1.0 if done else 0.25,
            "size": 1000,
        }
        self.add(name, hash=torrent_hash, state=state, **fields | more)
        self.client.torrents[torrent_hash].row["state"] = state  # as it is, in the words of any version
        return torrent_hash.upper()

    @property
    def removed(self):
        forms = [request.form for request in self._sent("torrents/delete")]
        return [(form["hashes"][0], form["deleteFiles"][0]) for form in forms]

    @property
    def added(self):
        return self._sent("torrents/add")

    def _sent(self, call):
        return [request for request in self.requests if request.path.endswith(call)]
