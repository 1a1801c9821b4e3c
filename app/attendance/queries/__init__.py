"""Answers about sessions and presence."""
