"""Tables of the training register."""
