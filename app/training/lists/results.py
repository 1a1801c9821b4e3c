"""What a list says about how it went: passed, not passed, absent, and the percentage."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.core.folding import fold
from app.core.tables.cells import Cell, clean_text, is_blank
from app.people.roster.facts import Refused

#: a percentage alone says "passed" from here on
PASS_MARK_PERCENT = 80

_PERCENT = re.compile(r"(?<![\d-])(\d{1,3})(?:[.,]\d+)? ?%")
_NUMBER = re.compile(r"(\d{1,3})(?:[.,]\d+)?")
_PRESENCE_HEADING = re.compile(r"obecn|udzial|uczestn")
_PERCENT_HEADING = re.compile(r"%|procent|percent")
_NEVER_SAID = re.compile(r"[^\w+]+")

_ABSENT = re.compile(
    r"(?:nie ?obecn\w* )?(?:nie ?)?uspr\w*|nie ?obecn\w*|nb|absent"
    r"|nie ?uczestnicz\w*|nie byl[ao]?"
)
_FAILED = re.compile(
    r"nie ?zal\w*|nzal|nie ?zda\w*|nie ?ukoncz\w*|negatyw\w*|fail|failed|not passed"
)
_NO = re.compile(r"nie|n|no|false")
_PASSED = re.compile(
    r"zal\w*|zda[lnw]\w*|ukoncz\w*|pozytyw\w*|obecn\w*|ob|uczestnicz\w*|tak|t"
    r"|pass|passed|present|completed|yes|y|true|x|v|\+"
)


class Outcome(StrEnum):
    """How it went for one person."""

    PASSED = "passed"
    FAILED = "failed"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome, and the percentage if one was given (0 to 100, cut to a whole number).

    `is_inferred` when there is only the percentage, held against the usual pass mark.
    """

    outcome: Outcome
    score_percent: int | None = None
    is_inferred: bool = False


def parse_result(cell: Cell, heading: str, score: int | None) -> Result | None:
    """What the cell says under its heading, with the percentage of another column; None if nothing.

    "Nie" under a heading about presence means absent, elsewhere not passed.

    Raises:
        Refused: ``result_unclear`` or ``score_range``.
    """
    if is_blank(cell):
        return None if score is None else _by_score(score)
    percent, words = _parted(cell, fold(heading))
    found = score if percent is None else percent
    if not words:
        return None if found is None else _by_score(found)
    outcome = _outcome(words, is_presence=bool(_PRESENCE_HEADING.search(fold(heading))))
    if outcome is None:
        raise Refused("result_unclear", value=clean_text(cell)[:80])
    return Result(outcome, found)


def parse_score(cell: Cell) -> int | None:
    """The percentage in a column of its own, with or without its sign; None for an empty cell.

    Raises:
        Refused: ``score_unclear`` or ``score_range``.
    """
    if is_blank(cell):
        return None
    if isinstance(cell, float) and 0 < cell <= 1:  # how Excel keeps a percentage
        return int(Decimal(repr(cell)) * 100)
    match = _NUMBER.fullmatch(fold(clean_text(cell)).replace("%", "").strip())
    if match is None:
        raise Refused("score_unclear", value=clean_text(cell)[:80])
    return _in_range(int(match[1]), match[0])


def _parted(cell: Cell, heading: str) -> tuple[int | None, str]:
    """The percentage and the words of a cell."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if _PERCENT_HEADING.search(heading) or (isinstance(cell, float) and cell <= 1):
            return parse_score(cell), ""
        raise Refused("result_unclear", value=clean_text(cell)[:80])
    text = fold(clean_text(cell))
    if _PERCENT_HEADING.search(heading) and _NUMBER.fullmatch(text):
        return parse_score(cell), ""
    match = _PERCENT.search(text)
    if match is None:
        return None, _words(text)
    rest = text[: match.start()] + " " + text[match.end() :]
    return _in_range(int(match[1]), match[0]), _words(rest)


def _words(text: str) -> str:
    return _NEVER_SAID.sub(" ", text).strip()


def _outcome(words: str, *, is_presence: bool) -> Outcome | None:
    if _ABSENT.fullmatch(words) or (is_presence and _NO.fullmatch(words)):
        return Outcome.ABSENT
    if _FAILED.fullmatch(words) or _NO.fullmatch(words):
        return Outcome.FAILED
    return Outcome.PASSED if _PASSED.fullmatch(words) else None


def _by_score(score: int) -> Result:
    outcome = Outcome.PASSED if score >= PASS_MARK_PERCENT else Outcome.FAILED
    return Result(outcome, score, is_inferred=True)


def _in_range(score: int, shown: str) -> int:
    if score > 100 or (score == 100 and re.search(r"[.,]\d*[1-9]", shown)):  # noqa: PLR2004
        raise Refused("score_range", value=shown)
    return score
