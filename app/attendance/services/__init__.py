"""Commands: plan, check in, correct, close, accept."""
