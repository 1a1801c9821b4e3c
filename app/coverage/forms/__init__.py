"""What humans type about the indicator."""
