"""The 80 % indicator: what share of each school's teaching staff is trained, on any date."""
