"""Commands that change people, units and posts."""
