"""Rules that judge which torrents are not worth keeping: one entry point for each."""
