"""Sessions and who was there."""
