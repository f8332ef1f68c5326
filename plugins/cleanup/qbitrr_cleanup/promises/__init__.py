"""How long a torrent is to seed, and what it owes its trackers."""
