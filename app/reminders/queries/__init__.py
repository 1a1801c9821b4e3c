"""Answers about mailings and the mails in them."""
