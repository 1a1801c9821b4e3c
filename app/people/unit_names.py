"""Names of schools: what people say for short, and when two ways of writing mean one school."""

import re
from itertools import takewhile

from app.core.folding import fold

SHORT_NAME_LENGTH = 60

_NUMBERED = re.compile(r"^(?P<words>.+?)\bn(?:ume)?r\b[\s.]*(?P<number>\d+)\b", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"^(?P<words>\D*[^\W\d]\D*?)(?P<number>\d+)\b")
_GLUED_NUMBER = re.compile(r"\bn(ume)?r(?=\d)", re.IGNORECASE)
_PATRON = re.compile(r"\bim(?:\.|ienia\b|\s)", re.IGNORECASE)
_PLACE = re.compile(r"\bwe?\s+\S.*$", re.IGNORECASE)
_REMARK = re.compile(r"[\s,;:(]*\brspo\b.*$|\s*:.*$", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"[^\W_]+")

#: words that lead on to particulars: "z oddziałami integracyjnymi", "dla dzieci", "w zespole"
_PARTICULARS = frozenset({"z", "ze", "dla", "w", "we"})
_SMALL_WORDS = frozenset({"i", "oraz", "do", "ds", "na"})

#: how a word begins, however it is declined or cut → the word
_STEMS = (
    ("przedszk", "przedszkole"),
    ("szkoln", "szkolny"),
    ("szk", "szkola"),
    ("podst", "podstawowa"),
    ("zesp", "zespol"),
)
_ACRONYMS = {
    **dict.fromkeys(("sp", "psp", "msp", "gsp", "ssp"), ("szkola", "podstawowa")),
    **dict.fromkeys(("p", "pm", "mp", "pp", "ps"), ("przedszkole",)),
    "zs": ("zespol", "szkola"),
    "zsp": ("zespol", "szkolny", "przedszkole"),
    "cuw": ("centrum", "uslug", "wspolnych"),
}
#: who runs a school does not tell it from the others of the same running body
_OWNERS = ("miejsk", "publiczn", "samorzadow", "gminn")
_SCHOOLS = frozenset({"przedszkole", "szkola"})


def short_name(name: str) -> str:
    """What people say: "Szkoła Podstawowa nr 6 im. J. Brzechwy" is "SP nr 6".

    The initials of what kind of unit it is, then its number, or else the place, or else the patron.
    A kind of one word stays whole ("Przedszkole nr 4"). At most 60 characters.
    """
    kind, number, rest = _parts(name)
    words = [word for word in _kind_words(kind) if fold(word) not in _SMALL_WORDS]
    said = "".join(word[0] for word in words).upper() if len(words) > 1 else " ".join(words)
    tail = f"nr {number}" if number else _distinction(rest)
    shortened = " ".join(filter(None, (said, tail)))
    return (shortened or name)[:SHORT_NAME_LENGTH].strip()


def unit_name_key(name: str) -> str:
    """A key that is equal for all the ways to write one school's name.

    "SP 6", "SP nr 6", "Szk. Podst. nr 6" and "szkoła podstawowa nr 6 im. X w Y" share one. It
    overlooks the patron; the place where there is a number; "miejskie" and "publiczne"; and what
    a sheet's title says after the name ("…, RSPO 279606: kadra"). Empty for a text without letters
    and digits.

    Schools of different towns may share a key: then the name alone decides nothing.
    """
    kind, number, rest = _parts(name)
    words = _spelled_out([fold(word) for word in _kind_words(kind)])
    tail = [number.lstrip("0")] if number else _WORD.findall(fold(_distinction(rest)))
    return " ".join([*words, *tail])


def _parts(name: str) -> tuple[str, str, str]:
    """What kind of unit it is, its number, and the particulars where there is no number."""
    text = _GLUED_NUMBER.sub("nr ", _REMARK.sub("", " ".join(name.split())))
    numbered = _NUMBERED.search(text) or _NUMBER_ALONE.search(_PATRON.split(text)[0])
    if numbered:
        return numbered["words"], numbered["number"], ""
    kind = _PLACE.sub("", _PATRON.split(text)[0])
    return kind, "", text[len(kind) :]


def _kind_words(kind: str) -> list[str]:
    words = _WORD.findall(_PATRON.split(kind)[0])
    return list(takewhile(lambda word: fold(word) not in _PARTICULARS, words)) or words


def _distinction(rest: str) -> str:
    place = _PLACE.search(rest)
    return (place[0] if place else rest).strip(" ,-")


def _spelled_out(words: list[str]) -> list[str]:
    words = list(_ACRONYMS.get(" ".join(words), words))
    spelled = [
        next((whole for stem, whole in _STEMS if word.startswith(stem)), word) for word in words
    ]
    if _SCHOOLS.isdisjoint(spelled):
        return spelled
    return [word for word in spelled if not word.startswith(_OWNERS)]


def _whole(word: str) -> str:
    return next((whole for stem, whole in _STEMS if word.startswith(stem)), word)
