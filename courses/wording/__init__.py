"""Courses in words."""
