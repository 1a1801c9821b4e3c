"""The training register."""
