"""The Flask toolbox: gate, forms base, error pages, headers, downloads. Knows no feature."""
