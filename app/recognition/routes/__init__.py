"""Certificates of other organisers: the pages."""
