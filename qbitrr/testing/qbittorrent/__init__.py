"""The parts that the simulated qBittorrent is made of."""
