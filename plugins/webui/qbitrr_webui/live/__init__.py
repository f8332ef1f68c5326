"""What is live: the torrents as they are now, and events as they happen. It costs nothing while nobody looks."""
