"""A library, what it lacks, and how a search for it is made."""
