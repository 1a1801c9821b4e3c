"""Addresses of the interface for programs, and of the pages where its tokens are given."""
