"""What is true of people, units and posts."""
