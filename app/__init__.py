"""Kadra: who of a city's school staff is trained, on any date, and why."""
