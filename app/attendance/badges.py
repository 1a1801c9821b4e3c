"""Codes of badges: six characters say whose it is, twelve prove it.

A badge is computed from a secret that never leaves the server, the number of the person, and how
often the person's badge was replaced. Nothing is stored for it, and no two badges are alike.
"""

import hmac
import re
from dataclasses import dataclass

from app.core.paper.codes import ALPHABET, digits, meant, number_of

_OWNER_LENGTH, _PROOF_LENGTH = 6, 12
_LENGTH = _OWNER_LENGTH + _PROOF_LENGTH
_BITS = 5
#: an address, of whatever server, says that a badge follows
_ADDRESS = re.compile(r"^.*/b/", re.DOTALL)
_LONGEST_TEXT = 300


@dataclass(frozen=True, slots=True)
class Badge:
    """What stands on a badge: whose it claims to be, and what is to prove it."""

    person_id: int
    proof: str


def badge_code(secret: str, person_id: int, number: int) -> str:
    """The code of the person's badge after so many replacements.

    Raises:
        ValueError: the number of the person does not fit into six characters.
    """
    if not 0 <= person_id < len(ALPHABET) ** _OWNER_LENGTH:
        raise ValueError(person_id)
    return digits(person_id, _OWNER_LENGTH) + _proof(secret, person_id, number)


def read_badge(text: str) -> Badge | None:
    """What the text of a QR code, or a typed code, says; None if it is no badge at all.

    Of an address only what follows /b/ counts. Case, hyphens and blanks do not matter.
    """
    plain = meant(_ADDRESS.sub("", text[:_LONGEST_TEXT]).rstrip("/"))
    owner, proof = number_of(plain[:_OWNER_LENGTH]), plain[_OWNER_LENGTH:]
    if len(plain) != _LENGTH or owner is None or number_of(proof) is None:
        return None
    return Badge(owner, proof)


def is_genuine(badge: Badge, secret: str, number: int) -> bool:
    """Whether this is the person's badge after so many replacements."""
    return hmac.compare_digest(badge.proof, _proof(secret, badge.person_id, number))


def grouped(code: str) -> str:
    """The code as people read it: "00002Z-8K3M0P-Q7RT5V"."""
    starts = range(0, len(code), _OWNER_LENGTH)
    return "-".join(code[start : start + _OWNER_LENGTH] for start in starts)


def badge_address(base_url: str, code: str) -> str:
    """What the QR code holds: it leads a stranger to a page that says nothing about anybody."""
    return f"{base_url}/b/{code}"


def _proof(secret: str, person_id: int, number: int) -> str:
    message = f"badge:{person_id}:{number}"
    digest = hmac.digest(secret.encode(), message.encode(), "sha256")
    return digits(int.from_bytes(digest[:8]) >> 64 - _BITS * _PROOF_LENGTH, _PROOF_LENGTH)
