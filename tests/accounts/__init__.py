"""Accounts: the door, the keys, and who holds them."""
