"""Certificates of other organisers in words."""
