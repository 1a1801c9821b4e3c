"""What is likely until the next day of report: arithmetic that is written on the page."""
