"""The indicator."""
