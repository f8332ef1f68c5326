"""Plugins as others would write them: one that is good, and a builder of bad ones."""
