"""The house rules, one file each. Where a rule must give way, its exception is listed by name."""
