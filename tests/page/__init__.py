"""The page as people see it: a real browser before a running qbitrr."""
