"""Answers about accounts, sign-ins and links."""
