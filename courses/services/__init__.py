"""Commands of those who learn."""
