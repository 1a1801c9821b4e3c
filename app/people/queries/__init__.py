"""Answers about people, units and posts."""
