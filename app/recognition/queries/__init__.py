"""Certificates of other organisers: who asks what of them."""
