"""What the container image runs before qbitrr, with Python's own library alone."""
