"""Answers about courses, lessons, and how far people are."""
