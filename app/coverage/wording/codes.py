"""Codes of trainings and topics, so short that a line holds them: "S1–S4, S6", "KRI.a–c"."""

import re
from collections.abc import Iterable, Iterator

_NUMBERED = re.compile(r"(.*?)(\d{1,9})")
_LETTERED = re.compile(r"(.*\.)([a-z])")
#: so many in a row are said as a range
_ROW = 3


def code_list(codes: Iterable[str]) -> str:
    """The codes in the order of what they end in, three and more in a row as a range."""
    return ", ".join(_said(row) for row in _rows(sorted(set(codes), key=_place)))


def _said(row: list[str]) -> str:
    if len(row) < _ROW:
        return ", ".join(row)
    last = _LETTERED.fullmatch(row[-1])
    return f"{row[0]}–{last[2] if last else row[-1]}"


def _rows(codes: Iterable[str]) -> Iterator[list[str]]:
    row: list[str] = []
    for code in codes:
        if row and not _follows(row[-1], code):
            yield row
            row = []
        row.append(code)
    if row:
        yield row


def _follows(before: str, code: str) -> bool:
    word, place = _place(code)
    return place > 0 and _place(before) == (word, place - 1)


def _place(code: str) -> tuple[str, int]:
    """What the code begins with, and which number or letter it ends in; -1 if in none."""
    if found := _NUMBERED.fullmatch(code):
        return found[1], int(found[2])
    if found := _LETTERED.fullmatch(code):
        return found[1], ord(found[2])
    return code, -1
