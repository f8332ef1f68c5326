"""The test kit: try a plugin without qBittorrent, an Arr, a database or a configuration file."""
