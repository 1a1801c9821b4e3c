"""What a password must be: long, not personal, and not among those that are tried first.

Nothing is asked about its composition: length is what protects, rules about signs only annoy.
"""

from collections.abc import Collection, Iterable
from enum import StrEnum

from app.core.folding import fold

MIN_LENGTH = 12
MAX_LENGTH = 1000
_MIN_DIFFERENT = 5
_MIN_OWN_WORD = 3

#: what guessing begins with, folded; a password of nothing but these and digits is common
_TRIED_FIRST = """
abc abcd abcdef abcdefgh abcdefghijkl adam admin administrator agnieszka andrzej anna apple asd
asdf asdfgh asdfghjkl barbara bardzo bartek bezpieczenstwo biblioteka birthday cie computer cuw
czerwiec czerwona damian dobry dragon dupa dyrektor dzieci dziecko dzien email ewa facebook
football gesla gmail gmina google grudzien grzegorz hasla haslo hello iloveyou internet jan jazn
jezus joanna kadra kamil karolina kasia katarzyna kocham komputer kontakt krakow krzysztof kuba
kwiatek kwiecien lato legia letmein lipiec listopad login logowanie lubie luty magda magdalena
maj maja malgorzata marcin marek maria mariusz marta marzec master mateusz matrix miasto michal
milosc misiek misio moj moje monika monkey nauczyciel nauczycielka nowe nowy office pani pass
password paulina pawel pazdziernik piotr poczta polska praca princess przedszkole qaz qazwsx qwe
qwer qwert qwerty qwertyuiop rodzina rok root samsung secret sekret sekretariat shadow sierpien
slonce sloneczko start styczen summer sunshine super superman swinka szkola szkolenie szkolny
szkoly tajemnica tajne test to tomasz trustno uczen user wakacje warszawa welcome wielki windows
winter wiosna witaj witam wrzesien wsx xsw zaq zaqwsx zazolc zima zmien zmienmnie zolw zxc zxcv
zxcvb zxcvbnm
"""
_COMMON = frozenset(_TRIED_FIRST.split())


class PasswordFault(StrEnum):
    """Why a password is not accepted."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    PERSONAL = "personal"
    COMMON = "common"


def fault_of(password: str, *, own: Iterable[str]) -> PasswordFault | None:
    """The first reason against the password; None if there is none.

    `own` are texts that anybody may know about the owner: the name, the e-mail address.
    """
    if len(password) < MIN_LENGTH:
        return PasswordFault.TOO_SHORT
    if len(password) > MAX_LENGTH:
        return PasswordFault.TOO_LONG
    letters = "".join(filter(str.isalpha, fold(password)))
    words = _words(own)
    if letters and _is_made_of(letters, words):
        return PasswordFault.PERSONAL
    if len(set(password)) < _MIN_DIFFERENT or _is_made_of(letters, words | _COMMON):
        return PasswordFault.COMMON
    return None


def _words(texts: Iterable[str]) -> frozenset[str]:
    """The runs of letters in the texts, folded, long enough to mean something."""
    spaced = "".join(letter if letter.isalpha() else " " for letter in fold(" ".join(texts)))
    return frozenset(word for word in spaced.split() if len(word) >= _MIN_OWN_WORD)


def _is_made_of(letters: str, words: Collection[str]) -> bool:
    """Whether the letters are words of the list, one after another; no letters at all are."""
    lengths = {len(word) for word in words}
    reachable = {0}
    for end in range(1, len(letters) + 1):
        if any(end - size in reachable and letters[end - size : end] in words for size in lengths):
            reachable.add(end)
    return len(letters) in reachable
