"""Commands of sign-in and of the administration of accounts."""
