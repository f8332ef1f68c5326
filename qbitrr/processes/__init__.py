"""Processes: started, watched over and ended. Nothing here knows what they do."""
