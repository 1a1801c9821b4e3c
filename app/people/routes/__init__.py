"""Pages of people, units and posts."""
