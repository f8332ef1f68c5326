"""What the rules for bad downloads share: whom they leave alone, how long, and what may be concluded."""
