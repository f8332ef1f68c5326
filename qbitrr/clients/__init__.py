"""One qBittorrent: what it says, what to believe of it, and the process that speaks to it for everybody."""
