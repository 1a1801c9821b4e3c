"""Mailings planned, released, cancelled and sent."""
