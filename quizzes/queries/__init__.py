"""Answers about quizzes and attempts."""
