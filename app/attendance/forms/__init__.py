"""What a human typed about sessions and presence."""
