"""Text as a careful printer sets it."""

import re

_TAG = re.compile(r"(<[^>]*>)")
#: what leans on the next word: a word of one letter (most are prepositions), a short number, a §
_LEANING = re.compile(r"(?<![^\s(„«–])([^\W\d_]|\d{1,2}|§)[ \n](?=\w)")
#: a dash does not begin a line
_DASH = re.compile(r"(?<=\S)[ \n](?=–\s)")
_HARD_SPACE = "\N{NO-BREAK SPACE}"


def bound(html: str) -> str:
    """The text, or HTML, in which short words and numbers stay with the word that follows.

    A dash stays with the word before it.
    """
    return "".join(piece if piece.startswith("<") else _bound(piece) for piece in _TAG.split(html))


def _bound(text: str) -> str:
    return _DASH.sub(_HARD_SPACE, _LEANING.sub(f"\\1{_HARD_SPACE}", text))
