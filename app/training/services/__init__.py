"""Commands of the training register."""
