"""What several rules share: rows and whom they match, patterns, tags, words."""
