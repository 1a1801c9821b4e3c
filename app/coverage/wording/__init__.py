"""The indicator in words."""
