"""People, units and posts in words."""
