"""The configuration file: shown without its secrets, checked with changes in it, and saved."""
