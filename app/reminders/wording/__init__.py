"""Mailings and their mails in words."""
