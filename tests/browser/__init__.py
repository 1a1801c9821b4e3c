"""What only a real browser can show: journeys, accessibility, every page at two widths."""
