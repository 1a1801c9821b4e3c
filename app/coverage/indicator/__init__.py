"""The rule of the indicator, on plain values: no database, no web."""
