"""What a human types about people, units and posts."""
