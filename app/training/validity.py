"""How long a completed training is valid."""

from calendar import monthrange
from datetime import date


def last_valid_day(completed_on: date, months: int | None) -> date | None:
    """The same day so many months later, or the last day of a shorter month; None: it never ends.

    On that day it is still valid.
    """
    if months is None:
        return None
    years, month = divmod(completed_on.month - 1 + months, 12)
    year = completed_on.year + years
    return date(year, month + 1, min(completed_on.day, monthrange(year, month + 1)[1]))


def is_valid(completed_on: date, months: int | None, on: date) -> bool:
    """Whether what was completed on one day is valid on another; not before it was completed."""
    last = last_valid_day(completed_on, months)
    return completed_on <= on and (last is None or on <= last)
