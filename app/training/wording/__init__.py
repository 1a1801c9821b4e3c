"""The training register in words."""
