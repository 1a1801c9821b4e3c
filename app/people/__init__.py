"""Units (schools), persons, their employments and absences, and the import of staff lists."""
