"""What qbitrr remembers, in one database."""
