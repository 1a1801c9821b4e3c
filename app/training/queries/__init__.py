"""Answers about trainings and completions."""
