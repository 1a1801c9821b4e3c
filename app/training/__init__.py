"""The training register: what can be completed, and who completed it."""
