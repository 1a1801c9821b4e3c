"""Answers about the indicator."""
