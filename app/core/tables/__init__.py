"""Tables people upload: one reader for CSV and Excel, from raw bytes to clean rows."""
