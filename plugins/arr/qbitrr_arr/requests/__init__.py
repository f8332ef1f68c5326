"""What users have asked for in a request app: Overseerr, Jellyseerr, Seerr, or Ombi."""
