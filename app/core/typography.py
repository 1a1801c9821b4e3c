"""Text as a careful printer sets it."""

import re

_TAG = re.compile(r"(<[^>]*>)")
#: a word of one letter: in Polish and Ukrainian most are prepositions that lean on the next word
_LONELY = re.compile(r"(?<![^\s(„«–])([^\W\d_])[ \n](?=\S)")


def bound(html: str) -> str:
    """The text, or HTML, with words of one letter kept on the line of the word that follows."""
    return "".join(
        piece if piece.startswith("<") else _LONELY.sub("\\1\N{NO-BREAK SPACE}", piece)
        for piece in _TAG.split(html)
    )
