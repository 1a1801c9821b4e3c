"""Sessions, who was there, and the lists that prove it."""
