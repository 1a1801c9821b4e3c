"""Pages of courses, one module per noun."""
