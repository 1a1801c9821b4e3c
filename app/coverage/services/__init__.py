"""Commands that change rules, publish figures and stand for staff lists."""
