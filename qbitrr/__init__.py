"""qbitrr."""
