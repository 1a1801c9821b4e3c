"""Pages of sign-in, of the own account, and of the administration of accounts."""
