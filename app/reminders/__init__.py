"""Reminding people of what they are asked to complete: teacher, then head, then office."""
