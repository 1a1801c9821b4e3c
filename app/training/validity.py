"""How long a completed training is valid."""

from calendar import monthrange
from datetime import date, timedelta


def last_valid_day(completed_on: date, months: int | None) -> date | None:
    """The same day so many months later, or the last day of a shorter month; None: it never ends.

    On that day it is still valid.
    """
    return None if months is None else _some_months_later(completed_on, months)


def is_valid(completed_on: date, months: int | None, on: date) -> bool:
    """Whether what was completed on one day is valid on another; not before it was completed."""
    last = last_valid_day(completed_on, months)
    return completed_on <= on and (last is None or on <= last)


def earliest_valid_day(on: date, months: int | None) -> date:
    """What was completed before this day is no longer valid on the day `on`."""
    if months is None:
        return date.min
    day = _some_months_later(on, -months)
    while _some_months_later(day, months) < on:  # from the end of a shorter month
        day += timedelta(days=1)
    return day


def _some_months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
