"""Mails that remind: when, whom, once."""
