"""A rule that looks into media files before they are imported. Import from the modules; this one stays empty."""
