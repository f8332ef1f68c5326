"""What a section's worker tells those who look on: what it thinks of each torrent, and why."""
