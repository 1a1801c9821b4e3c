"""The figures for other programs: a read-only JSON interface with tokens per unit."""
