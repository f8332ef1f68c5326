"""A laboratory of real parts on loopback: qBittorrent, tracker, seed and media."""
