"""Pages and downloads of the indicator."""
