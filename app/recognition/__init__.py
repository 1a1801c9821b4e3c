"""Trainings taken elsewhere: a certificate is uploaded, confirmed, and accepted or rejected."""
