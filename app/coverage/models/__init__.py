"""Tables of the indicator."""
