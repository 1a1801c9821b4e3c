"""Quizzes: what a question is, what an answer is worth, and what becomes of an attempt."""
