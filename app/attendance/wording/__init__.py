"""Sessions and presence in words."""
