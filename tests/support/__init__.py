"""Real servers for tests: PostgreSQL, SMTP and a browser."""
