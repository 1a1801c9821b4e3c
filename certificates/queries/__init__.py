"""Answers about certificates."""
