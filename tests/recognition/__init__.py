"""Trainings taken elsewhere: certificates sent in, confirmed, accepted."""
