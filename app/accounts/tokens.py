"""Secrets that only their bearer keeps: sessions and mailed links."""

import hashlib
import secrets


def new_token() -> str:
    """A secret of 256 bits that fits into an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What we keep of a token: enough to recognise it, useless to a thief."""
    return hashlib.sha256(token.encode()).hexdigest()
