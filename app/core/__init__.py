"""The kernel: settings, database, clock, permissions, audit. Knows nothing of Flask or of any feature."""
