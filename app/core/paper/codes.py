"""Codes of documents: 15 random characters, and one that shows typing errors.

Crockford's alphabet has no I, L, O and U, so nobody has to tell them from 1 and 0. The last
character makes the sum of all, each weighted by a power of 2 in the field of 32 elements, nought.
No two weights are equal and none is nought: one wrong character, and any two that changed places,
are always noticed.
"""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 16

_GROUP = 4
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
#: text programs put dashes for hyphens
_SEPARATORS = re.compile(r"[\s\-–—‐‑.]+")
_NUMBER = re.compile(r"\s*[A-Z]{2}\s*/\s*\d{4}\s*/\s*\d+\s*", re.IGNORECASE)
_MODULUS = 0b100101  # x⁵ + x² + 1, of which 2 is a primitive element


class BadCode(ValueError):
    """What was typed cannot be a code."""


class WrongLength(BadCode):
    """It has too few or too many characters: `found`, without what only separates them."""

    def __init__(self, found: int) -> None:
        super().__init__(found)
        self.found = found


class ForeignCharacter(BadCode):
    """It has a character that no code has."""

    def __init__(self, character: str) -> None:
        super().__init__(character)
        self.character = character


class IsNumber(BadCode):
    """It is the number of a document, which everybody may know, and not its code."""


class TypingError(BadCode):
    """It looks like a code, but at least one character is wrong, or two changed places."""


def new_code() -> str:
    """A code that nobody can guess: one of 2⁷⁵."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + ALPHABET[_double(_sum(body))]


def read_code(typed: str) -> str:
    """The code that somebody means, however it is grouped; of an address, what follows the last /.

    Raises:
        BadCode: the more exact kind says what is wrong with it.
    """
    if _NUMBER.fullmatch(typed):
        raise IsNumber(typed)
    plain = meant(typed.rstrip("/").rpartition("/")[2])
    for character in plain:
        if character not in _VALUES:
            raise ForeignCharacter(character)
    if len(plain) != LENGTH:
        raise WrongLength(len(plain))
    if _sum(plain):
        raise TypingError(plain)
    return plain


def meant(typed: str) -> str:
    """What was typed, without blanks and hyphens, and with look-alikes read as they were meant."""
    return _SEPARATORS.sub("", typed).upper().translate(_MEANT)


def digits(number: int, length: int = 1) -> str:
    """The number with the alphabet for digits, in at least so many of them."""
    written = ""
    while number or len(written) < length:
        number, value = divmod(number, len(ALPHABET))
        written = ALPHABET[value] + written
    return written


def number_of(written: str) -> int | None:
    """The number that these digits write; None if one of them is none, or there are none."""
    if not written or not _VALUES.keys() >= set(written):
        return None
    return sum(
        _VALUES[digit] * len(ALPHABET) ** place for place, digit in enumerate(reversed(written))
    )


def grouped(code: str) -> str:
    """The code as people read it: "7D0K-4M2P-…"."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def _sum(characters: str) -> int:
    """The weighted sum; the last character has the weight 1, each before it twice the next."""
    total = 0
    for character in characters:
        total = _double(total) ^ _VALUES[character]
    return total


def _double(value: int) -> int:
    value <<= 1
    return value ^ _MODULUS if value & len(ALPHABET) else value
