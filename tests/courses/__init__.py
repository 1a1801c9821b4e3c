"""Courses: lessons, progress, packs."""
