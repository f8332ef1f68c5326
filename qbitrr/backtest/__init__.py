"""Judge again what was recorded, with any configuration: what would it have removed? Touches nothing."""
