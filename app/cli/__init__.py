"""The `kadra` command: one module per noun."""
