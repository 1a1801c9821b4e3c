"""The import of staff lists without database and web: reading, matching, planning."""
