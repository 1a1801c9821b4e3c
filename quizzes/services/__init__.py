"""Commands of those who take quizzes, and of those who publish them."""
