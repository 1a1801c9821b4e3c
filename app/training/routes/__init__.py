"""Pages of the training register, one module per noun."""
