"""Searching libraries for what is missing, within a budget that all sections share."""
