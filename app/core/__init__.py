"""The kernel: settings, database, clock, permissions, audit. Knows neither Flask nor features."""
