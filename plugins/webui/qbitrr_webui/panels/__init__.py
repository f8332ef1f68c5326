"""What plugins of others add to the page: panels, and routes of their own."""
