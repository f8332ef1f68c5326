"""Which files of a torrent are loaded: what kind each is, which are excluded, and what that leaves."""
