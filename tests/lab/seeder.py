"""A real peer inside the test process: seeds with an exact upload limit, or leeches."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import libtorrent

from tests.lab.torrents import TorrentFile

SETTINGS: libtorrent.settings_pack = {
    "listen_interfaces": "127.0.0.1:0",
    "enable_dht": False,
    "enable_lsd": False,
    "enable_upnp": False,
    "enable_natpmp": False,
    "enable_outgoing_utp": False,
    "enable_incoming_utp": False,
    "allow_multiple_connections_per_ip": True,
    "rate_limit_ip_overhead": False,
    "alert_mask": 0,
    "stop_tracker_timeout": 0,  # else closing takes 5 s
}


class Seeder:
    """A libtorrent session on loopback."""

    def __init__(self) -> None:
        import libtorrent  # loads a large library, so only where a peer is wanted

        self._libtorrent = libtorrent
        self._session = libtorrent.session(SETTINGS)

    @property
    def port(self) -> int:
        return int(self._session.listen_port())

    def seed(self, torrent: TorrentFile, folder: Path, *, upload_limit: int = 0) -> None:
        """Offer a torrent whose content lies in ``folder``; it is not checked. ``upload_limit``: bytes a second."""
        peer = self._add(torrent, folder, seeding=True)
        # A limit on the session would not hold: libtorrent exempts peers on loopback from it.
        peer.set_upload_limit(upload_limit)

    def leech(self, torrent: TorrentFile, folder: Path, *, peer_port: int) -> None:
        """Download a torrent into ``folder`` from the client that listens on ``peer_port``."""
        folder.mkdir(parents=True, exist_ok=True)
        self._add(torrent, folder, seeding=False).connect_peer(("127.0.0.1", peer_port))

    def leave(self, torrent_hash: str) -> None:
        """Be no longer a peer of this torrent."""
        for peer in self._session.get_torrents():
            if str(peer.info_hash()) == torrent_hash:
                self._session.remove_torrent(peer)

    def leave_all(self) -> None:
        for peer in self._session.get_torrents():
            self._session.remove_torrent(peer)

    def close(self) -> None:
        self.leave_all()
        self._session.pause()
        del self._session

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _add(self, torrent: TorrentFile, folder: Path, *, seeding: bool) -> libtorrent.torrent_handle:
        flags = self._libtorrent.torrent_flags
        wanted = self._libtorrent.load_torrent_buffer(torrent.content)
        wanted.save_path = str(folder)
        wanted.flags &= ~(flags.auto_managed | flags.paused)
        if seeding:
            wanted.flags |= flags.seed_mode
        peer: libtorrent.torrent_handle = self._session.add_torrent(wanted)
        return peer
