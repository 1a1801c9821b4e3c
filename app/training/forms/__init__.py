"""What a human types about trainings, assignments, completions and lists."""
