"""Certificates in words."""
