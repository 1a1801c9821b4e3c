"""The quiz at the end of a course: questions, attempts, marks."""
