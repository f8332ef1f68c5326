"""What trackers say, and which of them a torrent should have."""
