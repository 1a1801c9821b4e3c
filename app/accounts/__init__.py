"""Sign-in: accounts, passwords, invitations, sessions, and roles at a unit."""
