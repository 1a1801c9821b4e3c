"""Work that is done later: written down with what it follows from, done once that is durable."""
