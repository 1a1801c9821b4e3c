"""How fast people were trained so far."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

#: full weeks that are looked back on, at most and at least
MOST_WEEKS = 26
FEWEST_WEEKS = 8
#: weeks in a row whose slowest and fastest give the range: short enough to have been seen several
#: times, long enough that one busy hall is not taken for a habit
STRETCH = 4


@dataclass(frozen=True, slots=True)
class Pace:
    """Amounts per week; `slowest <= usual <= fastest`."""

    #: how many weeks were looked back on, and what was gained in them
    weeks: int
    gained: int
    slowest: Fraction
    usual: Fraction
    fastest: Fraction


def pace_of(gains: Iterable[tuple[date, int]], since: date, today: date) -> Pace | None:
    """The pace over the last full weeks up to and including `today`; None if they are too few.

    `gains` are days on which somebody was trained, each with what it added. Days before `since`
    are no part of what is asked, so weeks that begin before it are not looked at.
    """
    weeks = min(MOST_WEEKS, ((today - since).days + 1) // 7)
    if weeks < FEWEST_WEEKS:
        return None
    weekly = _weekly(gains, weeks, today)
    gained = sum(weekly)
    stretches = [
        Fraction(sum(weekly[start : start + STRETCH]), STRETCH)
        for start in range(weeks - STRETCH + 1)
    ]
    usual = Fraction(gained, weeks)
    return Pace(weeks, gained, min(*stretches, usual), usual, max(*stretches, usual))


def _weekly(gains: Iterable[tuple[date, int]], weeks: int, today: date) -> Sequence[int]:
    """What each week gained, the latest first."""
    weekly = [0] * weeks
    for day, amount in gains:
        week = (today - day).days // 7
        if 0 <= week < weeks:
            weekly[week] += amount
    return weekly


def pace_needed(missing: int, today: date, until: date) -> Fraction | None:
    """What has to be gained per week from tomorrow to `until`; None if no day is left."""
    days = (until - today).days
    return Fraction(7 * missing, days) if days > 0 else None
