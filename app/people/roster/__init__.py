"""The import of staff lists, as far as it needs neither database nor web: reading, matching, planning."""
