"""Secrets that only their bearer keeps: sessions and mailed links."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class MailedLink:
    """A link on its way to its bearer: the only moment when its token is known to us."""

    token: str = field(repr=False)
    to: str
    #: code of the language that the bearer reads
    language: str
    is_invitation: bool
    expires_at: datetime
    #: name of the human who invites; empty for a command, and where nobody does
    invited_by: str = ""


def new_token() -> str:
    """A secret of 256 bits that fits into an address."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What we keep of a token: enough to recognise it, useless to a thief."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
