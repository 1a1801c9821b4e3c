"""Which absences are long."""

from collections.abc import Iterable
from datetime import date, timedelta

from app.coverage.indicator.values import Period


def long_absence(absences: Iterable[Period], min_days: int, on: date) -> Period | None:
    """The continuous absence of at least `min_days` that covers the day; None if there is none.

    Absences that touch are one. One without an end is as long as it has lasted by that day: nobody
    is left out of the figure for an absence that may be over tomorrow.
    """
    known = (Period(one.first, one.last or max(one.first, on)) for one in absences)
    for stretch in continuous(known):
        if stretch.contains(on):
            days = ((stretch.last or on) - stretch.first).days + 1
            return stretch if days >= min_days else None
    return None


def continuous(absences: Iterable[Period]) -> Iterable[Period]:
    """The same days away as stretches that neither touch nor overlap, in order."""
    current: Period | None = None
    for period in sorted(absences, key=lambda one: one.first):
        if current is None:
            current = period
        elif current.last is None or period.first <= current.last + timedelta(days=1):
            ends = (current.last, period.last)
            current = Period(current.first, None if None in ends else max(filter(None, ends)))
        else:
            yield current
            current = period
    if current is not None:
        yield current
