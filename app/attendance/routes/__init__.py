"""Pages of sessions, of the room, and of the lists."""
