"""``qbitrr demo``: the main job, live, beside a simulated Radarr and a simulated or real qBittorrent."""
